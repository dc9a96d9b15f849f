import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { revealContact } from '../customer'
import { findVehicles } from '../vehicle'
import { requireReachableBooking } from './booking.service'

/** Full personal data of one booking, for a stated reason. The audit row is written first: no row, no data. */
export async function reveal(app: App, actor: StaffActor, bookingId: string, reason: string, requestId: string) {
  const booking = await requireReachableBooking(app, actor, 'customer.reveal', bookingId)
  const subject = { type: 'booking', id: booking.id }
  const look = { actor, subject, storeId: booking.storeId, reason, requestId }
  const contact = await revealContact(app, booking.customerId, look)
  const [vehicle] = await findVehicles(app.db.read, app.vault, [booking.vehicleId])
  return { ...contact, plate: vehicle?.plate ?? null, vin: vehicle?.vin ?? null }
}
