import type { booking as contract } from '@pitlane/contract'
import { AppError, type Clock } from '@pitlane/kernel'
import { In, LessThan, MoreThan } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { Vault } from '../../platform/vault'
import { findServices } from '../catalog'
import { findStores, type Store } from '../store'
import { findVehicles, type NamedVehicle } from '../vehicle'
import { Booking } from './booking.entity'
import { isUpcoming } from './lifecycle'
import { closingText } from './wording'

const PAGE = 20

/** A booking by id, whoever it belongs to. Throws `booking.not_found`. */
export async function requireBooking(db: Reader, bookingId: string): Promise<Booking> {
  const booking = await db.findOne(Booking, { id: bookingId })
  if (!booking) throw new AppError('booking.not_found')
  return booking
}

/** One of this owner's own bookings. Somebody else's is `booking.not_found`, as if it did not exist. */
export async function requireOwnBooking(db: Reader, customerId: string, bookingId: string): Promise<Booking> {
  const booking = await requireBooking(db, bookingId)
  if (booking.customerId !== customerId) throw new AppError('booking.not_found')
  return booking
}

export const findByRequest = (db: Reader, customerId: string, requestId: string): Promise<Booking | undefined> =>
  db.findOne(Booking, { customerId, requestId })

/** Live bookings of a customer that are still to come. */
export async function countUpcoming(db: Reader, customerId: string): Promise<number> {
  const [row] = await db.rows<{ n: number }>(
    "select count(*) as n from booking where customer_id = ? and state in ('placed', 'confirmed')",
    [customerId],
  )
  return Number(row?.n)
}

type When = 'upcoming' | 'past'

const shelves = {
  upcoming: { states: ['placed', 'confirmed'], order: 'ASC', beyond: MoreThan },
  past: { states: ['arrived', 'cancelled', 'rejected', 'no_show'], order: 'DESC', beyond: LessThan },
} as const

/** One page of an owner's bookings: to come by time, past ones latest first. `after` is the last id of the page before. */
export async function listMine(
  db: Reader,
  customerId: string,
  when: When,
  after: string | undefined,
): Promise<{ rows: Booking[]; next: string | null }> {
  const { states, order, beyond } = shelves[when]
  const base = { customerId, state: In([...states]) }
  const last = after === undefined ? undefined : await requireOwnBooking(db, customerId, after)
  const where = last
    ? [
        { ...base, startsAt: beyond(last.startsAt) },
        { ...base, startsAt: last.startsAt, id: beyond(last.id) },
      ]
    : base
  const rows = await db.find(Booking, { where, order: { startsAt: order, id: order }, take: PAGE + 1 })
  const page = rows.slice(0, PAGE)
  return { rows: page, next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

const cancelUntil = (booking: Booking, store: Store | undefined, now: Date): string | null => {
  if (!store || !isUpcoming(booking.state)) return null
  const until = new Date(booking.startsAt.getTime() - store.cancelCutoffMinutes * 60_000)
  return until > now ? until.toISOString() : null
}

/** Bookings as their owner sees them, with the names of store, service and car. */
export async function toViews(
  db: Reader,
  vault: Vault,
  clock: Clock,
  bookings: readonly Booking[],
): Promise<contract.BookingView[]> {
  if (bookings.length === 0) return []
  const stores = new Map(
    (
      await findStores(
        db,
        bookings.map((b) => b.storeId),
      )
    ).map((store) => [store.id, store]),
  )
  const services = await findServices(
    db,
    bookings.map((b) => b.serviceId),
  )
  const vehicles = await findVehicles(
    db,
    vault,
    bookings.map((b) => b.vehicleId),
  )
  const now = clock.now()
  return bookings.map((b) => viewOf(b, stores.get(b.storeId), services, vehicles, now))
}

function viewOf(
  b: Booking,
  store: Store | undefined,
  services: readonly { id: string; name: string }[],
  vehicles: readonly NamedVehicle[],
  now: Date,
): contract.BookingView {
  const { name = '', phone = '', address = '' } = store ?? {}
  const { plate = null, name: vehicleName = '' }: Partial<NamedVehicle> =
    vehicles.find((v) => v.id === b.vehicleId) ?? {}
  const service = services.find((s) => s.id === b.serviceId)
  return {
    ...{ id: b.id, number: b.number, state: b.state, version: b.version, storeId: b.storeId },
    ...{
      storeName: name,
      storePhone: phone,
      storeAddress: address,
      serviceId: b.serviceId,
      serviceName: service?.name ?? '',
    },
    ...{ priceFen: b.priceFen, vehicleId: b.vehicleId, plate, vehicleName },
    ...{ day: b.day, minute: b.startsMinute, endMinute: b.endsMinute, startsAt: b.startsAt.toISOString() },
    ...{ remark: b.remark, cancelUntil: cancelUntil(b, store, now), closingNote: closingText(b) },
    createdAt: b.createdAt.toISOString(),
  }
}
