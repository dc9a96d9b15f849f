import { booking } from '@pitlane/contract'
import { needsHelp, type BoardRow } from './board-row'
import { words } from './words'

/** Something about a booking that is out of the ordinary. */
export interface Mark {
  readonly text: string
  readonly hint: string
  readonly tone: 'stop' | 'wait' | 'done' | 'going' | 'muted'
}

type Finder = (row: BoardRow) => Mark | null

const { marks, markHints } = words

/** What matters most comes first. */
const finders: readonly Finder[] = [
  (row) => (needsHelp(row) ? { text: marks.unseated, hint: markHints.unseated, tone: 'stop' } : null),
  ({ delayMinutes }) =>
    delayMinutes === null ? null : { text: marks.delayed(delayMinutes), hint: markHints.delayed, tone: 'wait' },
  ({ state, finishedAt }) =>
    state === 'arrived' && finishedAt !== null
      ? { text: marks.finished, hint: markHints.finished, tone: 'done' }
      : null,
  ({ lastDay }) => (lastDay === null ? null : { text: marks.overnight, hint: markHints.overnight, tone: 'going' }),
  ({ isRework }) => (isRework ? { text: marks.rework, hint: markHints.rework, tone: 'wait' } : null),
  ({ handover }) =>
    handover === 'wait' ? null : { text: marks[handover], hint: booking.handovers[handover], tone: 'muted' },
  ({ state, isWaived }) =>
    state === 'no_show' && isWaived ? { text: marks.waived, hint: markHints.waived, tone: 'muted' } : null,
]

/** What is out of the ordinary about a booking, in a word each. */
export const marksOf = (row: BoardRow): Mark[] => finders.flatMap((find) => find(row) ?? [])

/** The same as one text, for paper and for who listens: `推迟 15 分、过夜`. */
export const sayMarks = (row: BoardRow): string =>
  marksOf(row)
    .map(({ text }) => text)
    .join('、')
