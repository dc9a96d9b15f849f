import type { booking as contract } from '@pitlane/contract'
import { AppError, type Clock } from '@pitlane/kernel'
import { In, LessThan, MoreThan } from 'typeorm'
import type { Reader } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import type { Vault } from '../../platform/vault'
import { findServices } from '../catalog'
import { findStores, type Store } from '../store'
import { findVehicles, type NamedVehicle } from '../vehicle'
import { Booking, BookingStep } from './booking.entity'
import { changeableUntil, isUpcoming, UPCOMING } from './lifecycle'
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

/** How many bookings a customer has to come, and how many since an instant they did not come to. In one statement. */
export async function countStanding(
  db: Reader,
  customerId: string,
  since: Date,
): Promise<{ upcoming: number; noShows: number }> {
  const [row] = await db.rows<{ upcoming: number | null; noShows: number | null }>(
    `select sum(case when state in ('placed', 'confirmed') then 1 else 0 end) as upcoming,
            sum(case when state = 'no_show' and waived_at is null and starts_at >= ? then 1 else 0 end) as noShows
       from booking where customer_id = ?`,
    [sqlInstant(since), customerId],
  )
  return { upcoming: Number(row?.upcoming), noShows: Number(row?.noShows) }
}

type When = 'upcoming' | 'past'

const shelves = {
  upcoming: { states: UPCOMING, order: 'ASC', beyond: MoreThan },
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
  const until = changeableUntil(booking, store.cancelCutoffMinutes)
  return until > now ? until.toISOString() : null
}

/** The steps of bookings, in order. */
export const findSteps = (db: Reader, bookingIds: readonly string[]): Promise<BookingStep[]> =>
  db.find(BookingStep, { where: { bookingId: In([...bookingIds]) }, order: { bookingId: 'ASC', ordinal: 'ASC' } })

interface Names {
  readonly stores: readonly Store[]
  readonly services: readonly { readonly id: string; readonly name: string }[]
  readonly vehicles: readonly NamedVehicle[]
  readonly steps: readonly BookingStep[]
}

/** Bookings as their owner sees them, with the names of store, services and car. */
export async function toViews(
  db: Reader,
  vault: Vault,
  clock: Clock,
  bookings: readonly Booking[],
): Promise<contract.BookingView[]> {
  if (bookings.length === 0) return []
  const ids = (key: 'id' | 'storeId' | 'vehicleId') => bookings.map((b) => b[key])
  const steps = await findSteps(db, ids('id'))
  const [stores, services, vehicles] = await Promise.all([
    findStores(db, ids('storeId')),
    findServices(
      db,
      steps.flatMap((step) => step.serviceId ?? []),
    ),
    findVehicles(db, vault, ids('vehicleId')),
  ])
  const now = clock.now()
  return bookings.map((b) => viewOf(b, { stores, services, vehicles, steps }, now))
}

/** Each service once: one that was cut at closing has several steps, and its price on the first. */
function servicesOf({ id }: Booking, { steps, services }: Names): contract.BookingView['services'] {
  const found = new Map<string, contract.BookingView['services'][number]>()
  for (const { bookingId, serviceId, priceFen, jobId } of steps) {
    if (bookingId !== id || jobId !== null || serviceId === null || found.has(serviceId)) continue
    found.set(serviceId, { id: serviceId, name: services.find((one) => one.id === serviceId)?.name ?? '', priceFen })
  }
  return [...found.values()]
}

/** The end of a visit that goes on on another day. */
function readyOf({ id, lastDay }: Booking, { steps }: Names): contract.BookingView['ready'] {
  const last = lastDay === null ? undefined : steps.filter(({ bookingId }) => bookingId === id).at(-1)
  return last ? { day: last.day, minute: last.endsMinute } : null
}

const nowhere = { name: '', phone: '', address: '' }
const noCar = { plate: null, name: '' }

function viewOf(b: Booking, names: Names, now: Date): contract.BookingView {
  const store = names.stores.find(({ id }) => id === b.storeId)
  const { name, phone, address } = store ?? nowhere
  const vehicle = names.vehicles.find(({ id }) => id === b.vehicleId) ?? noCar
  const services = servicesOf(b, names)
  return {
    ...{ id: b.id, number: b.number, state: b.state, version: b.version, storeId: b.storeId },
    ...{ storeName: name, storePhone: phone, storeAddress: address, services },
    ...{ serviceName: services.map((service) => service.name).join('、'), priceFen: b.priceFen },
    ...{ vehicleId: b.vehicleId, plate: vehicle.plate, vehicleName: vehicle.name },
    ...{ day: b.day, minute: b.startsMinute, endMinute: b.endsMinute, startsAt: b.startsAt.toISOString() },
    ready: readyOf(b, names),
    ...{ remark: b.remark, cancelUntil: cancelUntil(b, store, now), closingNote: closingText(b) },
    ...{ lateMinutes: b.lateMinutes, handover: b.handover, delayMinutes: b.delayMinutes, depositFen: b.depositFen },
    ...{ proposals: b.proposals ?? [], createdAt: b.createdAt.toISOString() },
  }
}
