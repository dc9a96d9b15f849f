import { AppError, type AuditActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { announceOrder } from './announcing'
import { claimsOf } from './claiming'
import { listFreeCars, listFreeDrivers, type Need } from './free.queries'
import { BEFORE_OUT } from './loaner-states'
import { Loaner, MobilityClaim, Trip } from './mobility.entity'
import { endOf, loanOf, needOf, passLaterGates, spanOf, type VisitPlace } from './reserving.service'
import { BEFORE_START, hasEnded, hasNotBegun } from './trip-states'

const BOOKING_OVER = '预约已结束'

/** What has been promised beside a booking and has not begun. */
async function findOpen(tx: Tx, bookingId: string) {
  const trips = await tx.find(Trip, { where: { bookingId, state: In([...BEFORE_START]) }, order: { id: 'ASC' } })
  const loaners = await tx.find(Loaner, { where: { bookingId, state: In([...BEFORE_OUT]) } })
  return { trips, loaners }
}

/**
 * A booking has ended: drivers and cars that have not set out are free again, in the same transaction and behind the same
 * gate. What is on its way stays and is marked, because a car is still in our hands. A repeat changes nothing.
 */
export async function release(app: App, tx: Tx, bookingId: string, by: AuditActor): Promise<void> {
  const { trips, loaners } = await findOpen(tx, bookingId)
  const state = by.kind === 'customer' ? 'cancelled_by_customer' : 'cancelled_by_store'
  const over = { reason: BOOKING_OVER, liveKey: null, updatedAt: app.clock.now() }
  for (const trip of trips) {
    // The trip home of a car that stayed overnight has the gate of another day: its driver may set out this moment.
    const before = { id: trip.id, state: In([...BEFORE_START]) }
    if ((await tx.update(Trip, before, { ...over, state, version: trip.version + 1 })) === 0) {
      await tx.put('update trip set is_booking_over = 1, version = version + 1 where id = ?', [trip.id])
    } else await noteEnd(app, tx, by, { order: trip, type: 'trip', state })
  }
  for (const loaner of loaners) {
    await tx.update(Loaner, { id: loaner.id }, { ...over, state: 'cancelled', version: loaner.version + 1 })
    await noteEnd(app, tx, by, { order: loaner, type: 'loaner', state: 'cancelled' })
  }
  await markUnderWay(app, tx, bookingId)
}

interface Ended {
  readonly order: Trip | Loaner
  readonly type: 'trip' | 'loaner'
  readonly state: string
}

async function noteEnd(app: App, tx: Tx, by: AuditActor, { order, type, state }: Ended): Promise<void> {
  const { id, storeId, version } = order
  await tx.put('delete from mobility_claim where order_id = ?', [id])
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: `mobility.release_${type}`, subject: { type, id }, storeId, reason: BOOKING_OVER },
    ...{ before: { state: order.state, version }, after: { state } },
  })
  announceOrder(tx, order, type)
}

async function markUnderWay(app: App, tx: Tx, bookingId: string): Promise<void> {
  const trips = await tx.find(Trip, { where: { bookingId, isBookingOver: false } })
  const loaners = await tx.find(Loaner, { where: { bookingId, isBookingOver: false, state: 'out' } })
  const updatedAt = app.clock.now()
  for (const trip of trips.filter((one) => !hasNotBegun(one.state) && !hasEnded(one.direction, one.state))) {
    await tx.update(Trip, { id: trip.id }, { isBookingOver: true, version: trip.version + 1, updatedAt })
    announceOrder(tx, trip, 'trip')
  }
  for (const loaner of loaners) {
    await tx.update(Loaner, { id: loaner.id }, { isBookingOver: true, version: loaner.version + 1, updatedAt })
    announceOrder(tx, loaner, 'loaner')
  }
}

/**
 * A booking moves: its drivers and its loaner car take other cells, the same ones where they can. The caller has passed the
 * gates of both days. Throws `mobility.no_driver` and `mobility.no_loaner`; then the transaction rolls back, and everything
 * stays as it was. What has set out already is left alone.
 */
