import { maskName } from '@pitlane/contract'
import { In } from 'typeorm'
import { findSteps } from '../modules/booking'
import { Booking } from '../modules/booking/booking.entity'
import { findServices } from '../modules/catalog'
import { CUSTOMER_NAME } from '../modules/customer'
import { Customer } from '../modules/customer/customer.entity'
import { findStaffNames } from '../modules/identity'
import { findVehicles } from '../modules/vehicle'
import { bookedServices, waitingOf } from '../modules/workorder'
import { JobLine, PartLine } from '../modules/workorder/job.entity'
import { Addon, type Workorder } from '../modules/workorder/workorder.entity'
import type { App } from '../platform/app'
import type { Table } from '../platform/table'

/** Everything that lines about work orders are made from, for any number of them in as many statements as for one. */
export async function readHouse(app: App, orders: readonly Workorder[]) {
  const db = app.db.read
  const of = <R extends { workorderId: string }>(table: Table<R>) =>
    db.find(table, { where: { workorderId: In(orders.map(({ id }) => id)) } as never })
  const bookingIds = orders.map(({ bookingId }) => bookingId)
  const steps = await findSteps(db, bookingIds)
  const services = await findServices(
    db,
    steps.flatMap(({ serviceId }) => serviceId ?? []),
  )
  return {
    ...{ steps, services, jobs: await of(JobLine), parts: await of(PartLine), addons: await of(Addon) },
    bookings: await db.find(Booking, { where: { id: In(bookingIds) } }),
    customers: await db.find(Customer, { where: { id: In(orders.map(({ customerId }) => customerId)) } }),
    vehicles: await findVehicles(
      db,
      app.vault,
      orders.map(({ vehicleId }) => vehicleId),
    ),
    staff: await findStaffNames(
      db,
      orders.flatMap(({ advisorId }) => advisorId ?? []),
    ),
  }
}
export type House = Awaited<ReturnType<typeof readHouse>>

const mine = <R extends { workorderId: string }>(rows: readonly R[], id: string): R[] =>
  rows.filter(({ workorderId }) => workorderId === id)

/** Why the work on a car does not go on. */
export const waitingFor = ({ jobs, parts, addons }: House, { id }: Workorder) =>
  waitingOf(mine(jobs, id), mine(parts, id), mine(addons, id))

/** Services that were booked, each once. */
export function servicesOf({ steps, services }: House, { bookingId }: Workorder): string {
  const ids = bookedServices(steps, bookingId)
  return ids.flatMap((id) => services.filter((one) => one.id === id).map(({ name }) => name)).join('、')
}

/** The words by which people know a car and whose it is; the name is masked. */
export function namesOf(app: App, house: House, { vehicleId, customerId, advisorId }: Workorder) {
  const vehicle = house.vehicles.find(({ id }) => id === vehicleId)
  const sealed = house.customers.find(({ id }) => id === customerId)?.nameSealed
  return {
    plate: vehicle?.plate ?? '未上牌',
    carName: vehicle?.name ?? '',
    customerName: sealed ? maskName(app.vault.open(CUSTOMER_NAME, sealed)) : '',
    advisorName: advisorId === null ? null : (house.staff.get(advisorId) ?? null),
  }
}

export const isReworkOf = ({ bookings }: House, { bookingId, reworkOf }: Workorder): boolean =>
  reworkOf !== null || bookings.some(({ id, isRework }) => id === bookingId && isRework)
