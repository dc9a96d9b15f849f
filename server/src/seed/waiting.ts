import { MINUTE_MS } from '@pitlane/kernel'
import type { Today } from './calendar'
import type { Planned } from './plan'

/** The front desk still has an hour to answer. */
const ANSWERABLE_MS = 60 * MINUTE_MS

/** The bookings that wait for the front desk: as many of today and of the days after as its store says. */
export function waitingOf(today: Today, planned: readonly Planned[]): ReadonlySet<Planned> {
  const open = planned
    .filter(({ house, startsAt, fate }) => {
      const aheadMs = startsAt.getTime() - today.now.getTime()
      return fate.end === 'comes' && !house.store.isAutoConfirm && aheadMs >= ANSWERABLE_MS
    })
    .sort((a, b) => a.fate.patience - b.fate.patience)
  return new Set(
    [...new Set(open.map(({ house }) => house))].flatMap((house) => {
      const mine = open.filter((one) => one.house === house)
      const { today: now, later } = house.data.waiting
      return [
        ...mine.filter(({ day }) => day === today.day).slice(0, now),
        ...mine.filter(({ day }) => day > today.day).slice(0, later),
      ]
    }),
  )
}
