import type { booking as contract, Body, catalog } from '@pitlane/contract'
import { addDays, AppError, DAY_MS, MINUTE_MS, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { isDuplicate } from '../../platform/sql'
import { fitsFuel } from '../catalog'
import { attach } from '../files'
import { reserve } from '../mobility'
import { passGate } from '../store'
import { isHoldRefused, requireVehicle } from '../vehicle'
import { announceBooking } from './announcing'
import type { Booking } from './booking.entity'
import { countStanding, findByRequest } from './booking.queries'
import { endHolds, takeHold } from './hold.service'
import { enterDay, seat, SlotTaken, type Place } from './seating.service'
import { isKnownTaken, noteTaken } from './capacity-hints'
import { earliestStart, forCar, MAX_DAYS_AHEAD, type Offer } from './offered.service'
import { listAlternatives, rememberDay, requireOffer } from './slot.service'
import { Turnstile } from './turnstile'
import { announcePlaced, writeBooking, type Intent } from './writing.service'

type Full = Body<typeof contract.place>
type Wish = Body<typeof contract.hold> &
  Partial<Pick<Full, 'remark' | 'holdId' | 'handover' | 'laneId' | 'fileIds' | 'mobility'>>

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
      await addExtras(app, tx, actor, booking, wish)
      await alongside(tx)
      return booking
    }
    return await inLine(app, offer, wish, work).catch(async (e: unknown) => {
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
    const asked = { ...wish, customerId: actor.customerId }
    const held = await inLine(app, offer, wish, (tx) => holdFor(app, tx, offer, asked, offer.policy.holdMinutes))
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

/** What was found behind the gate is worth keeping: the next who asks for it is refused from memory. */
const remembered =
  (app: App, { day, minute }: Place) =>
  (e: unknown) => {
    if (e instanceof SlotTaken && e.state) {
      rememberDay(app, e.offer.store.id, e.state)
      noteTaken(app, e.offer, day, minute)
    }
    throw e
  }

/** Transactions of a store-day wait for each other in the database anyway: more than these only fill its connections. */
const AT_ONCE = 4
const lines = new Turnstile(AT_ONCE)

/**
 * Runs the transaction of a wish when its turn comes, or throws {@link SlotTaken} at once where another has just found
 * the time taken. A kept time is its owner's, whatever others found.
 */
const inLine = <T>(app: App, offer: Offer, wish: Wish, work: (tx: Tx) => Promise<T>): Promise<T> =>
  lines.pass(`${offer.store.id}:${wish.day}`, async () => {
    if (!wish.holdId && isKnownTaken(app, offer, wish.day, wish.minute)) throw new SlotTaken(offer)
    return app.db.tx(work).catch(remembered(app, wish))
  })

/** Who did not come so often within so many days is asked first whether they will (DOMAIN §3.4). The store's own fault never counts. */
const NO_SHOWS = 2
const NO_SHOWS_FOR_DEPOSIT = 3
const NO_SHOW_DAYS = 180

/** What is asked of an owner for a booking. */
export interface Terms {
  /** Whether the owner's word is enough, where a store confirms by itself. */
  readonly isTrusted: boolean
  /** Given back on arrival. */
  readonly depositFen: number
  /** The offer as it is for the car. */
  readonly fitted: Offer
}

/**
 * Throws `vehicle.not_found`, `customer.phone_required`, `catalog.service_not_for_fuel`, `booking.too_many`. Answers what is asked
 * of the owner, and the offer as it is for the car.
 */
export async function assertMayBook(
  app: App,
  tx: Tx,
  { customerId, vehicleId }: Pick<Booking, 'customerId' | 'vehicleId'>,
  offer: Offer,
): Promise<Terms> {
  const since = new Date(app.clock.now().getTime() - NO_SHOW_DAYS * DAY_MS)
  const [vehicle, { upcoming, noShows }] = await Promise.all([
    requireVehicle(tx, customerId, vehicleId),
    countStanding(tx, customerId, since),
  ])
  if (!vehicle.isReachable) throw new AppError('customer.phone_required')
  assertFits(offer.services, vehicle.fuel)
  if (upcoming >= MAX_UPCOMING) throw new AppError('booking.too_many')
  return {
    isTrusted: noShows < NO_SHOWS,
    depositFen: noShows < NO_SHOWS_FOR_DEPOSIT ? 0 : offer.policy.depositFen,
    fitted: forCar(offer, vehicle.name),
  }
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
    (await takeFree(app, tx, offer, { ...wish, customerId }, ({ isTrusted, depositFen }) => ({
      ...{ heldUntil: null, state: firstState(offer, isTrusted), depositFen },
    })))
  announcePlaced(tx, booking, offer.store)
  return booking
}

/** What comes with a booking or not at all: photos and voice, a driver, a loaner car. Without them it costs nothing. */
async function addExtras(
  app: App,
  tx: Tx,
  { customerId }: CustomerActor,
  booking: Booking,
  { fileIds = [], mobility }: Wish,
): Promise<void> {
  const owner = { kind: 'customer' as const, id: customerId }
  const subject = { type: 'booking', id: booking.id, purpose: 'booking_remark' as const }
  if (fileIds.length > 0) await attach(tx, { fileIds, owner, subject })
  if (mobility) await reserve(app, tx, { booking, wish: mobility })
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
  const { isTrusted, depositFen } = await assertMayBook(app, tx, { customerId, vehicleId: wish.vehicleId }, offer)
  return takeHold(app, tx, customerId, offer, { ...wish, holdId, depositFen, state: firstState(offer, isTrusted) })
}

type Asked = Place &
  Pick<Booking, 'customerId' | 'vehicleId' | 'requestId'> &
  Pick<Wish, 'remark' | 'handover' | 'laneId'>

/** Takes a time that is free, behind the gate of its day. `standing` says as what. Throws {@link SlotTaken} and as {@link assertMayBook}. */
async function takeFree(
  app: App,
  tx: Tx,
  offer: Offer,
  asked: Asked,
  standing: (terms: Terms) => Pick<Intent, 'heldUntil' | 'state' | 'depositFen'>,
): Promise<Booking> {
  // Asked for in one turn, so that they travel together.
  const [state, terms] = await Promise.all([enterDay(app, tx, offer, asked.day), assertMayBook(app, tx, asked, offer)])
  const { fitted } = terms
  const { customerId, vehicleId, requestId, remark = '', handover = 'wait', laneId } = asked
  const seating = await seat(app, tx, { offer: fitted, state, channel: 'owner', preferred: laneId }, asked)
  const whose = { customerId, vehicleId, requestId, remark, handover }
  const intent: Intent = { ...whose, channel: 'owner', ...standing(terms) }
  return writeBooking(app, tx, intent, { offer: fitted, place: asked, seating })
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
