import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toInstant } from '../../platform/local-time'
import { holdVehicle } from '../vehicle'
import { announceBooking } from './announcing'
import { Booking, BookingStep, Claim, ordinary } from './booking.entity'
import { noShowFrom } from './lifecycle'
import { bookingNumber } from './number'
import { claimsOf } from './claiming'
import { lastDayOf, stepRows, type Place, type Seating } from './seating.service'
import type { Offer } from './offered.service'

/** Whose booking it is, and how it came. */
export interface Intent
  extends
    Pick<Booking, 'customerId' | 'vehicleId' | 'requestId' | 'channel' | 'remark'>,
    Partial<Pick<Booking, 'handover' | 'depositFen' | 'isRework'>> {
  readonly heldUntil: Date | null
  readonly state: Booking['state']
}

/** The time and the seats that were found for it. */
interface Found {
  readonly offer: Offer
  readonly place: Place
  readonly seating: Seating
}

/** Writes a booking with its steps and claims. The caller has passed the gate of its day and chosen its {@link Seating}. */
export async function writeBooking(
  app: App,
  tx: Tx,
  intent: Intent,
  { offer, place, seating }: Found,
): Promise<Booking> {
  const { store, policy } = offer
  const { day, minute } = place
  const now = app.clock.now()
  const id = newId()
  const steps = stepRows(id, seating, policy, { day, minute })
  const booking: Booking = {
    ...{ ...ordinary, id, number: bookingNumber(id), storeId: store.id, version: 1, ...intent },
    ...{ day, startsMinute: minute, endsMinute: minute + seating.minutes, lastDay: lastDayOf(day, steps) },
    ...{ startsAt: toInstant(day, minute, store.timeZone), liveKey: `${intent.vehicleId}:${day}` },
    priceFen: steps.reduce((sum, step) => sum + step.priceFen, 0),
    ...{ createdAt: now, updatedAt: now },
  }
  await tx.insert(Booking, booking)
  await tx.insert(BookingStep, steps)
  await tx.insert(Claim, claimsOf(booking, steps))
  // A car that is in the yard already has nothing to be kept for.
  if (booking.state !== 'arrived') await holdVehicle(tx, booking.vehicleId, booking.id)
  return booking
}

/** Tells the others of a new booking, and plants the check for the end of its grace period. */
export function announcePlaced(tx: Tx, booking: Booking, store: Offer['store']): void {
  tx.emit({ type: 'booking.placed', bookingId: booking.id, storeId: store.id })
  plantNoShowCheck(tx, booking, store.noShowGraceMinutes)
  announceBooking(tx, booking)
}

/** A car that is not there so many minutes after it was expected is a no-show. */
export function plantNoShowCheck(tx: Tx, booking: Booking, graceMinutes: number): void {
  const runAt = noShowFrom(booking, graceMinutes)
  tx.enqueue({ kind: 'booking.no_show_check', payload: { bookingId: booking.id }, runAt })
}
