import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit, wasDone } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { release } from '../mobility'
import { passGate, requireStore } from '../store'
import { holdVehicle, isHoldRefused } from '../vehicle'
import { announceBooking } from './announcing'
import { Claim, type Booking } from './booking.entity'
import { findSteps, requireBooking } from './booking.queries'
import { wakeWaitlist } from './offer.service'
import { plantNoShowCheck } from './writing.service'

interface Correction {
  readonly by: StaffActor
  readonly reason: string
  readonly requestId: string
}

type Before = 'confirmed' | 'no_show' | 'cancelled'

const daysOf = async (tx: Tx, { id, day }: Booking): Promise<string[]> =>
  [...new Set([day, ...(await findSteps(tx, [id])).map((step) => step.day)])].sort()

/** The gates of every day of a visit, in their order. Call it before any other lock. */
export async function passVisitGates(tx: Tx, bookingId: string): Promise<void> {
  const booking = await requireBooking(tx, bookingId)
  for (const day of await daysOf(tx, booking)) await passGate(tx, booking.storeId, day)
}

/** A car that was never expected does not wait again; one that was given up before has not come after all. */
async function standingBefore(tx: Tx, { id, channel, liveKey }: Booking): Promise<Before> {
  const isExpected = channel !== 'walk_in' || (await wasDone(tx, { type: 'booking', id }, ARRIVALS))
  if (!isExpected) return 'cancelled'
  return liveKey === null ? 'no_show' : 'confirmed'
}

const ARRIVALS = ['booking.arrive', 'booking.check_in']

const closings = { confirmed: null, no_show: 'not_arrived', cancelled: 'arrival_mistake' } as const

/**
 * The car is not there after all (误扫): its booking stands as it stood before it arrived. One that was expected keeps its seats and is
 * looked for again; one that was given up before, or came without a booking, gives back what it holds. Call it behind
 * {@link passVisitGates}. Throws `booking.state_changed` for a car that is not there, or whose work is done.
 */
export async function takeBackArrival(
  app: App,
  tx: Tx,
  bookingId: string,
  { by, ...why }: Correction,
): Promise<Before> {
  const booking = await requireBooking(tx, bookingId)
  if (booking.finishedAt) throw new AppError('booking.state_changed')
  const to = await standingBefore(tx, booking)
  await writeBack(app, tx, booking, to, why.reason)
  if (to === 'confirmed') await expectAgain(tx, booking)
  else await giveBack(app, tx, booking, by)
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'booking.correct_arrival', subject: { type: 'booking', id: booking.id } },
    ...{ storeId: booking.storeId, ...why, before: { state: booking.state }, after: { state: to } },
  })
  const type = to === 'confirmed' ? 'booking.arrival_corrected' : (`booking.${to}` as const)
  tx.emit({ type, bookingId, storeId: booking.storeId })
  for (const day of await daysOf(tx, booking)) announceBooking(tx, { ...booking, day }, to)
  return to
}

async function writeBack(app: App, tx: Tx, { id, version }: Booking, to: Before, reason: string): Promise<void> {
  const closing = closings[to]
  const matched = await tx.run(
    `update booking set state = ?, version = version + 1, updated_at = ?, live_key = ${to === 'confirmed' ? 'live_key' : 'null'},
            closed_by = ?, closing_reason = ?, closing_note = ?
      where id = ? and version = ? and state = 'arrived'`,
    [...[to, sqlInstant(app.clock.now()), closing && 'system', closing, closing && reason], ...[id, version]],
  )
  if (matched === 0) throw new AppError('booking.state_changed')
}

/** Keeps the car. Its refusal may come with the statement after it, so that the minutes of grace are read beside it. */
async function graceWithCar(
  tx: Tx,
  { bookingId, storeId, vehicleId }: Record<'bookingId' | 'storeId' | 'vehicleId', string>,
) {
  try {
    await holdVehicle(tx, vehicleId, bookingId)
    return (await requireStore(tx, storeId)).noShowGraceMinutes
  } catch (e) {
    // The car has left its garage since: there is nobody to wait for.
    throw isHoldRefused(e) ? new AppError('booking.state_changed') : e
  }
}

/** Its car is kept for it, its lateness is looked at, and somebody calls where it has no seats: as of any car that is to come. */
async function expectAgain(tx: Tx, booking: Booking): Promise<void> {
  const { id: bookingId, storeId, vehicleId, isUnseated } = booking
  plantNoShowCheck(tx, booking, await graceWithCar(tx, { bookingId, storeId, vehicleId }))
  if (isUnseated) tx.emit({ type: 'booking.unseated', bookingId, storeId, version: booking.version + 1 })
}

async function giveBack(app: App, tx: Tx, booking: Booking, by: StaffActor): Promise<void> {
  await tx.delete(Claim, { bookingId: booking.id })
  await release(app, tx, booking.id, by)
  for (const day of await daysOf(tx, booking)) wakeWaitlist(app, tx, booking.storeId, day)
}
