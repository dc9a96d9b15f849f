import type { Body, vehicle as contract } from '@pitlane/contract'
import { AppError, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { RequestFacts } from '../../platform/bind'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import type { Vault } from '../../platform/vault'
import { passCustomerGate } from '../customer'
import { requirePlate, requireVin } from './checks'
import { isForeignKeyRefusal } from './foreign-key'
import { VEHICLE_PLATE, VEHICLE_VIN } from './sealing'
import { Vehicle } from './vehicle.entity'
import { listGarage, listRows, requireRow, toAudit, toView } from './vehicle.queries'

/** Cars of one garage. */
export const MAX_VEHICLES = 20

type NewVehicle = Body<typeof contract.add>
type VehicleEdit = Body<typeof contract.edit>

function sealPlate(vault: Vault, text: string | null): Pick<Vehicle, 'plateSealed' | 'plateHash'> {
  if (text === null) return { plateSealed: null, plateHash: null }
  const plate = requirePlate(text)
  return { plateSealed: vault.seal(VEHICLE_PLATE, plate), plateHash: vault.blind(VEHICLE_PLATE, plate) }
}

function sealVin(
  vault: Vault,
  text: string | null,
  override: NewVehicle['vinOverride'],
): Pick<Vehicle, 'vinSealed' | 'vinHash' | 'vinOverride'> {
  if (text === null) return { vinSealed: null, vinHash: null, vinOverride: null }
  const { vin, vinOverride } = requireVin(text, override)
  return { vinSealed: vault.seal(VEHICLE_VIN, vin), vinHash: vault.blind(VEHICLE_VIN, vin), vinOverride }
}

function refuseDouble(others: readonly Vehicle[], car: Pick<Vehicle, 'plateHash' | 'vinHash'>): void {
  const isDouble = others.some(
    (other) =>
      (car.plateHash !== null && other.plateHash === car.plateHash) ||
      (car.vinHash !== null && other.vinHash === car.vinHash),
  )
  if (isDouble) throw new AppError('vehicle.already_in_garage')
}

/** Who changes which car by which request, for the audit. */
interface Change {
  readonly actor: CustomerActor
  readonly action: `vehicle.${string}`
  readonly request: RequestFacts
  readonly before?: Vehicle
  readonly after?: Vehicle
}

async function auditChange(
  app: App,
  tx: Tx,
  now: Date,
  { actor, action, request, before, after }: Change,
): Promise<void> {
  await audit(tx, now, {
    ...{ actor, action, subject: { type: 'vehicle', id: (after ?? before)?.id ?? '' }, requestId: request.id },
    before: before && toAudit(app.vault, before),
    after: after && toAudit(app.vault, after),
  })
}

/**
 * Adds a car; the first one becomes the default. Throws `vehicle.plate_invalid`, `vehicle.vin_invalid`,
 * `vehicle.vin_suspicious`, `vehicle.garage_full`, and `vehicle.already_in_garage`, also for a repeat.
 */
export async function add(
  app: App,
  actor: CustomerActor,
  body: NewVehicle,
  request: RequestFacts,
): Promise<contract.VehicleView> {
  const { customerId } = actor
  const { brand, model, fuel, mileageKm } = body
  const numbers = { ...sealPlate(app.vault, body.plate), ...sealVin(app.vault, body.vin, body.vinOverride) }
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    const garage = await listRows(tx, customerId)
    refuseDouble(garage, numbers)
    if (garage.length >= MAX_VEHICLES) throw new AppError('vehicle.garage_full')
    const id = newId()
    const defaultKey = garage.some((car) => car.defaultKey !== null) ? null : customerId
    const car: Vehicle = {
      ...{ id, customerId, ...numbers, brand, model, fuel, mileageKm },
      ...{ defaultKey, liveId: id, removedAt: null, version: 1, createdAt: now, updatedAt: now },
    }
    await tx.insert(Vehicle, car)
    await auditChange(app, tx, now, { actor, action: 'vehicle.add', request, after: car })
    return toView(tx, app.vault, car)
  })
}

