import type { booking as contract } from '@pitlane/contract'
import { AppError, type Clock } from '@pitlane/kernel'
import { In, LessThan, MoreThan } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { Vault } from '../../platform/vault'
import { findServices } from '../catalog'
import { findStores, type Store } from '../store'
import { findVehicles } from '../vehicle'
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
export const countUpcoming = (db: Reader, customerId: string): Promise<number> =>
  db.count(Booking, { customerId, state: In(['placed', 'confirmed']) })

/** One page of an owner's bookings: to come by time, past ones latest first. `after` is the last id of the page before. */
export async function listMine(
  db: Reader,
  customerId: string,
  when: 'upcoming' | 'past',
  after: string | undefined,
): Promise<{ rows: Booking[]; next: string | null }> {
  const last = after ? await requireOwnBooking(db, customerId, after) : undefined
  const isComing = when === 'upcoming'
  const state = In(isComing ? ['placed', 'confirmed'] : ['arrived', 'cancelled', 'rejected', 'no_show'])
  const beyond = last && (isComing ? MoreThan(last.startsAt) : LessThan(last.startsAt))
  const tie = last && (isComing ? MoreThan(last.id) : LessThan(last.id))
  const rows = await db.find(Booking, {
    where: last
      ? [
          { customerId, state, startsAt: beyond },
          { customerId, state, startsAt: last.startsAt, id: tie },
        ]
      : { customerId, state },
    order: isComing ? { startsAt: 'ASC', id: 'ASC' } : { startsAt: 'DESC', id: 'DESC' },
    take: PAGE + 1,
  })
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
  const stores = new Map((await findStores(db, bookings.map((b) => b.storeId))).map((store) => [store.id, store]))
  const services = await findServices(db, bookings.map((b) => b.serviceId))
  const vehicles = await findVehicles(db, vault, bookings.map((b) => b.vehicleId))
  const now = clock.now()
  return bookings.map((b) => {
    const store = stores.get(b.storeId)
    const vehicle = vehicles.find((v) => v.id === b.vehicleId)
    return {
      ...{ id: b.id, number: b.number, state: b.state, version: b.version, storeId: b.storeId },
      ...{ storeName: store?.name ?? '', storePhone: store?.phone ?? '', storeAddress: store?.address ?? '' },
      ...{ serviceId: b.serviceId, serviceName: services.find((s) => s.id === b.serviceId)?.name ?? '' },
      ...{ priceFen: b.priceFen, vehicleId: b.vehicleId, plate: vehicle?.plate ?? null, vehicleName: vehicle?.name ?? '' },
      ...{ day: b.day, minute: b.startsMinute, endMinute: b.endsMinute, startsAt: b.startsAt.toISOString() },
      ...{ remark: b.remark, cancelUntil: cancelUntil(b, store, now), closingNote: closingText(b) },
      createdAt: b.createdAt.toISOString(),
    }
  })
}
