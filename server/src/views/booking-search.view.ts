import { board, normPlate } from '@pitlane/contract'
import { addDays, daysBetween, type Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import { Booking } from '../modules/booking/booking.entity'
import { CUSTOMER_NAME, CUSTOMER_PHONE } from '../modules/customer'
import { placeOf, requireStore } from '../modules/store'
import { VEHICLE_PLATE } from '../modules/vehicle'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import { toLocal } from '../platform/local-time'
import { scopeTo, type StoreScope } from '../platform/scope'
import { boardRows } from './booking-board.view'

const DAYS_BACK = 7
const DAYS_AHEAD = 30
const MOST = 20

interface Sealed {
  readonly id: string
  readonly day: Day
  readonly nameSealed: string | null
  readonly phoneSealed: string | null
  readonly plateSealed: string | null
}

/**
 * Finds bookings by the tail of a plate or phone, or by a part of the name. These are sealed at rest, so the rows of one
 * store in a window of five weeks (some hundreds to a few thousand) are opened here and compared.
 */
async function search(app: App, { storeId }: StoreScope, q: string, today: Day): Promise<Booking[]> {
  const rows = await app.db.read.rows<Sealed>(
    `select b.id as id, b.day as day, c.name_sealed as nameSealed, c.phone_sealed as phoneSealed, v.plate_sealed as plateSealed
       from booking b join customer c on c.id = b.customer_id join vehicle v on v.id = b.vehicle_id
      where b.store_id = ? and b.day >= ? and b.day <= ?`,
    [storeId, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)],
  )
  const tail = normPlate(q)
  const { vault } = app
  const fits = (row: Sealed) =>
    (row.plateSealed !== null && vault.open(VEHICLE_PLATE, row.plateSealed).endsWith(tail)) ||
    (row.phoneSealed !== null && vault.open(CUSTOMER_PHONE, row.phoneSealed).endsWith(tail)) ||
    (row.nameSealed !== null && vault.open(CUSTOMER_NAME, row.nameSealed).includes(q))
  const nearest = rows
    .filter(fits)
    .sort((a, b) => Math.abs(daysBetween(today, a.day)) - Math.abs(daysBetween(today, b.day)))
    .slice(0, MOST)
  const bookings = await app.db.read.find(Booking, { where: { id: In(nearest.map((row) => row.id)) } })
  const rank = new Map(nearest.map((row, i) => [row.id, i]))
  return bookings.sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0))
}

export const searchRoutes = [
  bind(board.search, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    const scope = scopeTo(actor, 'booking.read', placeOf(store))
    return boardRows(app, await search(app, scope, query.q, toLocal(app.clock.now(), store.timeZone).day))
  }),
]
