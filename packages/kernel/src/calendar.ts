/** A calendar day of a store, `YYYY-MM-DD`, without a time zone of its own. */
export type Day = string

/** Minutes since local midnight: 540 is 09:00. 1440 is the end of the day. */
export type Minute = number

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/
const utc = (day: Day) => Date.parse(`${day}T00:00:00Z`)

/** True for a real calendar day (2026-02-30 is not one). */
export function isDay(text: string): text is Day {
  if (!DAY_PATTERN.test(text)) return false
  const at = utc(text)
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The day `count` days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day =>
  new Date(utc(day) + count * 86_400_000).toISOString().slice(0, 10)

/** Whole days from `from` to `to`. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / 86_400_000)

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (day: Day): number => new Date(utc(day)).getUTCDay()

/** 570 → `09:30`. */
export const formatMinute = (minute: Minute): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** `09:30` → 570. Undefined for anything that is not a time of day. */
export function parseMinute(text: string): Minute | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(text)
  if (!match) return undefined
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2])
}
