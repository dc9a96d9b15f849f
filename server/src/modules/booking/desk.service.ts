import { addDays, AppError, CELL_MINUTES, type Day, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { StoreScope } from '../../platform/scope'
import { admitByPhone, findForDesk, passCustomerGate, untilFound } from '../customer'
import { reserve } from '../mobility'
import { admitCar, listForDesk, requireVehicle } from '../vehicle'
import type { Booking } from './booking.entity'
import { findByRequest } from './booking.queries'
import { assertBookableTime, assertFits, refusalOf } from './placing.service'
import { anyPlace, type Call, type Request } from './desk-seating.service'
import { daysFrom, passGates } from './overnight.service'
import type { OpenDay } from './overnight'
import { enterDay, freeOfCharge, SlotTaken, type Place, type Seating } from './seating.service'
import { forCar, type Offer } from './offered.service'
import { requireOffer } from './slot.service'
import { announcePlaced, writeBooking, type Intent } from './writing.service'

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

async function bookInTx(app: App, tx: Tx, asked: Offer, from: Place, call: Call): Promise<Booking> {
  const { by, request, requestId } = call
  const { store } = asked
  await passGates(tx, store.id, throughout(from.day, call.days))
  const customerId = await admitByPhone(app, tx, { ...request, by, storeId: store.id })
  await passCustomerGate(tx, customerId)
  const vehicle = await carOf(app, tx, customerId, request, by)
  assertFits(asked.services, vehicle.fuel)
  const offer = forCar(asked, vehicle.name)
  const state = await enterDay(app, tx, offer, from.day)
  const { place, seating } = await anyPlace(app, tx, { offer, state }, from, call)
  const { channel, isRework, mobility } = request
  const paid = isRework ? freeOfCharge(seating) : seating
  const whose = { customerId, vehicleId: vehicle.id }
  const booking = await writeBooking(app, tx, intentOf(whose, request), { offer, place, seating: paid })
  if (mobility) await reserve(app, tx, { booking: { ...booking, ...stayOf(seating) }, wish: mobility })
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'booking.book_for_customer', subject: { type: 'booking', id: booking.id } },
    ...{ storeId: store.id, after: { channel, isRework, day: booking.day, minute: booking.startsMinute }, requestId },
  })
  announcePlaced(tx, booking, store)
  return booking
}

/** Every day that a visit may need, closed ones too: a loaner car is out on those as well. */
function throughout(from: Day, open: readonly OpenDay[]): Day[] {
  const days = [from]
  const last = open.at(-1)?.day ?? from
  for (let day = addDays(from, 1); day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

function intentOf(whose: Pick<Booking, 'customerId' | 'vehicleId'>, request: Request): Intent {
  const { requestId, channel, remark, isRework, at } = request
  const isHere = channel === 'walk_in' && at === undefined
  const handover = handoverOf(request)
  return {
    ...whose,
    requestId,
    channel,
    remark,
    isRework,
    handover,
    heldUntil: null,
    state: isHere ? 'arrived' : 'confirmed',
  }
}

/** Who has the car fetched or brought, or borrows another, does not wait for it. */
function handoverOf({ mobility }: Request): Booking['handover'] {
  if (!mobility) return 'wait'
  if (mobility.trip && mobility.fetch) return 'fetch'
  return mobility.trip || mobility.loaner ? 'leave' : 'wait'
}

/** When a car that stays overnight is ready. */
function stayOf({ steps }: Seating) {
  const last = steps?.at(-1)
  return last ? { until: { day: last.day, minute: last.endsMinute } } : {}
}

async function carOf(app: App, tx: Tx, customerId: string, { vehicle }: Request, by: StaffActor) {
  const { id } = 'id' in vehicle ? vehicle : await admitCar(app, tx, customerId, vehicle, by)
  return requireVehicle(tx, customerId, id)
}
