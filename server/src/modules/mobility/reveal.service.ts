import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { revealContact } from '../customer'
import { findVehicles } from '../vehicle'
import { requireReachableTrip } from './reaching.service'
import { requireDriver } from './resources.queries'
import { DRIVER_PHONE, TRIP_ADDRESS, TRIP_CONTACT } from './sealing'

/** Everything a driver has to know of a trip, in full. The audit row is written first: no row, no data. */
export async function revealTrip(app: App, actor: StaffActor, tripId: string, requestId: string) {
  const trip = await requireReachableTrip(app, actor, 'customer.reveal', tripId)
  const look = { actor, subject: { type: 'trip', id: trip.id }, storeId: trip.storeId, reason: '安排取送车', requestId }
  const contact = await revealContact(app, trip.customerId, look)
  const [vehicle] = await findVehicles(app.db.read, app.vault, [trip.vehicleId])
  const driver = await requireDriver(app.db.read, trip.driverId)
  const opened = (purpose: `${string}.${string}`, sealed: string | null) => sealed && app.vault.open(purpose, sealed)
  return {
    ...{ ...contact, plate: vehicle?.plate ?? null, address: opened(TRIP_ADDRESS, trip.addressSealed) },
    contactNote: opened(TRIP_CONTACT, trip.contactSealed),
    driverPhone: app.vault.open(DRIVER_PHONE, driver.phoneSealed),
  }
}
