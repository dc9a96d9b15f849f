import { words } from './words'

interface Props {
  readonly isOpen: boolean
  /** Why the store is closed, when it is. */
  readonly note: string | null
}

/** What one must know about the day before reading its rows. */
export function DayNote({ isOpen, note }: Props) {
  return isOpen ? null : <p className="day-note">{words.dayClosed(note)}</p>
}
