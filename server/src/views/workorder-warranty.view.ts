import { Not, IsNull } from 'typeorm'
import { stayDays, warningOf } from '../modules/workorder'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'

/** How often the same problem was repaired: this visit and those it does again. */
function repairsOf(order: Workorder, visits: readonly Workorder[]): number {
  let count = 1
  for (let at = order; at.reworkOf !== null; count++) {
    const before = visits.find(({ id }) => id === at.reworkOf)
    if (!before || count > visits.length) break
    at = before
  }
  return count
}

/** 三包: days in the shop for this visit and in all, and a warning where a limit of the law is near (DOMAIN §0.1-7). */
export async function countersOf(app: App, order: Workorder) {
  const now = app.clock.now()
  const visits = await app.db.read.find(Workorder, { where: { vehicleId: order.vehicleId, arrivedAt: Not(IsNull()) } })
  const counted = visits.filter(({ state }) => state !== 'cancelled')
  const daysThisVisit = stayDays(order, now)
  const daysInAll = counted.reduce((days, one) => days + stayDays(one, now), 0)
  const warning = warningOf({ daysThisVisit, daysInAll, repairs: repairsOf(order, counted) })
  return { daysThisVisit, daysInAll, warning }
}
