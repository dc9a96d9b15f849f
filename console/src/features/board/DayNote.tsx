import { formatMinute } from '@pitlane/kernel'
import { localTime } from '../../lib/time'
import { titleOf } from '../../lib/api-error'
import { words } from './words'

interface Props {
  readonly isOpen: boolean
  readonly note: string | null
  /** Why the last look failed, and when (epoch milliseconds) the rows on the screen were read. */
  readonly fault: unknown
  readonly readAt: number
}

/** What one must know about the day before trusting its rows. */
export function DayNote({ isOpen, note, fault, readAt }: Props) {
  if (fault) {
    const at = formatMinute(localTime(new Date(readAt)).minute)
    return (
      <p className="day-note is-stale" role="alert">
        {words.stale(at, titleOf(fault))}
      </p>
    )
  }
  return isOpen ? null : <p className="day-note">{words.dayClosed(note)}</p>
}
