import { randomInt } from 'node:crypto'
import { mobility as contract } from '@pitlane/contract'
import { addDays, AppError, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toLocal } from '../../platform/local-time'
import { findStores, passGate } from '../store'
import { announceOrder } from './announcing'
import { claimsOf } from './claiming'
import { listFreeCars, listFreeDrivers, type Need } from './free.queries'
import { Loaner, MobilityClaim, Trip } from './mobility.entity'
import { TRIP_ADDRESS, TRIP_CODE, TRIP_CONTACT } from './sealing'
import { daySpans, fetchSpan, returnSpan, type DaySpan, type TripSpan } from './trip-time'

/** When and where a visit is. */
export interface VisitPlace {
  readonly day: Day
  readonly startsMinute: Minute
  /** On the same day. */
  readonly endsMinute: Minute
  /** When the car is ready, if it stays overnight. */
  readonly until?: { readonly day: Day; readonly minute: Minute }
}

/** The booking that trips and a loaner car belong to. */
export interface VisitFor extends VisitPlace {
  readonly id: string
  readonly storeId: string
  readonly customerId: string
  readonly vehicleId: string
}

/** Where and when somebody is needed, from now on. Throws `store.not_found`. */
export async function needOf(app: App, tx: Tx, storeId: string): Promise<Need> {
  const [store] = await findStores(tx, [storeId])
  if (!store) throw new AppError('store.not_found')
  return { storeId, now: toLocal(app.clock.now(), store.timeZone) }
}

/**
 * Takes drivers' and loaner cars' time for a booking, in the transaction that writes it. The caller has passed the gate of
 * the day: of two at once the second sees what the first took. Throws `mobility.no_driver` and `mobility.no_loaner`; then
 * nothing of the booking is written either, and the owner is asked whether to go without.
 */
export async function reserve(
  app: App,
  tx: Tx,
  { booking, wish }: { readonly booking: VisitFor; readonly wish: contract.MobilityWish },
): Promise<void> {
  if (!wish.trip && !wish.loaner) return
  await passLaterGates(tx, booking.storeId, booking)
  const need = await needOf(app, tx, booking.storeId)
  if (wish.trip) {
    if (wish.fetch) await addTrip(app, tx, { need, booking, direction: 'fetch' }, wish.trip)
    if (wish.returnTrip) await addTrip(app, tx, { need, booking, direction: 'return' }, wish.trip)
    announceOrder(tx, orderOf(booking), 'trip')
  }
  if (wish.loaner) {
    await addLoaner(app, tx, need, booking)
    announceOrder(tx, orderOf(booking), 'loaner')
  }
}

/** When and on which day a visit ends. */
export const endOf = ({ day, endsMinute, until }: VisitPlace) => until ?? { day, minute: endsMinute }

/** The gates of the days after the first, in order; the caller holds that of the first. */
export async function passLaterGates(tx: Tx, storeId: string, place: VisitPlace): Promise<void> {
  for (let day = addDays(place.day, 1); day <= endOf(place).day; day = addDays(day, 1)) await passGate(tx, storeId, day)
}

const orderOf = ({ id, storeId, customerId, day }: VisitFor) => ({ bookingId: id, storeId, customerId, day })

/** When a trip for a visit is: before it on its first day, after it on its last. */
export const spanOf = (direction: Trip['direction'], place: VisitPlace, lead: number): TripSpan & { day: Day } =>
  direction === 'fetch'
    ? { day: place.day, ...fetchSpan(place.startsMinute, lead) }
    : { day: endOf(place).day, ...returnSpan(endOf(place).minute, lead) }

/** The time of a loaner car: that of the visit, overnight too. */
export const loanOf = (place: VisitPlace): DaySpan[] =>
  daySpans({ day: place.day, minute: place.startsMinute }, endOf(place))

async function addTrip(
  app: App,
  tx: Tx,
  { need, booking, direction }: { need: Need; booking: VisitFor; direction: Trip['direction'] },
  { address, contactNote, minutesBefore }: NonNullable<contract.MobilityWish['trip']>,
): Promise<void> {
  const { vault } = app
  const now = app.clock.now()
  const leadMinutes = minutesBefore ?? contract.DEFAULT_LEAD_MINUTES
  const span = spanOf(direction, booking, leadMinutes)
  const [driver] = await listFreeDrivers(tx, need, span.day, span)
  if (!driver) throw new AppError('mobility.no_driver', { direction })
  const code = String(randomInt(10_000)).padStart(4, '0')
  const trip: Trip = {
    ...{ id: newId(), bookingId: booking.id, storeId: booking.storeId, customerId: booking.customerId },
    ...{ vehicleId: booking.vehicleId, direction, driverId: driver.id, state: 'requested', version: 1 },
    ...{ ...span, leadMinutes },
    ...{ addressSealed: vault.seal(TRIP_ADDRESS, address), contactSealed: vault.seal(TRIP_CONTACT, contactNote) },
    ...{ plannedKm: null, drivenKm: null, kmNote: null, mileageKm: null, energyPercent: null, conditionNote: null },
    ...{ valuablesNote: null, consentBy: null, consentNameSealed: null, consentAt: null, codeTries: 0 },
    codeSealed: direction === 'return' ? vault.seal(TRIP_CODE, code) : null,
    ...{ receiverSealed: null, reason: null, isBookingOver: false, liveKey: `${booking.id}:${direction}` },
    ...{ createdAt: now, updatedAt: now },
  }
  await tx.insert(Trip, trip)
  await tx.insert(MobilityClaim, claimsOf(driver.id, trip, [span]))
}

async function addLoaner(app: App, tx: Tx, need: Need, booking: VisitFor): Promise<void> {
  const now = app.clock.now()
  const { id: bookingId, storeId, customerId, vehicleId, day, startsMinute } = booking
  const spans = loanOf(booking)
  const end = endOf(booking)
  const [car] = await listFreeCars(tx, need, spans)
  if (!car) throw new AppError('mobility.no_loaner')
  const loaner: Loaner = {
    ...{ id: newId(), bookingId, storeId, customerId, vehicleId, carId: car.id, state: 'reserved', version: 1 },
    ...{ day, startsMinute, untilDay: end.day, endsMinute: end.minute, licenceUntil: null },
    ...{ outMileageKm: null, outEnergyPercent: null, outNote: null, outAt: null },
    ...{ inMileageKm: null, inEnergyPercent: null, inNote: null, inAt: null, extraNote: null, reason: null },
    ...{ isBookingOver: false, liveKey: bookingId, outKey: null, createdAt: now, updatedAt: now },
  }
  await tx.insert(Loaner, loaner)
  await tx.insert(MobilityClaim, claimsOf(car.id, loaner, spans))
}
