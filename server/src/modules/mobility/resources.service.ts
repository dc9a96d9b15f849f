import {
  isMobile,
  maskPhone,
  normPhone,
  normPlate,
  plateKind,
  type Body,
  type mobility as contract,
} from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { toLocal } from '../../platform/local-time'
import { scopeTo } from '../../platform/scope'
import { isDuplicate } from '../../platform/sql'
import { passGatesFrom, placeOf, requireStore, type Store } from '../store'
import { announceResources } from './announcing'
import { Driver, LoanerCar } from './mobility.entity'
import { assertReach } from './reaching.service'
import { loanersOf, requireCar, requireDriver, tripsAgainst } from './resources.queries'
import { DRIVER_PHONE } from './sealing'

/** Who asks. */
export interface Asking {
  readonly actor: StaffActor
  readonly requestId: string
}

type Kind = 'driver' | 'loaner_car'
type Facts = Record<string, unknown>

async function note(
  tx: Tx,
  now: Date,
  { actor, requestId }: Asking,
  about: { kind: Kind; id: string; storeId: string; verb: string; before?: Facts; after: Facts },
): Promise<void> {
  const { kind, id, storeId, verb, before, after } = about
  const action = `mobility.${verb}_${kind}`
  await audit(tx, now, { actor, requestId, action, storeId, subject: { type: kind, id }, before, after })
  announceResources(tx, storeId)
}

/** Throws `mobility.phone_invalid`. */
function phoneOf(text: string): string {
  const phone = normPhone(text)
  if (!isMobile(phone)) throw new AppError('mobility.phone_invalid')
  return phone
}

/** Throws `vehicle.plate_invalid`. */
function plateOf(text: string): string {
  if (!plateKind(text)) throw new AppError('vehicle.plate_invalid')
  return normPlate(text)
}

const verbOf = (was: boolean, is: boolean): string => (was === is ? 'change' : is ? 'restore' : 'retire')

/** What the log may know of a driver. */
const driverFacts = (app: App, { name, phoneSealed, week, isActive }: Driver): Facts => ({
  ...{ name, phone: maskPhone(app.vault.open(DRIVER_PHONE, phoneSealed)), week, isActive },
})

const carFacts = ({ plate, model, fuel, odometerKm, isActive }: LoanerCar): Facts => ({
  ...{ plate, model, fuel, odometerKm, isActive },
})

async function storeInReach(app: App, actor: StaffActor, storeId: string): Promise<Store> {
  const store = await requireStore(app.db.read, storeId)
  scopeTo(actor, 'store.manage_resources', placeOf(store))
  return store
}

/** Throws `mobility.phone_invalid`. */
export async function addDriver(
  app: App,
  asking: Asking,
  storeId: string,
  { name, phone, week }: Body<typeof contract.addDriver>,
): Promise<Driver> {
  await storeInReach(app, asking.actor, storeId)
  const now = app.clock.now()
  const phoneSealed = app.vault.seal(DRIVER_PHONE, phoneOf(phone))
  const facts = { name, phoneSealed, week, isActive: true, version: 1, createdAt: now, updatedAt: now }
  const driver: Driver = { id: newId(), storeId, ...facts }
  await app.db.tx(async (tx) => {
    await tx.insert(Driver, driver)
    await note(tx, now, asking, {
      kind: 'driver',
      id: driver.id,
      storeId,
      verb: 'add',
      after: driverFacts(app, driver),
    })
  })
  return driver
}

/**
 * Changes or retires a driver, behind the gates of the days to come. Throws `mobility.resource_busy` with the trips that
 * would be left without one, and `mobility.resource_changed`.
 */
