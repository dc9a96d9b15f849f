import { toast } from '../../lib/toast'
import { perform, queue, type Deed } from './staff-queue'
import { text } from './staff.text'

/** Does something at the car: it is stored on the phone, and said to be done or to be on its way. True when it was stored. */
export function doIt(deed: Deed, said: string): boolean {
  try {
    perform(deed)
  } catch {
    toast(text.job.noRoom)
    return false
  }
  toast(queue.condition.get() === 'offline' ? text.sync.saved : said)
  return true
}