/**
 * Changes a car; a VIN left out stays. Throws as {@link add} does, `vehicle.not_found`, `vehicle.changed` when the
 * caller saw an older version (as a repeat does), and `request.invalid` when neither plate nor VIN would be left.
 */
export async function edit(
  app: App,
  actor: CustomerActor,
  vehicleId: string,
  body: VehicleEdit,
  request: RequestFacts,
): Promise<contract.VehicleView> {
  const { customerId } = actor
  const { brand, model, fuel, mileageKm } = body
  await requireRow(app.db.read, customerId, vehicleId)
  const numbers = {
    ...sealPlate(app.vault, body.plate),
    ...(body.vin === undefined ? {} : sealVin(app.vault, body.vin, body.vinOverride)),
  }
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    const before = await requireRow(tx, customerId, vehicleId)
    if (before.version !== body.version) throw new AppError('vehicle.changed')
    const after = { ...before, ...numbers, brand, model, fuel, mileageKm, version: before.version + 1, updatedAt: now }
    if (after.plateHash === null && after.vinHash === null) throw neitherPlateNorVin()
    refuseDouble(
      (await listRows(tx, customerId)).filter((car) => car.id !== vehicleId),
      after,
    )
    const set = { ...numbers, brand, model, fuel, mileageKm, version: after.version, updatedAt: now }
    await tx.update(Vehicle, { id: vehicleId }, set)
    await auditChange(app, tx, now, { actor, action: 'vehicle.edit', request, before, after })
    return toView(tx, app.vault, after)
  })
}

const neitherPlateNorVin = () =>
  new AppError('request.invalid', { fields: [{ at: 'body.plate', rule: 'plate_or_vin' }] })

/** Makes this the car that booking starts with; answers with the garage. Throws `vehicle.not_found`. A repeat changes nothing. */
export async function makeDefault(
  app: App,
  actor: CustomerActor,
  vehicleId: string,
  request: RequestFacts,
): Promise<contract.VehicleView[]> {
  const { customerId } = actor
  const now = app.clock.now()
  return app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    const before = await requireRow(tx, customerId, vehicleId)
    if (before.defaultKey === null) {
      await tx.update(Vehicle, { defaultKey: customerId }, { defaultKey: null })
      await tx.update(Vehicle, { id: vehicleId }, { defaultKey: customerId, updatedAt: now })
      const after = { ...before, defaultKey: customerId }
      await auditChange(app, tx, now, { actor, action: 'vehicle.make_default', request, before, after })
    }
    return listGarage(tx, app.vault, customerId)
  })
}

/**
 * Takes a car out of the garage; the row stays for the history. When it was the default, the oldest of the others takes its
 * place. Throws `vehicle.has_booking` while somebody holds the car, and `vehicle.not_found`, also for a repeat.
 */
export async function remove(app: App, actor: CustomerActor, vehicleId: string, request: RequestFacts): Promise<void> {
  const { customerId } = actor
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    await passCustomerGate(tx, customerId)
    const before = await requireRow(tx, customerId, vehicleId)
    await takeOut(tx, now, vehicleId)
    const [heir] = before.defaultKey === null ? [] : await listRows(tx, customerId)
    if (heir) await tx.update(Vehicle, { id: heir.id }, { defaultKey: customerId, updatedAt: now })
    await auditChange(app, tx, now, { actor, action: 'vehicle.remove', request, before })
  })
}

/** Sets a car to removed. Throws `vehicle.has_booking` while somebody holds it: the foreign key of the holds decides. */
async function takeOut(tx: Tx, now: Date, vehicleId: string): Promise<void> {
  try {
    await tx.update(Vehicle, { id: vehicleId }, { liveId: null, defaultKey: null, removedAt: now, updatedAt: now })
  } catch (e) {
    throw isForeignKeyRefusal(e) ? new AppError('vehicle.has_booking') : e
  }
}
