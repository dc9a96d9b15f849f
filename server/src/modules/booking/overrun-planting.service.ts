import type { Tx } from '../../platform/database'
import { toInstant } from '../../platform/local-time'
import { readPolicy, requireStore, type Store } from '../store'
import type { Booking, BookingStep } from './booking.entity'
import { findSteps, requireBooking } from './booking.queries'
import { workEnd } from './remaining'

/** When the work of a visit should be done, as the check for it knows it. */
export const dueAt = (steps: readonly BookingStep[], { timeZone }: Pick<Store, 'timeZone'>): Date | undefined => {
  const ends = workEnd(steps)
  return ends && toInstant(ends.day, ends.minute, timeZone)
}

/** Asks again at the end of the work whether it is done. */
export function plantOverrunCheck(tx: Tx, { id }: Booking, steps: readonly BookingStep[], store: Store): void {
  const runAt = dueAt(steps, store)
  if (!runAt) return
  tx.enqueue({ kind: 'booking.overrun_check', payload: { bookingId: id, dueAt: runAt.toISOString() }, runAt })
}

/** A car is in the workshop: where jobs are watched, somebody looks at the end of its work whether it is done. */
export async function watchOverrun(tx: Tx, bookingId: string): Promise<void> {
  const booking = await requireBooking(tx, bookingId)
  if (booking.state !== 'arrived' || booking.finishedAt) return
  const policy = await readPolicy(tx, booking.storeId)
  if (!policy.isOverrunWatched) return
  plantOverrunCheck(tx, booking, await findSteps(tx, [bookingId]), await requireStore(tx, booking.storeId))
}
