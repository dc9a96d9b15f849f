import type { booking as contract, Body } from '@pitlane/contract'
import { addDays, AppError, cellOf, cellsFor, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toInstant, toLocal } from '../../platform/local-time'
import { isDuplicate } from '../../platform/sql'
import { fitsFuel } from '../catalog'
import { passGate } from '../store'
import { holdVehicle, isHoldRefused, requireVehicle } from '../vehicle'
import { Booking, Claim } from './booking.entity'
import { countUpcoming, findByRequest } from './booking.queries'
import { assign, type Assignment } from './capacity'
import { bookingNumber } from './number'
import { startsOf } from './slot-day'
import { demandFor, readDay, type StoreDayState } from './slot.queries'
import {
  capacityNotices,
  earliestStart,
  listAlternatives,
  MAX_DAYS_AHEAD,
  rememberDay,
  requireOffer,
  rosterOf,
  type Offer,
} from './slot.service'

type Wish = Body<typeof contract.place>

/** An owner may have this many bookings to come: more is a mistake or mischief. */
const MAX_UPCOMING = 10

/**
 * Places a booking on a concrete bay and concrete technicians. The same `requestId` again answers with the booking it made
 * the first time, whatever has changed since. Throws `booking.slot_taken` with up to three fresh alternatives when nobody
 * is free any more.
 */
export async function place(app: App, actor: CustomerActor, wish: Wish): Promise<Booking> {
  try {
    return await placeNew(app, actor, wish)
  } catch (e) {
    const twin = await findByRequest(app.db.read, actor.customerId, wish.requestId)
    if (twin) return sameWish(twin, wish)
    if (isDuplicate(e, 'uk_booking_live|booking.live_key')) throw new AppError('booking.vehicle_booked')
    if (isHoldRefused(e)) throw new AppError('vehicle.not_found')
    if (!(e instanceof SlotTaken)) throw e
    rememberDay(app, e.offer.store.id, e.state)
    const alternatives = await listAlternatives(app, e.offer, wish.day, wish.minute)
    throw new AppError('booking.slot_taken', { alternatives })
  }
}

/** Refusals that need no transaction first. */
async function placeNew(app: App, actor: CustomerActor, wish: Wish): Promise<Booking> {
  const offer = await requireOffer(app, wish.storeId, wish.serviceId)
  assertBookableTime(offer, wish, app.clock.now())
  return app.db.tx((tx) => placeInTx(app, tx, actor, offer, wish))
}

/** Nobody is free any more; `state` is the day as it was read behind the gate. */
class SlotTaken extends Error {
  constructor(
    readonly offer: Offer,
    readonly state: StoreDayState,
  ) {
    super('slot taken')
  }
}

function assertBookableTime({ store }: Offer, wish: Wish, now: Date): void {
  const today = toLocal(now, store.timeZone).day
  if (wish.day > addDays(today, MAX_DAYS_AHEAD)) throw new AppError('booking.slot_too_far')
  if (wish.minute < earliestStart(store, wish.day, now)) throw new AppError('booking.slot_past')
}

async function assertMayBook(tx: Tx, customerId: string, vehicleId: string, { service }: Offer): Promise<void> {
  const [vehicle, upcoming] = await Promise.all([
    requireVehicle(tx, customerId, vehicleId),
    countUpcoming(tx, customerId),
  ])
  if (!vehicle.isReachable) throw new AppError('customer.phone_required')
  if (!fitsFuel(service.fuels, vehicle.fuel)) throw new AppError('catalog.service_not_for_fuel')
  if (upcoming >= MAX_UPCOMING) throw new AppError('booking.too_many')
}

