import { board, type View } from '@pitlane/contract'
import { addDays, daysBetween } from '@pitlane/kernel'
import { afterOpenMinutes, openMinutesBetween } from '../modules/booking'
import { Booking } from '../modules/booking/booking.entity'
import { listDays, placeOf, readPolicy, requireStore, type Store } from '../modules/store'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toInstant, toLocal } from '../platform/local-time'
import { scopeTo, type StoreScope } from '../platform/scope'
import { boardRows } from './booking-board.view'

/** An answer is due within so many days after today, even behind the longest holidays. */
const DAYS_AHEAD = 14

async function confirmQueue(
  app: App,
  { storeId }: StoreScope,
  { timeZone }: Store,
): Promise<View<typeof board.confirmQueue>> {
  const waiting = await app.db.read.find(Booking, { where: { storeId, state: 'placed' } })
  const rows = await boardRows(app, waiting)
  const now = toLocal(app.clock.now(), timeZone)
  const placed = rows.map((row) => ({ row, at: toLocal(new Date(row.placedAt), timeZone) }))
  const from = placed.map(({ at }) => at.day).sort()[0] ?? now.day
  const days = await listDays(app.db.read, storeId, from, daysBetween(from, addDays(now.day, DAYS_AHEAD)))
  const { confirmWithinMinutes } = await readPolicy(app.db.read, storeId)
  return placed
    .map(({ row, at }) => {
      const due = afterOpenMinutes(at, confirmWithinMinutes, days)
      const waitedMinutes = openMinutesBetween(at, now, days)
      return { row, waitedMinutes, dueAt: toInstant(due.day, due.minute, timeZone).toISOString() }
    })
    .sort((a, b) => a.row.placedAt.localeCompare(b.row.placedAt) || a.row.id.localeCompare(b.row.id))
}

export const confirmQueueRoutes = [
  bind(board.confirmQueue, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return confirmQueue(app, scopeTo(actor, 'booking.read', placeOf(store)), store)
  }),
]
