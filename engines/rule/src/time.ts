import { DAY_MS, HOUR_MS, isDay, MINUTE_MS, type Day } from '@pitlane/kernel'
import type { Duration, DurationUnit } from './cond'

/**
 * When a condition is asked. `ago` and `ahead` count from `asOf`, never from the machine's clock, so that the same question
 * has the same answer tomorrow. `zone` is the place whose calendar decides what "today" is, `Asia/Shanghai` by default; that
 * one and `UTC` work where there is no Intl, as in some WeChat engines.
 */
export interface When {
  readonly asOf: Date
  readonly zone?: string
}

/** An instant as conditions and facts write it, `2026-11-23T01:00:00.000Z`. Such texts sort as the instants do. */
export type IsoInstant = string

const HOME = 'Asia/Shanghai'
const LAST_DAY: Day = '9999-12-31'
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const MONTHS: Partial<Record<DurationUnit, number>> = { month: 1, year: 12 }
const DAYS: Partial<Record<DurationUnit, number>> = { day: 1, week: 7 }
const MILLISECONDS: Partial<Record<DurationUnit, number>> = { minute: MINUTE_MS, hour: HOUR_MS }
/** Without summer time since 1991; conditions ask about our days. */
const FIXED_OFFSETS: Readonly<Record<string, number>> = { 'Asia/Shanghai': 480, UTC: 0 }

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** An instant as text; undefined where the year has not four digits. */
export function isoOf(ms: number): IsoInstant | undefined {
  const at = new Date(ms)
  if (Number.isNaN(at.getTime())) return undefined
  const text = at.toISOString()
  return text.length === 24 ? text : undefined
}

/** True for an instant written the one way in which texts compare as instants do. */
export const isInstant = (text: string): text is IsoInstant => INSTANT.test(text) && isoOf(Date.parse(text)) === text

/** What kind of time a text is. */
export function timeKind(text: string): 'day' | 'instant' | undefined {
  if (text.length === 10) return isDay(text) ? 'day' : undefined
  return isInstant(text) ? 'instant' : undefined
}

/** To make one takes as long as fifty conditions. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  clocks.set(zone, clock)
  return clock
}

/** Minutes by which a zone's wall clock is ahead of UTC. Throws a RangeError for a zone nobody knows. */
function offsetAt(ms: number, zone: string): number {
  const fixed = FIXED_OFFSETS[zone]
  if (fixed !== undefined) return fixed
  const shown = clockOf(zone).formatToParts(ms)
  const read = (type: string) => Number(shown.find((part) => part.type === type)?.value)
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'))
  return Math.round((wall - ms) / MINUTE_MS)
}

/** The instant at which a wall clock shows this; of two the earlier, and the end of the gap where there is none. */
function fromWall(wall: number, zone: string): number {
  const guess = wall - offsetAt(wall, zone) * MINUTE_MS
  return wall - offsetAt(guess, zone) * MINUTE_MS
}

const zoneOf = ({ zone = HOME }: When): string => zone

/** The calendar day of `asOf` in the zone. */
export function today(when: When): Day {
  const ms = when.asOf.getTime()
  return new Date(ms + offsetAt(ms, zoneOf(when)) * MINUTE_MS).toISOString().slice(0, 10)
}

/** What the wall clock shows, `2026-11-23 09:00`, with seconds where there are any. */
export function wallOf(at: IsoInstant, zone: string | undefined): string {
  const ms = Date.parse(at)
  const wall = new Date(ms + offsetAt(ms, zone ?? HOME) * MINUTE_MS).toISOString()
  return wall.slice(0, wall.slice(17, 19) === '00' ? 16 : 19).replace('T', ' ')
}

/** When a local day begins. Undefined where the year leaves four digits. */
const startOf = (day: Day, when: When): IsoInstant | undefined => isoOf(fromWall(utc(day), zoneOf(when)))

/** The day after. Undefined after the last day of all. */
const nextDay = (day: Day): Day | undefined => shiftDay(day, { n: 1, unit: 'day' }, 1)

/** So many calendar months later, or on the last day of that month where it has no such day. */
function shiftMonths(day: Day, count: number): number {
  const at = new Date(utc(day))
  const wanted = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + count)
  const last = new Date(at.getTime())
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  return at.setUTCDate(Math.min(wanted, last.getUTCDate()))
}

/**
 * A day so long later (`sign` 1) or earlier (-1). Months and years are calendar arithmetic, clamped at the end of the month:
 * one month after 31 January is 28 or 29 February. Undefined for units below a day, and where the year leaves four digits.
 */
export function shiftDay(day: Day, { n, unit }: Duration, sign: 1 | -1): Day | undefined {
  const months = MONTHS[unit]
  if (months !== undefined) return isoOf(shiftMonths(day, sign * n * months))?.slice(0, 10)
  const days = DAYS[unit]
  if (days === undefined) return undefined
  return isoOf(utc(day) + sign * n * days * DAY_MS)?.slice(0, 10)
}

/**
 * An instant so long later or earlier. Minutes and hours are exact; from a day on the wall clock of the zone shows the same
 * time on the day that {@link shiftDay} gives.
 */
export function shiftInstant(at: IsoInstant, duration: Duration, sign: 1 | -1, when: When): IsoInstant | undefined {
  const ms = Date.parse(at)
  const exact = MILLISECONDS[duration.unit]
  if (exact !== undefined) return isoOf(ms + sign * duration.n * exact)
  const wall = isoOf(ms + offsetAt(ms, zoneOf(when)) * MINUTE_MS)
  const day = wall && shiftDay(wall.slice(0, 10), duration, sign)
  if (!day) return undefined
  return isoOf(fromWall(Date.parse(day + wall.slice(10)), zoneOf(when)))
}

/** The last day, or instant, that can be moved by this without leaving the calendar. */
export const lastBefore = (duration: Duration, kind: 'day' | 'instant'): string | undefined =>
  kind === 'day'
    ? shiftDay(LAST_DAY, duration, -1)
    : shiftInstant(`${LAST_DAY}T23:59:59.999Z`, duration, -1, { asOf: new Date(0), zone: 'UTC' })

/** What `ago` and `ahead` mean for a field of this kind; a duration of nothing is today, or `asOf` itself. */
export function relative(duration: Duration, sign: 1 | -1, kind: 'day' | 'instant', when: When): string | undefined {
  if (kind === 'day') return shiftDay(today(when), duration, sign)
  return shiftInstant(when.asOf.toISOString(), duration, sign, when)
}

/** The birthdays that are kept on a day, as `MM-DD`: who was born on 29 February celebrates on the 28th in other years. */
export function datesKeptOn(day: Day): string[] {
  const date = day.slice(5)
  return date === '02-28' && nextDay(day)?.slice(5) === '03-01' ? [date, '02-29'] : [date]
}

export type OrderOp = '<' | '<=' | '>' | '>='

/** Comparing an instant with a local day: "until the 3rd" includes the evening of the 3rd. */
export function orderAgainstDay(op: OrderOp, day: Day, when: When): { op: OrderOp; at: IsoInstant } | undefined {
  const isAfter = op === '<=' || op === '>'
  const edge = isAfter ? nextDay(day) : day
  const at = edge && startOf(edge, when)
  return at === undefined ? undefined : { op: op === '<' || op === '<=' ? '<' : '>=', at }
}
