import type { Body, desk } from '@pitlane/contract'
import { AppError, CELL_MINUTES, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { StoreScope } from '../../platform/scope'
import { admitByPhone, findForDesk, passCustomerGate, untilFound } from '../customer'
import { admitCar, listForDesk, requireVehicle } from '../vehicle'
import type { Booking } from './booking.entity'
import { findByRequest } from './booking.queries'
import { assertBookableTime, assertFits, refusalOf } from './placing.service'
import { daysFrom, passGates, seatOvernight } from './overnight.service'
import type { OpenDay } from './overnight'
import { enterDay, freeOfCharge, seat, SlotTaken, type Place, type Seating } from './seating.service'
import { forCar, type Offer } from './offered.service'
import { requireOffer } from './slot.service'
import type { StoreDayState } from './slot.queries'
import { announcePlaced, writeBooking } from './writing.service'

type Request = Body<typeof desk.book>

/** Who has this number, and their cars, masked. */
export async function lookUp(app: App, phone: string) {
  const known = await findForDesk(app, phone)
  if (!known) return { isKnown: false, maskedName: null, vehicles: [] }
  const vehicles = await listForDesk(app.db.read, app.vault, known.customerId)
  return { isKnown: true, maskedName: known.maskedName, vehicles }
}

/**
 * A colleague books for a customer on the phone, or takes in a car that just came. The same `requestId` again answers with
 * the first booking. Throws as placing does, and `booking.no_room_today` for a walk-in that fits nowhere today.
 */
export async function bookByDesk(
  app: App,
  by: StaffActor,
  { storeId }: StoreScope,
  request: Request,
  requestId: string,
): Promise<Booking> {
  const offer = await requireOffer(app, storeId, request.serviceIds)
  const place = timeOf(app, offer, request)
  try {
    const days = request.isOvernight ? await daysFrom(app, offer, place.day) : []
    const call = { by, request, requestId, days }
    return await untilFound(() => app.db.tx((tx) => bookInTx(app, tx, offer, place, call)))
  } catch (e) {
    const known = await findForDesk(app, request.phone)
    const twin = known && (await findByRequest(app.db.read, known.customerId, request.requestId))
    if (twin) return twin
    if (e instanceof SlotTaken && !request.at) throw new AppError('booking.no_room_today')
    throw await refusalOf(app, e, place)
  }
}

/** The time that was asked for, or the quarter of an hour that has just begun. Throws `booking.slot_too_far` and `booking.slot_past`. */
function timeOf(app: App, { store }: Offer, { at }: Request): Place {
  const now = toLocal(app.clock.now(), store.timeZone)
  if (!at) return { day: now.day, minute: Math.floor(now.minute / CELL_MINUTES) * CELL_MINUTES }
  // A colleague who has the customer on the phone needs no lead time.
  assertBookableTime(app, { store: { ...store, minLeadMinutes: 0 } }, at)
  return at
}

/** Who books what, and the days that it may need. */
interface Call {
  readonly by: StaffActor
  readonly request: Request
  readonly requestId: string
  readonly days: readonly OpenDay[]
}

async function bookInTx(app: App, tx: Tx, asked: Offer, from: Place, call: Call): Promise<Booking> {
  const { by, request, requestId } = call
  const { store } = asked
  await passGates(tx, store.id, [from.day, ...call.days.map(({ day }) => day)])
  const customerId = await admitByPhone(app, tx, { ...request, by, storeId: store.id })
  await passCustomerGate(tx, customerId)
  const vehicle = await carOf(app, tx, customerId, request, by)
  assertFits(asked.services, vehicle.fuel)
  const offer = forCar(asked, vehicle.name)
  const state = await enterDay(app, tx, offer, from.day)
  const { place, seating } = await anyPlace(app, tx, { offer, state }, from, call)
  const { channel, remark, isRework } = request
  const isHere = channel === 'walk_in' && request.at === undefined
  const intent = {
    ...{ customerId, vehicleId: vehicle.id, requestId: request.requestId, channel, remark },
    ...{ isRework, heldUntil: null },
    state: isHere ? ('arrived' as const) : ('confirmed' as const),
  }
  const paid = isRework ? freeOfCharge(seating) : seating
  const booking = await writeBooking(app, tx, intent, { offer, place, seating: paid })
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'booking.book_for_customer', subject: { type: 'booking', id: booking.id } },
    ...{ storeId: store.id, after: { channel, isRework, day: booking.day, minute: booking.startsMinute }, requestId },
  })
  announcePlaced(tx, booking, store)
  return booking
}

async function carOf(app: App, tx: Tx, customerId: string, { vehicle }: Request, by: StaffActor) {
  const { id } = 'id' in vehicle ? vehicle : await admitCar(app, tx, customerId, vehicle, by)
  return requireVehicle(tx, customerId, id)
}

interface Found {
  readonly place: Place
  readonly seating: Seating
}

const isFull = (e: unknown): boolean =>
  e instanceof SlotTaken || (e instanceof AppError && e.code === 'booking.slot_closed')

/** A place within one day, else one overnight where that was said. Throws as {@link firstPlace}. */
async function anyPlace(
  app: App,
  tx: Tx,
  on: { readonly offer: Offer; readonly state: StoreDayState | undefined },
  from: Place,
  call: Call,
): Promise<Found> {
  try {
    return await firstPlace(app, tx, on, from, call.request)
  } catch (e) {
    const found = isFull(e) ? await overnightPlace(app, tx, on.offer, from, call) : undefined
    if (!found) throw e
    return found
  }
}

/** The wished time; for a car that is here, the first quarter of an hour from now on at which its work can begin today. */
async function overnightPlace(app: App, tx: Tx, offer: Offer, from: Place, call: Call): Promise<Found | undefined> {
  const { by, request, requestId, days } = call
  const [today] = days
  if (today?.day !== from.day) return undefined
  const cause = { by, requestId, reason: 'overnight' }
  const first = request.at ? from.minute : Math.max(from.minute, today.opensMinute)
  const last = request.at ? first : today.closesMinute - 1
  for (let minute = first; minute <= last; minute += CELL_MINUTES) {
    const place = { day: from.day, minute }
    const seating = await seatOvernight(app, tx, { offer, place, days, cause })
    if (seating) return { place, seating }
  }
  return undefined
}

/** Tries the wished time; for a car that is here, every quarter of an hour from now on. Throws {@link SlotTaken}. */
async function firstPlace(
  app: App,
  tx: Tx,
  { offer, state }: { readonly offer: Offer; readonly state: StoreDayState | undefined },
  from: Place,
  { at, channel, isRework }: Request,
): Promise<Found> {
  const wish = { offer, state, channel, isRework }
  if (at) return { place: from, seating: await seat(app, tx, wish, from) }
  if (!state?.hours.isOpen) throw new AppError('booking.slot_closed')
  const first = Math.max(from.minute, state.hours.opensMinute)
  for (let minute = first; minute < state.hours.closesMinute; minute += CELL_MINUTES) {
    const place = { day: from.day, minute }
    const seating = await seat(app, tx, wish, place).catch((e: unknown) => {
      if (isFull(e)) return undefined
      throw e
    })
    if (seating) return { place, seating }
  }
  throw new SlotTaken(offer, state)
}
