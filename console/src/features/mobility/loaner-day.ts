import type { mobility } from '@pitlane/contract'
import type { Day, Minute } from '@pitlane/kernel'

/** The part of the day that is drawn. */
const FROM: Minute = 480
const UNTIL: Minute = 1140

type Row = Pick<mobility.LoanerRow, 'day' | 'minute' | 'untilDay' | 'untilMinute' | 'isOverdue'>

/** The part of a day that a car is away: at least a little, so that it can be hit. */
export function spanOn(day: Day, row: Row, nowMinute: Minute | null): { from: Minute; to: Minute } {
  const from = row.day < day ? FROM : row.minute
  const due = row.untilDay > day ? UNTIL : row.untilDay < day ? FROM : row.untilMinute
  const to = row.isOverdue && nowMinute !== null ? Math.max(due, nowMinute) : due
  return clip(from, to)
}

const clip = (from: Minute, to: Minute) => {
  const start = Math.min(Math.max(from, FROM), UNTIL - 30)
  return { from: start, to: Math.max(Math.min(to, UNTIL), start + 30) }
}

/** A place on the track, in per cent. */
export const percentOf = (minute: Minute): number => ((minute - FROM) / (UNTIL - FROM)) * 100

/** Full hours to write above the track. */
export const HOURS: readonly Minute[] = Array.from({ length: (UNTIL - FROM) / 60 + 1 }, (_, i) => FROM + i * 60)

/** Beside the other, one below the other where they overlap. */
export function lanesOf<T extends { from: Minute; to: Minute }>(spans: readonly T[]): (T & { lane: number })[] {
  const ends: Minute[] = []
  return [...spans]
    .sort((a, b) => a.from - b.from)
    .map((span) => {
      const free = ends.findIndex((end) => end <= span.from)
      const lane = free < 0 ? ends.length : free
      ends[lane] = span.to
      return { ...span, lane }
    })
}
