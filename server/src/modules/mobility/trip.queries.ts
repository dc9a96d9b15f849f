import type { files, mobility as contract } from '@pitlane/contract'
import { AppError, type Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toInstant } from '../../platform/local-time'
import type { StoreScope } from '../../platform/scope'
import { findStores } from '../store'
import { Driver, Trip } from './mobility.entity'
import { maskAddress, peopleOf } from './people.queries'
import { photosOf } from './photos.queries'
import { TRIP_ADDRESS, TRIP_CODE } from './sealing'
import { nextOf } from './telling'
import { hasEnded, hasNotBegun, stepsFrom } from './trip-states'

/** Throws `mobility.trip_not_found`. */
export async function requireTrip(db: Reader, id: string): Promise<Trip> {
  const trip = await db.findOne(Trip, { id })
  if (!trip) throw new AppError('mobility.trip_not_found')
  return trip
}

/** One of this owner's own trips. Throws `mobility.trip_not_found` for anybody else's. */
export async function requireOwnTrip(db: Reader, customerId: string, id: string): Promise<Trip> {
  const trip = await db.findOne(Trip, { id, customerId })
  if (!trip) throw new AppError('mobility.trip_not_found')
  return trip
}

const inspectionOf = (
  { mileageKm, energyPercent, conditionNote, valuablesNote }: Trip,
  photos: files.PhotoView[],
): contract.TripView['inspection'] =>
  mileageKm === null || energyPercent === null
    ? null
    : { mileageKm, energyPercent, conditionNote: conditionNote ?? '', valuablesNote: valuablesNote ?? '', photos }

const findDrivers = (db: Reader, trips: readonly Trip[]): Promise<Driver[]> =>
  db.find(Driver, { where: { id: In([...new Set(trips.map(({ driverId }) => driverId))]) } })

/** A day's trips of a store, by time. */
export const listTrips = (db: Reader, { storeId }: StoreScope, day: Day): Promise<Trip[]> =>
  db.find(Trip, { where: { storeId, day }, order: { startsMinute: 'ASC', id: 'ASC' } })

/** Trips as staff see them: the customer masked, and never the 交车码. */
export async function tripRows(app: App, trips: readonly Trip[]): Promise<contract.TripRow[]> {
  const personOf = await peopleOf(app, trips)
  const drivers = await findDrivers(app.db.read, trips)
  const photos = await photosOf(app, trips)
  return trips.map((trip) => ({
    ...{ id: trip.id, bookingId: trip.bookingId, direction: trip.direction, state: trip.state, version: trip.version },
    ...{ day: trip.day, minute: trip.startsMinute, doorMinute: trip.doorMinute, endMinute: trip.endsMinute },
    ...{ driverId: trip.driverId, driverName: drivers.find(({ id }) => id === trip.driverId)?.name ?? '' },
    ...personOf(trip),
    maskedAddress: trip.addressSealed && maskAddress(app.vault.open(TRIP_ADDRESS, trip.addressSealed)),
    ...{ plannedKm: trip.plannedKm, drivenKm: trip.drivenKm, kmNote: trip.kmNote },
    inspection: inspectionOf(trip, photos(trip)),
    ...{ consentBy: trip.consentBy, reason: trip.reason, isBookingOver: trip.isBookingOver, codeTries: trip.codeTries },
    steps: [...stepsFrom(trip.direction, trip.state)],
  }))
}

/** `王师傅` */
const callDriver = (name: string): string => `${[...name][0] ?? ''}师傅`

function codeOf({ vault }: App, { direction, state, codeSealed }: Trip): string | null {
  const isNear = direction === 'return' && !hasNotBegun(state) && !hasEnded(direction, state)
  return isNear && codeSealed ? vault.open(TRIP_CODE, codeSealed) : null
}

/** The moment the driver leaves, while it is to come. */
function cancelUntilOf({ state, day, startsMinute }: Trip, zone: string, now: Date): string | null {
  const leavesAt = toInstant(day, startsMinute, zone)
  return hasNotBegun(state) && now < leavesAt ? leavesAt.toISOString() : null
}

/** Trips as their owner sees them. */
export async function tripViews(app: App, trips: readonly Trip[]): Promise<contract.TripView[]> {
  const drivers = await findDrivers(app.db.read, trips)
  const stores = await findStores(
    app.db.read,
    trips.map(({ storeId }) => storeId),
  )
  const photos = await photosOf(app, trips)
  const now = app.clock.now()
  return trips.map((trip) => {
    const { id, bookingId, direction, state, version, day, doorMinute } = trip
    const store = stores.find((one) => one.id === trip.storeId)
    const driver = drivers.find((one) => one.id === trip.driverId)
    return {
      ...{ id, bookingId, direction, state, version, day, doorMinute, next: nextOf(trip) },
      address: trip.addressSealed && app.vault.open(TRIP_ADDRESS, trip.addressSealed),
      driverName: driver && state !== 'requested' ? callDriver(driver.name) : null,
      ...{ inspection: inspectionOf(trip, photos(trip)), agreedAt: trip.consentAt?.toISOString() ?? null },
      canAgree: state === 'inspected' && trip.consentAt === null,
      cancelUntil: store ? cancelUntilOf(trip, store.timeZone, now) : null,
      code: codeOf(app, trip),
    }
  })
}
