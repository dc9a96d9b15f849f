import { board, maskName, maskPhone, maskPlate } from '@pitlane/contract'
import type { Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import { closingText } from '../modules/booking'
import { Booking } from '../modules/booking/booking.entity'
import { Service } from '../modules/catalog/catalog.entity'
import { CUSTOMER_NAME, CUSTOMER_PHONE } from '../modules/customer'
import { Customer } from '../modules/customer/customer.entity'
import { placeOf, requireStore } from '../modules/store'
import { Bay, StoreDay, Technician } from '../modules/store/store.entity'
import { VEHICLE_PLATE } from '../modules/vehicle'
import { Vehicle } from '../modules/vehicle/vehicle.entity'
import { Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import { bind } from '../platform/bind'
import type { Reader } from '../platform/database'
import { scopeTo, type StoreScope } from '../platform/scope'
import type { Table } from '../platform/table'

/** Rows of a table by id, as a map. */
async function byId<R extends { id: string }>(
  db: Reader,
  table: Table<R>,
  ids: readonly string[],
): Promise<Map<string, R>> {
  const rows = await db.find(table, { where: { id: In([...new Set(ids)]) } as never })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Bookings as the front desk sees them: everything on one line, personal data masked. */
export async function boardRows(app: App, bookings: readonly Booking[]): Promise<board.BoardRow[]> {
  const { vault } = app
  const db = app.db.read
  const services = await byId(
    db,
    Service,
    bookings.map((b) => b.serviceId),
  )
  const vehicles = await byId(
    db,
    Vehicle,
    bookings.map((b) => b.vehicleId),
  )
  const customers = await byId(
    db,
    Customer,
    bookings.map((b) => b.customerId),
  )
  const bays = await byId(
    db,
    Bay,
    bookings.map((b) => b.bayId),
  )
  const technicians = await byId(
    db,
    Technician,
    bookings.flatMap((b) => b.technicianIds),
  )
  const orders = await db.find(Workorder, { where: { bookingId: In(bookings.map((b) => b.id)) } })
  const numbers = new Map(orders.map((order) => [order.bookingId, order.number]))
  const opened = (purpose: `${string}.${string}`, sealed: string | null | undefined, mask: (text: string) => string) =>
    sealed ? mask(vault.open(purpose, sealed)) : null
  return bookings.map((b) => {
    const vehicle = vehicles.get(b.vehicleId)
    const customer = customers.get(b.customerId)
    return {
      ...{ id: b.id, number: b.number, state: b.state, version: b.version, day: b.day },
      ...{ minute: b.startsMinute, endMinute: b.endsMinute, serviceName: services.get(b.serviceId)?.name ?? '' },
      vehicleName: vehicle ? `${vehicle.brand} ${vehicle.model}` : '',
      maskedPlate: opened(VEHICLE_PLATE, vehicle?.plateSealed, maskPlate),
      maskedName: opened(CUSTOMER_NAME, customer?.nameSealed, maskName),
      maskedPhone: opened(CUSTOMER_PHONE, customer?.phoneSealed, maskPhone),
      bayName: bays.get(b.bayId)?.name ?? '',
      technicianNames: b.technicianIds.map((id) => technicians.get(id)?.name ?? '').filter(Boolean),
      ...{ remark: b.remark, closingNote: closingText(b), workorderNumber: numbers.get(b.id) ?? null },
      placedAt: b.createdAt.toISOString(),
    }
  })
}

async function dayBoard(app: App, { storeId }: StoreScope, day: Day) {
  const opening = await app.db.read.findOne(StoreDay, { storeId, day })
  const bookings = await app.db.read.find(Booking, {
    where: { storeId, day },
    order: { startsMinute: 'ASC', createdAt: 'ASC', id: 'ASC' },
  })
  return {
    day,
    isOpen: opening?.isOpen ?? false,
    note: opening?.note ?? null,
    opensMinute: opening?.opensMinute ?? 0,
    closesMinute: opening?.closesMinute ?? 0,
    rows: await boardRows(app, bookings),
  }
}

export const boardRoutes = [
  bind(board.board, async (app, { actor, params, query }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return dayBoard(app, scopeTo(actor, 'booking.read', placeOf(store)), query.day)
  }),
]
