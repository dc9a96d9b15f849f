import { localTime, minutesSince } from '../../lib/time'
import type { BoardRow } from './board-row'

/** The promise to the owner: an answer within 15 minutes (DOMAIN §2.2). */
const ANSWER_WITHIN_MINUTES = 15

/** What a row's clock says: how long a request has waited, or how late a car is. */
export interface RowClock {
  readonly kind: 'waiting' | 'late'
  readonly minutes: number
  readonly isOverdue: boolean
}

/** The clock of a row at `now` (epoch milliseconds), or undefined when nothing is due. */
export function clockOf(row: BoardRow, now: number): RowClock | undefined {
  if (row.state === 'placed') {
    const minutes = minutesSince(row.placedAt, now)
    return { kind: 'waiting', minutes, isOverdue: minutes >= ANSWER_WITHIN_MINUTES }
  }
  const { day, minute } = localTime(new Date(now))
  if (row.state !== 'confirmed' || day !== row.day || minute <= row.minute) return undefined
  const minutes = minute - row.minute
  return { kind: 'late', minutes, isOverdue: minutes > ANSWER_WITHIN_MINUTES }
}

/** Whether the slot of a row has begun at `now`. */
export function hasBegun(row: BoardRow, now: number): boolean {
  const { day, minute } = localTime(new Date(now))
  return day > row.day || (day === row.day && minute >= row.minute)
}
