import type { BoardRow } from './board-row'
import type { Command } from './commands'

/** What the panel asks before a command that cannot be taken back. */
export type Asking = 'reject' | 'cancel' | 'noShow' | 'waive' | 'replan'

/** What the form of a question is given. */
export interface FormProps {
  readonly row: BoardRow
  /** The day on the board. */
  readonly day: string
  readonly isBusy: boolean
  readonly onCommand: (command: Command) => void
  readonly onBack: () => void
}
