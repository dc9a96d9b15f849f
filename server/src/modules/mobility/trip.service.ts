import type { Body, mobility as contract } from '@pitlane/contract'
import { AppError, type AuditActor, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toInstant } from '../../platform/local-time'
import { send } from '../messaging'
import { passGate, requireStore } from '../store'
import { announceOrder } from './announcing'
import { Trip } from './mobility.entity'
import { requireReachableTrip } from './reaching.service'
import { tellStep } from './telling'
import { changeOf, checkReceiver } from './trip-step.service'
import { requireOwnTrip } from './trip.queries'
import { hasEnded, hasNotBegun, refusalOf } from './trip-states'

interface Order {
  readonly trip: Trip
  readonly by: AuditActor
  readonly action: `mobility.${string}`
  readonly seen: number
  readonly requestId?: string
}

/**
 * Writes a change of a trip behind the gate of its day, with its audit row. A trip that ends gives its driver's time back.
 * Throws `mobility.state_changed` when somebody was faster.
 */
async function write(app: App, tx: Tx, { trip, by, action, seen, requestId }: Order, change: Partial<Trip>) {
  const now = app.clock.now()
  const next = { ...trip, ...change }
  const isOver = hasEnded(next.direction, next.state)
  const set = { ...change, version: seen + 1, updatedAt: now, ...(isOver ? { liveKey: null } : {}) }
  if ((await tx.update(Trip, { id: trip.id, version: seen }, set)) === 0) throw new AppError('mobility.state_changed')
  if (isOver) await tx.put('delete from mobility_claim where order_id = ?', [trip.id])
  const { state, driverId, plannedKm, drivenKm, mileageKm, energyPercent, consentBy } = next
  await audit(tx, now, {
    ...{ actor: by, action, subject: { type: 'trip', id: trip.id }, storeId: trip.storeId, requestId },
    reason: change.reason ?? undefined,
    before: { state: trip.state, driverId: trip.driverId },
    after: { state, driverId, plannedKm, drivenKm, mileageKm, energyPercent, consentBy },
  })
  announceOrder(tx, trip, 'trip')
  if (isGivenUp(next)) tx.emit({ type: 'mobility.fetch_given_up', bookingId: trip.bookingId, storeId: trip.storeId })
  return { ...trip, ...set }
}

/** Nobody fetches the car any more: it comes with its owner, if it comes. */
const isGivenUp = ({ direction, state }: Trip): boolean =>
  direction === 'fetch' && state !== 'at_store' && hasEnded(direction, state)

/** Refuses what cannot follow, with the reason. Throws `mobility.state_changed` and `mobility.step_refused`. */
function assertStep(trip: Trip, seen: number, to: Trip['state']): void {
  if (trip.version !== seen) throw new AppError('mobility.state_changed')
  const reason = refusalOf(trip.direction, trip.state, to)
  if (reason) throw new AppError('mobility.step_refused', { reason })
}

/** A colleague writes down the next step of a trip; its owner hears of it. */
export async function step(
  app: App,
  actor: StaffActor,
  at: { readonly tripId: string; readonly requestId: string },
  { version: seen, step: taken }: Body<typeof contract.stepTrip>,
): Promise<Trip> {
  const trip = await requireReachableTrip(app, actor, 'mobility.dispatch', at.tripId)
  assertStep(trip, seen, taken.to)
  if (taken.to === 'returned') await checkReceiver(app, trip, taken)
  const order: Order = { trip, by: actor, action: `mobility.trip_${taken.to}`, seen, requestId: at.requestId }
  return app.db.tx(async (tx) => {
    await passGate(tx, trip.storeId, trip.day)
    const change = await changeOf(app, tx, { trip, by: actor }, taken)
    const written = await write(app, tx, order, { ...change, state: taken.to })
    // Another driver on the same trip is no news for its owner.
    const message = trip.state === written.state ? undefined : tellStep(written)
    if (message) await send(app, tx, { ...message, plan: {} })
    return written
  })
}

/** The owner does without a trip, until its driver leaves. Throws `mobility.driver_left`. */
export async function cancelTrip(app: App, actor: CustomerActor, tripId: string, seen: number): Promise<Trip> {
  const trip = await requireOwnTrip(app.db.read, actor.customerId, tripId)
  if (trip.state === 'cancelled_by_customer') return trip
  const { timeZone } = await requireStore(app.db.read, trip.storeId)
  const leavesAt = toInstant(trip.day, trip.startsMinute, timeZone)
  if (!hasNotBegun(trip.state) || app.clock.now() >= leavesAt) throw new AppError('mobility.driver_left')
  const order: Order = { trip, by: actor, action: 'mobility.cancel_trip', seen }
  return app.db
    .tx(async (tx) => {
      await passGate(tx, trip.storeId, trip.day)
      return write(app, tx, order, { state: 'cancelled_by_customer', reason: '车主在小程序取消' })
    })
    .catch(unless(app, actor, tripId, ({ state }) => state === 'cancelled_by_customer'))
}

/** The owner agrees to what was written down about the car. Throws `mobility.nothing_to_agree`. */
export async function agree(app: App, actor: CustomerActor, tripId: string, seen: number): Promise<Trip> {
  const trip = await requireOwnTrip(app.db.read, actor.customerId, tripId)
  if (trip.consentAt) return trip
  if (trip.state !== 'inspected') throw new AppError('mobility.nothing_to_agree')
  const order: Order = { trip, by: actor, action: 'mobility.agree', seen }
  return app.db
    .tx(async (tx) => {
      await passGate(tx, trip.storeId, trip.day)
      return write(app, tx, order, { consentBy: 'app', consentAt: app.clock.now() })
    })
    .catch(unless(app, actor, tripId, ({ consentAt }) => consentAt !== null))
}

/** A double tap loses the race against its twin: fine, when the trip is where both wanted it. */
const unless =
  (app: App, { customerId }: CustomerActor, tripId: string, isDone: (trip: Trip) => boolean) =>
  async (e: unknown): Promise<Trip> => {
    const isLost = e instanceof AppError && e.code === 'mobility.state_changed'
    const trip = isLost ? await requireOwnTrip(app.db.read, customerId, tripId) : undefined
    if (!trip || !isDone(trip)) throw e
    return trip
  }
