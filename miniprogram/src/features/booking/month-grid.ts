import { weekdayOf, type Day } from '@pitlane/kernel'

/** The days of one month, each in its column; Monday is the first. */
export interface Month<D> {
  readonly year: number
  readonly month: number
  /** Empty columns before the first day. */
  readonly before: number
  readonly days: readonly D[]
}

const columnOf = (day: Day): number => (weekdayOf(day) + 6) % 7

/** Days in a row, month by month. */
export function monthsOf<D extends { readonly day: Day }>(days: readonly D[]): Month<D>[] {
  const groups = new Map<string, D[]>()
  for (const one of days) {
    const month = one.day.slice(0, 7)
    groups.set(month, [...(groups.get(month) ?? []), one])
  }
  return [...groups].map(([key, inMonth]) => {
    const [year, month] = key.split('-').map(Number)
    return { year: year ?? 0, month: month ?? 0, before: columnOf(inMonth[0]?.day ?? `${key}-01`), days: inMonth }
  })
}