async function placeInTx(app: App, tx: Tx, actor: CustomerActor, offer: Offer, wish: Wish): Promise<Booking> {
  const { store, service } = offer
  await passGate(tx, store.id, wish.day)
  // Asked for in one turn, so that they travel together.
  const [state] = await Promise.all([
    readDay(tx, store.id, wish.day),
    assertMayBook(tx, actor.customerId, wish.vehicleId, offer),
  ])
  if (!state?.hours.isOpen) throw new AppError('booking.slot_closed')
  const { opensMinute, closesMinute } = state.hours
  if (!startsOf(opensMinute, closesMinute, service.bayMinutes).includes(wish.minute))
    throw new AppError('booking.slot_closed')
  const roster = await rosterOf(app, tx, store.id, state.rosterVersion)
  const chosen = assign(demandFor(service, roster, state), wish.minute)
  if (!chosen) throw new SlotTaken(offer, state)
  const booking = rowOf(app, actor, offer, wish, chosen)
  await tx.insert(Booking, booking)
  await tx.insert(Claim, claimsOf(booking))
  await holdVehicle(tx, booking.vehicleId, booking.id)
  tx.emit({ type: 'booking.placed', bookingId: booking.id, storeId: store.id })
  tx.enqueue({ kind: 'booking.no_show_check', payload: { bookingId: booking.id }, runAt: noShowAt(booking, store) })
  announceBooking(tx, booking)
  return booking
}

const noShowAt = (booking: Booking, store: Offer['store']) =>
  new Date(booking.startsAt.getTime() + store.noShowGraceMinutes * 60_000)

function rowOf(app: App, actor: CustomerActor, { store, service }: Offer, wish: Wish, chosen: Assignment): Booking {
  const now = app.clock.now()
  const id = newId()
  return {
    ...{ id, number: bookingNumber(id), requestId: wish.requestId, storeId: store.id, customerId: actor.customerId },
    ...{
      vehicleId: wish.vehicleId,
      serviceId: service.id,
      state: store.isAutoConfirm ? 'confirmed' : 'placed',
      version: 1,
    },
    ...{ day: wish.day, startsMinute: wish.minute, endsMinute: wish.minute + service.bayMinutes },
    ...{ startsAt: toInstant(wish.day, wish.minute, store.timeZone), bayId: chosen.bayId },
    ...{ technicianIds: [...chosen.technicianIds], priceFen: service.priceFen, remark: wish.remark },
    ...{ liveKey: `${wish.vehicleId}:${wish.day}`, closedBy: null, closingReason: null, closingNote: null },
    ...{ createdAt: now, updatedAt: now },
  }
}

/** One row per resource and quarter of an hour, in key order. */
function claimsOf(booking: Booking): Claim[] {
  const from = cellOf(booking.startsMinute)
  const count = cellsFor(booking.endsMinute - booking.startsMinute)
  const { storeId, day, id: bookingId } = booking
  return [booking.bayId, ...booking.technicianIds]
    .sort()
    .flatMap((resourceId) =>
      Array.from({ length: count }, (_, i) => ({ resourceId, day, cell: from + i, storeId, bookingId })),
    )
}

/** Tells everybody who looks at this booking, its day or its store that something changed. */
export function announceBooking(
  tx: Tx,
  booking: Pick<Booking, 'id' | 'storeId' | 'customerId' | 'day'>,
  what = 'placed',
): void {
  capacityNotices(booking.storeId, booking.day).forEach((notice) => tx.announce(notice))
  const facts = { day: booking.day, bookingId: booking.id, what }
  const board = { kind: 'board' as const, storeId: booking.storeId }
  tx.announce({
    to: 'followers',
    key: `board:${booking.storeId}`,
    message: { type: 'changed', topic: board, ...facts },
  })
  const mine = { kind: 'mine' as const }
  tx.announce({
    to: 'followers',
    key: `mine:${booking.customerId}`,
    message: { type: 'changed', topic: mine, ...facts },
  })
}

/** A repeat must be the same wish: a request id used for something else is the client's mistake. */
function sameWish(booking: Booking, wish: Wish): Booking {
  const isSame =
    booking.storeId === wish.storeId &&
    booking.serviceId === wish.serviceId &&
    booking.vehicleId === wish.vehicleId &&
    booking.day === wish.day &&
    booking.startsMinute === wish.minute
  if (!isSame) throw new AppError('request.key_reused')
  return booking
}
