import { formatMinute } from '@pitlane/kernel'
import { titleOf } from '../../lib/api-error'
import { localTime } from '../../lib/time'
import { words } from './words'

interface Props {
  /** Why the last look failed. */
  readonly fault: unknown
  /** When the rows on the screen were read, in epoch milliseconds. */
  readonly readAt: number
}

/** Says that the rows are old. It stands in the head: above the rows it would push them away from under the pointer. */
export function StaleNote({ fault, readAt }: Props) {
  const at = formatMinute(localTime(new Date(readAt)).minute)
  return (
    <span className="stale-note" role="alert" title={titleOf(fault)}>
      {words.stale(at)}
    </span>
  )
}
