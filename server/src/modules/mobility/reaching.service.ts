import type { Permission } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import type { Driver, Loaner, LoanerCar, Trip } from './mobility.entity'
import { requireLoaner } from './loaner.queries'
import { requireTrip } from './trip.queries'

type Code = 'mobility.trip_not_found' | 'mobility.loaner_not_found' | 'mobility.resource_not_found'

/** Answers with `code` where the store is out of this person's reach: there it does not exist. */
export async function assertReach(
  app: App,
  actor: StaffActor,
  permission: Permission,
  { storeId }: Pick<Trip | Loaner | Driver | LoanerCar, 'storeId'>,
  code: Code,
): Promise<void> {
  const store = await requireStore(app.db.read, storeId)
  try {
    scopeTo(actor, permission, placeOf(store))
  } catch {
    throw new AppError(code)
  }
}

/** A trip within this person's reach. Throws `mobility.trip_not_found`. */
export async function requireReachableTrip(app: App, actor: StaffActor, permission: Permission, tripId: string) {
  const trip = await requireTrip(app.db.read, tripId)
  await assertReach(app, actor, permission, trip, 'mobility.trip_not_found')
  return trip
}

/** A loaner within this person's reach. Throws `mobility.loaner_not_found`. */
export async function requireReachableLoaner(app: App, actor: StaffActor, loanerId: string): Promise<Loaner> {
  const loaner = await requireLoaner(app.db.read, loanerId)
  await assertReach(app, actor, 'mobility.dispatch', loaner, 'mobility.loaner_not_found')
  return loaner
}
