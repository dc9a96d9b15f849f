import type { booking as contract, Body, catalog } from '@pitlane/contract'
import { addDays, AppError, DAY_MS, MINUTE_MS, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { isDuplicate } from '../../platform/sql'
import { fitsFuel } from '../catalog'
import { passGate } from '../store'
import { isHoldRefused, requireVehicle } from '../vehicle'
import { announceBooking } from './announcing'
import type { Booking } from './booking.entity'
import { countStanding, findByRequest } from './booking.queries'
import { endHolds, takeHold } from './hold.service'
import { enterDay, seat, SlotTaken, type Place } from './seating.service'
import { earliestStart, listAlternatives, MAX_DAYS_AHEAD, rememberDay, requireOffer, type Offer } from './slot.service'
import { announcePlaced, writeBooking, type Intent } from './writing.service'

type Wish = Omit<Body<typeof contract.place>, 'holdId' | 'remark'> & {
  readonly remark?: string
  readonly holdId?: string
}

/** An owner may have this many bookings to come: more is a mistake or mischief. */
const MAX_UPCOMING = 10

/**
 * Places a booking on concrete bays and technicians. The same `requestId` again answers with the booking it made
 * the first time, whatever has changed since. Throws `booking.slot_taken` with up to three fresh alternatives when nobody
 * is free any more. `alongside` is written with it or not at all.
 */
export async function place(
  app: App,
  actor: CustomerActor,
  wish: Wish,
  alongside: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<Booking> {
  try {
    const offer = await offerOf(app, wish)
    const work = async (tx: Tx) => {
      const booking = await placeInTx(app, tx, actor, offer, wish)
      await alongside(tx)
      return booking
    }
    return await app.db
      .tx(work)
      .catch(remembered(app))
      .catch(async (e: unknown) => {
        // A time that the same owner only keeps must not be in the way of what they decide for.
        if (!isSameCarToday(e) || (await endHolds(app, actor.customerId, true)) === 0) throw e
        return app.db.tx(work)
      })
  } catch (e) {
    const twin = await findByRequest(app.db.read, actor.customerId, wish.requestId)
    if (twin) return sameWish(twin, wish)
    throw await refusalOf(app, e, wish)
  }
}

const isSameCarToday = (e: unknown): boolean => isDuplicate(e, 'uk_booking_live|booking.live_key')

/**
 * Keeps a time for a few minutes while its owner confirms: a booking like any other, but for its end. Ends the owner's other
 * holds. Throws as {@link place} does.
 */
export async function hold(app: App, actor: CustomerActor, wish: Wish): Promise<{ holdId: string; heldUntil: string }> {
  try {
    const offer = await offerOf(app, wish)
    await endHolds(app, actor.customerId, false)
    const held = await app.db
      .tx((tx) => holdFor(app, tx, offer, { ...wish, customerId: actor.customerId }, offer.policy.holdMinutes))
      .catch(remembered(app))
    return answerOf(held)
  } catch (e) {
    const twin = await findByRequest(app.db.read, actor.customerId, wish.requestId)
    if (twin?.state === 'held') return answerOf(sameWish(twin, wish))
    throw await refusalOf(app, e, wish)
  }
}

const answerOf = ({ id, heldUntil }: Booking) => ({ holdId: id, heldUntil: (heldUntil ?? new Date(0)).toISOString() })

/** Refusals that need no transaction first. */
async function offerOf(app: App, wish: Wish): Promise<Offer> {
  const offer = await requireOffer(app, wish.storeId, wish.serviceIds)
  assertBookableTime(app, offer, wish)
  return offer
}

/** Throws `booking.slot_too_far` and `booking.slot_past`. */
export function assertBookableTime(app: App, { store }: Pick<Offer, 'store'>, { day, minute }: Place): void {
  const now = app.clock.now()
  const today = toLocal(now, store.timeZone).day
  if (day > addDays(today, MAX_DAYS_AHEAD)) throw new AppError('booking.slot_too_far')
  if (minute < earliestStart(store, day, now)) throw new AppError('booking.slot_past')
}

/** What a caller hears of a transaction that failed: alternatives, when the time was taken. */
export async function refusalOf(app: App, e: unknown, { day, minute }: Place): Promise<unknown> {
  if (isSameCarToday(e)) return new AppError('booking.vehicle_booked')
  if (isHoldRefused(e)) return new AppError('vehicle.not_found')
  if (!(e instanceof SlotTaken)) return e
  const alternatives = await listAlternatives(app, e.offer, day, minute)
  return new AppError('booking.slot_taken', { alternatives })
}

/** The day as it was read behind the gate is worth keeping: the next who asks for it is refused from memory. */
const remembered = (app: App) => (e: unknown) => {
  if (e instanceof SlotTaken) rememberDay(app, e.offer.store.id, e.state)
  throw e
}

/** Who did not come so often within so many days is asked first whether they will (DOMAIN §3.4). The store's own fault never counts. */
const NO_SHOWS = 2
const NO_SHOW_DAYS = 180

/**
 * Throws `vehicle.not_found`, `customer.phone_required`, `catalog.service_not_for_fuel`, `booking.too_many`. Answers whether the
 * owner's word is enough, where a store confirms by itself.
 */
export async function assertMayBook(
  app: App,
  tx: Tx,
  { customerId, vehicleId }: Pick<Booking, 'customerId' | 'vehicleId'>,
  { services }: Offer,
): Promise<{ isTrusted: boolean }> {
  const since = new Date(app.clock.now().getTime() - NO_SHOW_DAYS * DAY_MS)
  const [vehicle, { upcoming, noShows }] = await Promise.all([
    requireVehicle(tx, customerId, vehicleId),
    countStanding(tx, customerId, since),
  ])
  if (!vehicle.isReachable) throw new AppError('customer.phone_required')
  assertFits(services, vehicle.fuel)
  if (upcoming >= MAX_UPCOMING) throw new AppError('booking.too_many')
  return { isTrusted: noShows < NO_SHOWS }
}

/** Throws `catalog.service_not_for_fuel` for a car that one of the services is not for. */
export function assertFits(services: Offer['services'], fuel: catalog.Fuel): void {
  if (!services.every((service) => fitsFuel(service.fuels, fuel))) throw new AppError('catalog.service_not_for_fuel')
}

/** Where a booking begins: the store's policy says whether somebody has to look at it first. */
const firstState = ({ store }: Offer, isTrusted: boolean): 'confirmed' | 'placed' =>
  store.isAutoConfirm && isTrusted ? 'confirmed' : 'placed'

async function placeInTx(app: App, tx: Tx, actor: CustomerActor, offer: Offer, wish: Wish): Promise<Booking> {
  const { customerId } = actor
  const booking =
    (await placeHeld(app, tx, customerId, offer, wish)) ??
    (await takeFree(app, tx, offer, { ...wish, customerId }, (isTrusted) => ({
      ...{ heldUntil: null, state: firstState(offer, isTrusted) },
    })))
  announcePlaced(tx, booking, offer.store)
  return booking
}

async function placeHeld(
  app: App,
  tx: Tx,
  customerId: string,
  offer: Offer,
  { holdId, ...wish }: Wish,
): Promise<Booking | undefined> {
  if (!holdId) return undefined
  await passGate(tx, offer.store.id, wish.day)
  const { isTrusted } = await assertMayBook(app, tx, { customerId, vehicleId: wish.vehicleId }, offer)
  return takeHold(app, tx, customerId, offer, { ...wish, holdId, state: firstState(offer, isTrusted) })
}

type Asked = Place & Pick<Booking, 'customerId' | 'vehicleId' | 'requestId'> & { readonly remark?: string }

/** Takes a time that is free, behind the gate of its day. `standing` says as what. Throws {@link SlotTaken} and as {@link assertMayBook}. */
async function takeFree(
  app: App,
  tx: Tx,
  offer: Offer,
  asked: Asked,
  standing: (isTrusted: boolean) => Pick<Intent, 'heldUntil' | 'state'>,
): Promise<Booking> {
  // Asked for in one turn, so that they travel together.
  const [state, { isTrusted }] = await Promise.all([
    enterDay(app, tx, offer, asked.day),
    assertMayBook(app, tx, asked, offer),
  ])
  const seating = await seat(app, tx, { offer, state, channel: 'owner' }, asked)
  const { customerId, vehicleId, requestId, remark = '' } = asked
  const intent: Intent = { customerId, vehicleId, requestId, remark, channel: 'owner', ...standing(isTrusted) }
  return writeBooking(app, tx, intent, { offer, place: asked, seating })
}

/** Keeps a time for a customer for so many minutes. Throws {@link SlotTaken} and as {@link assertMayBook}. */
export async function holdFor(app: App, tx: Tx, offer: Offer, asked: Asked, minutes: number): Promise<Booking> {
  const heldUntil = new Date(app.clock.now().getTime() + minutes * MINUTE_MS)
  const booking = await takeFree(app, tx, offer, asked, () => ({ heldUntil, state: 'held' }))
  tx.enqueue({ kind: 'booking.hold_expiry', payload: { bookingId: booking.id }, runAt: heldUntil })
  announceBooking(tx, booking)
  return booking
}

/** A repeat must be the same wish: a request id used for something else is the client's mistake. */
function sameWish(booking: Booking, wish: Wish): Booking {
  const isSame =
    booking.storeId === wish.storeId &&
    booking.vehicleId === wish.vehicleId &&
    booking.day === wish.day &&
    booking.startsMinute === wish.minute
  if (!isSame) throw new AppError('request.key_reused')
  return booking
}
