import { mobility } from '@pitlane/contract'
import { addDays, CELL_MINUTES, cellOf, CELLS_PER_DAY, weekdayOf, type Day, type Minute } from '@pitlane/kernel'

/** From the store to the owner's door without the car, and back. */
const WAY_MINUTES = 30

export interface TripSpan {
  readonly startsMinute: Minute
  readonly doorMinute: Minute
  readonly endsMinute: Minute
}

const { DEFAULT_LEAD_MINUTES } = mobility

/** When a driver is on the way to have a car at the store at `visitStarts`. May begin before midnight: then nobody can. */
export const fetchSpan = (visitStarts: Minute, lead: number = DEFAULT_LEAD_MINUTES): TripSpan => ({
  ...{ startsMinute: visitStarts - lead - WAY_MINUTES, doorMinute: visitStarts - lead, endsMinute: visitStarts },
})

/** When a driver is on the way to bring a car back that is ready at `visitEnds`. */
export function returnSpan(visitEnds: Minute, lead: number = DEFAULT_LEAD_MINUTES): TripSpan {
  const startsMinute = Math.ceil(visitEnds / CELL_MINUTES) * CELL_MINUTES
  return { startsMinute, doorMinute: startsMinute + lead, endsMinute: startsMinute + lead + WAY_MINUTES }
}

/** Whether somebody is there for the whole of a span. */
export function isOnDuty(week: mobility.DriverWeek, day: Day, { startsMinute, endsMinute }: TripSpan): boolean {
  const hours = week[weekdayOf(day)]
  return !!hours && hours.startsMinute <= startsMinute && endsMinute <= hours.endsMinute
}

/** A part of one day. */
export interface DaySpan {
  readonly day: Day
  readonly startsMinute: Minute
  readonly endsMinute: Minute
}

/** From a minute of one day to a minute of another, day by day. */
export function daySpans(from: { day: Day; minute: Minute }, until: { day: Day; minute: Minute }): DaySpan[] {
  const spans: DaySpan[] = []
  for (let day = from.day; day <= until.day; day = addDays(day, 1)) {
    const startsMinute = day === from.day ? from.minute : 0
    const endsMinute = day === until.day ? until.minute : CELLS_PER_DAY * CELL_MINUTES
    if (startsMinute < endsMinute) spans.push({ day, startsMinute, endsMinute })
  }
  return spans
}

/** A quarter of an hour that has begun is taken whole. */
export const cellsOf = ({ startsMinute, endsMinute }: DaySpan | TripSpan): number[] => {
  const first = cellOf(startsMinute)
  return Array.from({ length: Math.ceil(endsMinute / CELL_MINUTES) - first }, (_, i) => first + i)
}
