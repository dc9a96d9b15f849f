import { CELL_MINUTES, type Day, type Minute } from '@pitlane/kernel'

/** The hours of a day on which the house is open. */
export interface OpenDay {
  readonly day: Day
  readonly opensMinute: Minute
  readonly closesMinute: Minute
}

/** A piece of work, or of what comes with it. */
export interface Part {
  readonly minutes: number
  /** Work stops at closing and goes on the next morning; a check or a wash is done in one go. */
  readonly isCut: boolean
}

/** Where a part, or a piece of it, is done. `part` is its place in the list. */
export interface Stretch {
  readonly part: number
  readonly day: Day
  readonly from: Minute
  readonly to: Minute
}

export const upToQuarter = (minute: Minute): Minute => Math.ceil(minute / CELL_MINUTES) * CELL_MINUTES
export const downToQuarter = (minute: Minute): Minute => Math.floor(minute / CELL_MINUTES) * CELL_MINUTES

/**
 * Lays parts out one after the other from a time on: what is not done at closing goes on when the house opens next. `days` are
 * the open days from the first on. Undefined when they are not enough.
 */
export function layOut(
  parts: readonly Part[],
  start: { readonly day: Day; readonly minute: Minute },
  days: readonly OpenDay[],
): Stretch[] | undefined {
  const open = days.filter(({ day }) => day >= start.day)
  const stretches: Stretch[] = []
  let at = 0
  let cursor = open[0]?.day === start.day ? start.minute : 0
  for (const [part, { minutes, isCut }] of parts.entries()) {
    let left = minutes
    while (left > 0) {
      const today = open[at]
      if (!today) return undefined
      const from = Math.max(cursor, upToQuarter(today.opensMinute))
      const room = downToQuarter(today.closesMinute) - from
      const length = isCut ? Math.min(left, room) : left
      if (length > 0 && length <= room) {
        stretches.push({ part, day: today.day, from, to: from + length })
        left -= length
        cursor = upToQuarter(from + length)
      }
      if (left > 0) [at, cursor] = [at + 1, 0]
    }
  }
  return stretches
}
