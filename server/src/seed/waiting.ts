import { MINUTE_MS } from '@pitlane/kernel'
import type { Today } from './calendar'
import type { Planned } from './plan'

/** The front desk still has an hour to answer. */
const ANSWERABLE_MS = 60 * MINUTE_MS
/** Of the bookings of the coming days. */
const SHARE_LATER = 0.09

/** The bookings that wait for the front desk: so many of today as its store says, and a few of each day after. */
export function waitingOf(today: Today, planned: readonly Planned[]): ReadonlySet<Planned> {
  const open = planned
    .filter(({ house, startsAt, fate }) => {
      const aheadMs = startsAt.getTime() - today.now.getTime()
      return fate.end === 'comes' && !house.store.isAutoConfirm && aheadMs >= ANSWERABLE_MS
    })
    .sort((a, b) => a.fate.patience - b.fate.patience)
  const waiting = new Set(open.filter(({ day, fate }) => day > today.day && fate.patience < SHARE_LATER))
  for (const house of new Set(open.map((one) => one.house))) {
    const mine = open.filter((one) => one.house === house && one.day === today.day)
    mine.slice(0, house.data.waitingToday).forEach((one) => waiting.add(one))
  }
  return waiting
}
