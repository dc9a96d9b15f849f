import { maskPhone, type mobility as contract } from '@pitlane/contract'
import { AppError, type Day } from '@pitlane/kernel'
import { In, MoreThanOrEqual } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { StoreScope } from '../../platform/scope'
import type { Vault } from '../../platform/vault'
import { LIVE } from './loaner-states'
import { Driver, Loaner, LoanerCar, Trip } from './mobility.entity'
import { DRIVER_PHONE } from './sealing'
import { hasEnded, hasNotBegun } from './trip-states'
import { isOnDuty } from './trip-time'

export const driverView = (vault: Vault, { id, name, phoneSealed, week, isActive, version }: Driver) => ({
  ...{ id, name, maskedPhone: maskPhone(vault.open(DRIVER_PHONE, phoneSealed)), week, isActive, version },
})

export const carView = ({ id, plate, model, fuel, odometerKm, isActive, version }: LoanerCar) => ({
  ...{ id, plate, model, fuel, odometerKm, isActive, version },
})

/** Drivers and loaner cars of a store, retired ones too. */
export async function readMobilityResources(db: Reader, vault: Vault, { storeId }: StoreScope) {
  const drivers = await db.find(Driver, { where: { storeId }, order: { id: 'ASC' } })
  const cars = await db.find(LoanerCar, { where: { storeId }, order: { plate: 'ASC' } })
  return { drivers: drivers.map((one) => driverView(vault, one)), cars: cars.map(carView) }
}

/** Throws `mobility.resource_not_found`. */
export async function requireDriver(db: Reader, id: string): Promise<Driver> {
  const driver = await db.findOne(Driver, { id })
  if (!driver) throw new AppError('mobility.resource_not_found')
  return driver
}

/** Throws `mobility.resource_not_found`. */
export async function requireCar(db: Reader, id: string): Promise<LoanerCar> {
  const car = await db.findOne(LoanerCar, { id })
  if (!car) throw new AppError('mobility.resource_not_found')
  return car
}

/** Trips from `today` on that a driver could not make with these hours, and whatever is under way. */
export async function tripsAgainst(
  db: Reader,
  driver: Pick<Driver, 'id' | 'week' | 'isActive'>,
  today: Day,
): Promise<contract.ComingOrder[]> {
  const trips = await db.find(Trip, {
    where: { driverId: driver.id, day: MoreThanOrEqual(today) },
    order: { day: 'ASC', startsMinute: 'ASC' },
  })
  const open = trips.filter(({ direction, state }) => !hasEnded(direction, state))
  const lost = open.filter(
    (trip) => !driver.isActive || (hasNotBegun(trip.state) && !isOnDuty(driver.week, trip.day, trip)),
  )
  return lost.map(({ day, startsMinute }) => ({ kind: 'trip', day, minute: startsMinute }))
}

/** Who has been promised this car, or has it. */
export async function loanersOf(db: Reader, carId: string): Promise<contract.ComingOrder[]> {
  const loaners = await db.find(Loaner, {
    where: { carId, state: In([...LIVE]) },
    order: { day: 'ASC', startsMinute: 'ASC' },
  })
  return loaners.map(({ day, startsMinute }) => ({ kind: 'loaner', day, minute: startsMinute }))
}
