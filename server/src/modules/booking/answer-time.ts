import { addDays, type Day, type Minute } from '@pitlane/kernel'

/** When a store is open on a day. */
export interface OpenDay {
  readonly day: Day
  readonly isOpen: boolean
  readonly opensMinute: Minute
  readonly closesMinute: Minute
}

interface Moment {
  readonly day: Day
  readonly minute: Minute
}

interface Span extends Moment {
  readonly until: Minute
}

/** The opening hours from a moment on, in order. */
const openFrom = (from: Moment, days: readonly OpenDay[]): Span[] =>
  days.flatMap(({ day, isOpen, opensMinute, closesMinute }) => {
    const minute = day === from.day ? Math.max(opensMinute, from.minute) : opensMinute
    return isOpen && day >= from.day && minute < closesMinute ? [{ day, minute, until: closesMinute }] : []
  })

/** How many minutes of opening hours lie between two moments. `days` are in order, without a gap. */
export const openMinutesBetween = (from: Moment, to: Moment, days: readonly OpenDay[]): number =>
  openFrom(from, days).reduce((sum, { day, minute, until }) => {
    if (day > to.day) return sum
    const end = day === to.day ? Math.min(until, to.minute) : until
    return sum + Math.max(0, end - minute)
  }, 0)

/**
 * When so many minutes of opening hours have passed since a moment: who books at night is answered in the morning. A store
 * that does not open again as far as `days` go answers on the day after them.
 */
export function afterOpenMinutes(from: Moment, minutes: number, days: readonly OpenDay[]): Moment {
  let left = minutes
  for (const { day, minute, until } of openFrom(from, days)) {
    if (minute + left <= until) return { day, minute: minute + left }
    left -= until - minute
  }
  return { day: addDays(days.at(-1)?.day ?? from.day, 1), minute: 0 }
}
