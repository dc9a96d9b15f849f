import { isOnline } from '../../lib/platform/network'
import { toast } from '../../lib/toast'
import { perform, queue, type Deed } from './staff-queue'
import { text } from './staff.text'

/** Does something at the car: it is stored on the phone, and said to be done or to be on its way. True when it was stored. */
export function doIt(deed: Deed, said: string): boolean {
  // Looked up first: as soon as it is stored, sending is tried, and nobody knows yet how that ends.
  const waits = !isOnline() || queue.condition.get() === 'offline'
  try {
    perform(deed)
  } catch {
    toast(text.job.noRoom)
    return false
  }
  toast(waits ? text.sync.saved : said)
  return true
}
