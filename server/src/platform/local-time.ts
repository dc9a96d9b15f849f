import type { Day, Minute } from '@pitlane/kernel'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** A point in time as a store's wall shows it. */
export interface LocalTime {
  readonly day: Day
  readonly minute: Minute
}

const QUARTER_MS = 15 * 60_000
const DAY_MINUTES = 1440
const offsets = new Map<string, number>()

/**
 * How far a zone's wall clock is ahead of UTC at an instant, in minutes. Clocks change on whole quarters of an hour only,
 * so one look-up (dayjs needs some 50 µs for it) serves a quarter of an hour.
 */
function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / QUARTER_MS)
  const key = `${zone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size > 10_000) offsets.clear()
  const offset = dayjs(quarter * QUARTER_MS)
    .tz(zone)
    .utcOffset()
  offsets.set(key, offset)
  return offset
}

/** The wall clock of a zone (`Asia/Shanghai`) at an instant; seconds are cut off. */
export function toLocal(at: Date, zone: string): LocalTime {
  const wall = new Date(at.getTime() + offsetAt(at.getTime(), zone) * 60_000)
  return { day: wall.toISOString().slice(0, 10), minute: Math.floor(wall.getTime() / 60_000) % DAY_MINUTES }
}

/** The instant at which the wall clock of a zone shows this day and minute; of two, the earlier. */
export function toInstant(day: Day, minute: Minute, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const guess = wall - offsetAt(wall, zone) * 60_000
  return new Date(wall - offsetAt(guess, zone) * 60_000)
}