export async function shift(app: App, tx: Tx, bookingId: string, place: VisitPlace, by: AuditActor): Promise<void> {
  const { trips, loaners } = await findOpen(tx, bookingId)
  const [first] = [...trips, ...loaners]
  if (!first) return
  await passLaterGates(tx, first.storeId, place)
  const need = await needOf(app, tx, first.storeId)
  const movable = trips.filter((trip) => isToCome(trip, need) && !isThere(trip, place))
  const lent = loaners.filter((loaner) => !isLentThen(loaner, place))
  for (const { id } of [...movable, ...lent]) await tx.put('delete from mobility_claim where order_id = ?', [id])
  for (const trip of movable) await shiftTrip(app, tx, { need, place, by }, trip)
  for (const loaner of lent) await shiftLoaner(app, tx, { need, place, by }, loaner)
}

const isToCome = ({ day, startsMinute }: Trip, { now }: Need): boolean =>
  day > now.day || (day === now.day && startsMinute > now.minute)

const isThere = (trip: Trip, place: VisitPlace): boolean => {
  const { day, startsMinute, endsMinute } = spanOf(trip.direction, place, trip.leadMinutes)
  return trip.day === day && trip.startsMinute === startsMinute && trip.endsMinute === endsMinute
}

function isLentThen(loaner: Loaner, place: VisitPlace): boolean {
  const end = endOf(place)
  const isSameStart = loaner.day === place.day && loaner.startsMinute === place.startsMinute
  return isSameStart && loaner.untilDay === end.day && loaner.endsMinute === end.minute
}

/** Where to, seen from now, and who wants it. */
interface Shift {
  readonly need: Need
  readonly place: VisitPlace
  readonly by: AuditActor
}

/** Another driver has to be told anew. */
async function shiftTrip(app: App, tx: Tx, { need, place, by }: Shift, trip: Trip): Promise<void> {
  const { direction, leadMinutes } = trip
  const span = spanOf(direction, place, leadMinutes)
  const free = await listFreeDrivers(tx, { ...need, except: trip.id }, span.day, span)
  const driver = free.find(({ id }) => id === trip.driverId) ?? free[0]
  if (!driver) throw new AppError('mobility.no_driver', { direction })
  const state = driver.id === trip.driverId ? trip.state : 'requested'
  const moved: Trip = { ...trip, ...span, driverId: driver.id, state, version: trip.version + 1 }
  const set = { ...span, driverId: driver.id, state, version: moved.version, updatedAt: app.clock.now() }
  await tx.update(Trip, { id: trip.id }, set)
  await tx.insert(MobilityClaim, claimsOf(driver.id, moved, [span]))
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'mobility.shift_trip', subject: { type: 'trip', id: trip.id }, storeId: trip.storeId },
    before: { day: trip.day, minute: trip.startsMinute, driverId: trip.driverId },
    after: { day: moved.day, minute: moved.startsMinute, driverId: moved.driverId },
  })
  announceOrder(tx, trip, 'trip')
  if (trip.day !== moved.day) announceOrder(tx, moved, 'trip')
}

async function shiftLoaner(app: App, tx: Tx, { need, place, by }: Shift, loaner: Loaner): Promise<void> {
  const { day, startsMinute } = place
  const end = endOf(place)
  const spans = loanOf(place)
  const free = await listFreeCars(tx, { ...need, except: loaner.id }, spans)
  const car = free.find(({ id }) => id === loaner.carId) ?? free[0]
  if (!car) throw new AppError('mobility.no_loaner')
  const facts = {
    day,
    startsMinute,
    untilDay: end.day,
    endsMinute: end.minute,
    carId: car.id,
    version: loaner.version + 1,
  }
  await tx.update(Loaner, { id: loaner.id }, { ...facts, updatedAt: app.clock.now() })
  await tx.insert(MobilityClaim, claimsOf(car.id, loaner, spans))
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'mobility.shift_loaner', subject: { type: 'loaner', id: loaner.id } },
    storeId: loaner.storeId,
    before: { day: loaner.day, minute: loaner.startsMinute, carId: loaner.carId },
    after: { day, minute: startsMinute, carId: car.id },
  })
  announceOrder(tx, loaner, 'loaner')
  if (loaner.day !== day) announceOrder(tx, { ...loaner, day }, 'loaner')
}