export async function changeDriver(
  app: App,
  asking: Asking,
  driverId: string,
  { version: seen, phone, ...fields }: Body<typeof contract.changeDriver>,
): Promise<Driver> {
  const before = await requireDriver(app.db.read, driverId)
  await assertReach(app, asking.actor, 'store.manage_resources', before, 'mobility.resource_not_found')
  const phoneSealed = phone === undefined ? before.phoneSealed : app.vault.seal(DRIVER_PHONE, phoneOf(phone))
  const now = app.clock.now()
  const after: Driver = { ...before, ...fields, phoneSealed, version: seen + 1, updatedAt: now }
  const { storeId } = before
  const today = await todayOf(app, storeId)
  await app.db.tx(async (tx) => {
    await passGatesFrom(tx, storeId, today)
    const orders = await tripsAgainst(tx, after, today)
    if (orders.length > 0) throw new AppError('mobility.resource_busy', { orders })
    const set = { ...fields, phoneSealed, version: seen + 1, updatedAt: now }
    const matched = await tx.update(Driver, { id: driverId, version: seen }, set)
    if (matched === 0) throw new AppError('mobility.resource_changed')
    await note(tx, now, asking, {
      ...{ kind: 'driver', id: driverId, storeId, verb: verbOf(before.isActive, after.isActive) },
      ...{ before: driverFacts(app, before), after: driverFacts(app, after) },
    })
  })
  return after
}

const todayOf = async (app: App, storeId: string) =>
  toLocal(app.clock.now(), (await requireStore(app.db.read, storeId)).timeZone).day

const PLATE_KEY = 'uk_loaner_car_plate|loaner_car.store_id, loaner_car.plate'
const plateTaken = (e: unknown): unknown => (isDuplicate(e, PLATE_KEY) ? new AppError('mobility.plate_taken') : e)

/** Throws `vehicle.plate_invalid` and `mobility.plate_taken`. */
export async function addCar(
  app: App,
  asking: Asking,
  storeId: string,
  { plate, ...fields }: Body<typeof contract.addCar>,
): Promise<LoanerCar> {
  await storeInReach(app, asking.actor, storeId)
  const now = app.clock.now()
  const facts = { ...fields, plate: plateOf(plate), isActive: true, version: 1, createdAt: now, updatedAt: now }
  const car: LoanerCar = { id: newId(), storeId, ...facts }
  try {
    await app.db.tx(async (tx) => {
      await tx.insert(LoanerCar, car)
      await note(tx, now, asking, { kind: 'loaner_car', id: car.id, storeId, verb: 'add', after: carFacts(car) })
    })
  } catch (e) {
    throw plateTaken(e)
  }
  return car
}

/**
 * Changes or retires a loaner car, behind the gates of the days to come. Throws `mobility.resource_busy` with those who have
 * or were promised it, `mobility.resource_changed`, `vehicle.plate_invalid` and `mobility.plate_taken`.
 */
export async function changeCar(
  app: App,
  asking: Asking,
  carId: string,
  { version: seen, plate, ...fields }: Body<typeof contract.changeCar>,
): Promise<LoanerCar> {
  const before = await requireCar(app.db.read, carId)
  await assertReach(app, asking.actor, 'store.manage_resources', before, 'mobility.resource_not_found')
  const now = app.clock.now()
  const set = { ...fields, plate: plateOf(plate), version: seen + 1, updatedAt: now }
  const after: LoanerCar = { ...before, ...set }
  const { storeId } = before
  const today = await todayOf(app, storeId)
  try {
    await app.db.tx(async (tx) => {
      await passGatesFrom(tx, storeId, today)
      const orders = after.isActive ? [] : await loanersOf(tx, carId)
      if (orders.length > 0) throw new AppError('mobility.resource_busy', { orders })
      const matched = await tx.update(LoanerCar, { id: carId, version: seen }, set)
      if (matched === 0) throw new AppError('mobility.resource_changed')
      await note(tx, now, asking, {
        ...{ kind: 'loaner_car', id: carId, storeId, verb: verbOf(before.isActive, after.isActive) },
        ...{ before: carFacts(before), after: carFacts(after) },
      })
    })
  } catch (e) {
    throw plateTaken(e)
  }
  return after
}
