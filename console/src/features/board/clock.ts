import { localTime, minutesSince } from '../../lib/time'
import type { BoardRow } from './board-row'

/** The promise to the owner: an answer within 15 minutes (DOMAIN §2.2). */
const ANSWER_WITHIN_MINUTES = 15
/** The last minutes of that promise. */
const HURRY_MINUTES = 5
/** A car that comes within so long is looked out for. */
const SOON_MINUTES = 30
/** So long after its time a car is only a little late. */
const GRACE_MINUTES = 15

/** How a row stands with the clock. `waiting` is for an answer; the others are about a car that is to come. */
export interface RowClock {
  readonly kind: 'waiting' | 'early' | 'soon' | 'due' | 'toldLate' | 'overdue'
  /** How long a request has waited, how long until the car comes, how late it is or said to be. */
  readonly minutes: number
  readonly light: 'none' | 'green' | 'yellow' | 'red'
}

const MINUTE_MS = 60_000

/** @param dueAt by when it should be answered in opening hours; without it a quarter of an hour counts */
function waiting(row: BoardRow, now: number, dueAt: string | undefined): RowClock {
  const minutes = minutesSince(row.placedAt, now)
  const due = dueAt === undefined ? Date.parse(row.placedAt) + ANSWER_WITHIN_MINUTES * MINUTE_MS : Date.parse(dueAt)
  if (now >= due) return { kind: 'waiting', minutes, light: 'red' }
  return { kind: 'waiting', minutes, light: now >= due - HURRY_MINUTES * MINUTE_MS ? 'yellow' : 'green' }
}

/** Measured from the time the owner said to come, when they said that it will be later. */
function coming(row: BoardRow, minute: number): RowClock {
  const told = row.lateMinutes ?? 0
  const over = minute - row.minute - told
  if (over > GRACE_MINUTES) return { kind: 'overdue', minutes: over + told, light: 'red' }
  if (over >= 0) return { kind: 'due', minutes: over + told, light: 'yellow' }
  if (told > 0) return { kind: 'toldLate', minutes: told, light: 'yellow' }
  if (over >= -SOON_MINUTES) return { kind: 'soon', minutes: -over, light: 'green' }
  return { kind: 'early', minutes: -over, light: 'none' }
}

/** The clock of a row at `now` (epoch milliseconds), or undefined when nothing is due: a car of another day, or one that is here. */
export function clockOf(row: BoardRow, now: number, dueAt?: string): RowClock | undefined {
  if (row.state === 'placed') return waiting(row, now, dueAt)
  const { day, minute } = localTime(new Date(now))
  return row.state === 'confirmed' && day === row.day ? coming(row, minute) : undefined
}

/** Whether the slot of a row has begun at `now`. */
export function hasBegun(row: BoardRow, now: number): boolean {
  const { day, minute } = localTime(new Date(now))
  return day > row.day || (day === row.day && minute >= row.minute)
}
