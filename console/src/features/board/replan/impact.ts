import type { desk, View } from '@pitlane/contract'
import { formatMinute } from '@pitlane/kernel'
import { sayDayTime, sayMinutes } from '../../../lib/time'
import type { BoardRow } from '../board-row'
import { words } from './words'

export type Impact = View<typeof desk.replan>

/** `今天 15:30` */
export const sayEnd = ({ endDay, endMinute }: Impact, today: string): string =>
  sayDayTime(endDay, today, formatMinute(endMinute))

/** Staff know cars by their plates; a car of another day by its number. */
const nameIn = (rows: readonly BoardRow[]) => (one: { readonly bookingId: string; readonly number: string }) =>
  rows.find(({ id }) => id === one.bookingId)?.maskedPlate ?? one.number

/** What a change does to others, a line each; one line saying so when it does nothing. */
export function sayImpact(impact: Impact, rows: readonly BoardRow[], today: string): string[] {
  const name = nameIn(rows)
  const { reseated, delayed, unseated } = impact
  const late = delayed.map((one) => words.delay(name(one), sayMinutes(one.minutes))).join('、')
  const others = [
    reseated > 0 ? words.reseated(reseated) : null,
    delayed.length > 0 ? words.delayed(delayed.length, late) : null,
    unseated.length > 0 ? words.unseated(unseated.length, unseated.map(name).join('、')) : null,
  ].flatMap((line) => line ?? [])
  return [...(impact.endDay > today ? [words.overnight] : []), ...(others.length > 0 ? others : [words.nobody])]
}

const QUARTER = 15

/**
 * How much work the plan still has for a car from the next quarter of an hour on. One whose time is over needs at least
 * another quarter, or it would be done.
 */
export function plannedRemaining({ steps }: BoardRow, today: string, minute: number): number {
  const work = steps.filter(({ kind, day }) => kind === 'work' && day >= today)
  const left = work.reduce((sum, step) => {
    const from = step.day === today ? Math.max(step.minute, minute) : step.minute
    return sum + Math.max(0, step.endMinute - from)
  }, 0)
  return Math.max(QUARTER, Math.floor(left / QUARTER) * QUARTER)
}
