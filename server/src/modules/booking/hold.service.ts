import type { CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { passGate } from '../store'
import { holdVehicle, releaseVehicle } from '../vehicle'
import { announceBooking } from './announcing'
import { Booking, BookingStep } from './booking.entity'
import { requireOwnBooking } from './booking.queries'
import { isOffer, lapseOffer, wakeWaitlist } from './offer.service'
import type { Offer } from './offered.service'

interface Wanted {
  readonly holdId: string
  readonly requestId: string
  readonly serviceIds: readonly string[]
  readonly vehicleId: string
  readonly day: string
  readonly minute: number
  readonly remark?: string
  readonly handover?: Booking['handover']
  readonly depositFen: number
  /** Where the booking begins. */
  readonly state: 'placed' | 'confirmed'
}

/**
 * Makes a held time a booking, behind the gate of its day. Undefined when there is nothing to take: it ended, or it was kept
 * for another wish; then it is ended here, so that it is not in the way of its own owner.
 */
export async function takeHold(
  app: App,
  tx: Tx,
  customerId: string,
  { store }: Offer,
  wish: Wanted,
): Promise<Booking | undefined> {
  const held = await tx.findOne(Booking, {
    id: wish.holdId,
    customerId,
    storeId: store.id,
    day: wish.day,
    state: 'held',
  })
  if (!held?.heldUntil || held.heldUntil <= app.clock.now()) return undefined
  const steps = await tx.find(BookingStep, { where: { bookingId: held.id, kind: 'work' }, order: { ordinal: 'ASC' } })
  const isSame = held.startsMinute === wish.minute && steps.map((s) => s.serviceId).join() === wish.serviceIds.join()
  if (!isSame) {
    await endInTx(app, tx, held)
    return undefined
  }
  const next: Booking = {
    ...{ ...held, state: wish.state, version: held.version + 1, heldUntil: null },
    ...{ requestId: wish.requestId, vehicleId: wish.vehicleId, liveKey: `${wish.vehicleId}:${wish.day}` },
    ...{ remark: wish.remark ?? '', handover: wish.handover ?? 'wait', depositFen: wish.depositFen },
    updatedAt: app.clock.now(),
  }
  const { id, ...columns } = next
  await tx.update(Booking, { id, version: held.version }, columns)
  await tx.put('update claim set held_until = null where booking_id = ?', [id])
  if (held.vehicleId !== wish.vehicleId) {
    await releaseVehicle(tx, held.vehicleId, id)
    await holdVehicle(tx, wish.vehicleId, id)
  }
  return next
}

/** The owner gives a kept time back. Throws `booking.not_found`; a repeat changes nothing. */
export async function releaseHold(app: App, actor: CustomerActor, holdId: string): Promise<void> {
  await end(app, await requireOwnBooking(app.db.read, actor.customerId, holdId))
}

/** Ends the holds of an owner, also what is offered from the waitlist when `offersToo`. Returns how many were ended. */
export async function endHolds(app: App, customerId: string, offersToo: boolean): Promise<number> {
  const held = await app.db.read.find(Booking, { where: { customerId, state: 'held' } })
  let ended = 0
  for (const booking of held) {
    if (!offersToo && (await isOffer(app, booking))) continue
    await end(app, booking)
    ended++
  }
  return ended
}

/** The time of a hold is up. One that has become a booking is left alone. */
export async function expireHold(app: App, bookingId: string): Promise<void> {
  const held = await app.db.read.findOne(Booking, { id: bookingId })
  if (held) await end(app, held)
}

/** Also cleans up after a hold whose cells somebody else has taken already. */
async function end(app: App, held: Booking): Promise<void> {
  if (held.state !== 'held' && held.state !== 'expired') return
  await app.db.tx(async (tx) => {
    await passGate(tx, held.storeId, held.day)
    await endInTx(app, tx, held)
  })
}

async function endInTx(app: App, tx: Tx, held: Booking): Promise<void> {
  const matched = await tx.run(
    `update booking set state = 'expired', live_key = null, held_until = null, version = version + 1, updated_at = ?
      where id = ? and state in ('held', 'expired')`,
    [sqlInstant(app.clock.now()), held.id],
  )
  if (matched === 0) return
  await tx.put('delete from claim where booking_id = ?', [held.id])
  await releaseVehicle(tx, held.vehicleId, held.id)
  await lapseOffer(app, tx, held)
  wakeWaitlist(app, tx, held.storeId, held.day)
  announceBooking(tx, held, 'hold_ended')
}
