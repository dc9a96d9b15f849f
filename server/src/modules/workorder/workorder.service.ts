import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { sqlInstant } from '../../platform/sql'
import { requireBooking } from '../booking'
import { workorderStateOf } from './standing'
import { fresh, Workorder } from './workorder.entity'

/**
 * Brings the work order of a booking to where the booking stands now, making it first when there is none. Events may come
 * late, twice or out of order: what counts is the booking at the moment of the write, read behind the work order's own lock.
 */
export async function followBooking(app: App, tx: Tx, bookingId: string): Promise<void> {
  const now = app.clock.now()
  const locked = await tx.run('update workorder set updated_at = ? where booking_id = ?', [sqlInstant(now), bookingId])
  const booking = await requireBooking(tx, bookingId)
  const state = workorderStateOf(booking.state)
  if (locked > 0) {
    await tx.run('update workorder set state = ? where booking_id = ?', [state, bookingId])
    return
  }
  const { storeId, vehicleId, customerId } = booking
  await tx.insert(Workorder, {
    ...{ id: newId(), number: `WO${booking.number.slice(2)}`, bookingId, storeId, vehicleId, customerId },
    ...{ ...fresh, state, createdAt: now, updatedAt: now },
  })
}
