import { maskPlate } from '@pitlane/contract'
import { AppError, type AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import type { Vault } from '../../platform/vault'
import { requirePlate } from './checks'
import { VEHICLE_PLATE } from './sealing'
import { Vehicle } from './vehicle.entity'
import { listRows } from './vehicle.queries'
import { MAX_VEHICLES } from './vehicle.service'

/** A customer's cars as a colleague may see them, default car first. */
export async function listForDesk(db: Reader, vault: Vault, customerId: string) {
  const rows = await listRows(db, customerId)
  return rows.map(({ id, brand, model, plateSealed, fuel }) => ({
    ...{ id, name: `${brand} ${model}`.trim(), fuel },
    maskedPlate: plateSealed && maskPlate(vault.open(VEHICLE_PLATE, plateSealed)),
  }))
}

type NewCar = Pick<Vehicle, 'brand' | 'model' | 'fuel'> & { readonly plate: string }

/**
 * One of the customer's cars: the one with this plate, added when it is not in the garage yet. Throws
 * `vehicle.plate_invalid`, and `vehicle.garage_full`. Returns id and fuel.
 */
export async function admitCar(
  app: App,
  tx: Tx,
  customerId: string,
  { plate: text, ...car }: NewCar,
  by: AuditActor,
): Promise<Pick<Vehicle, 'id' | 'fuel'>> {
  const now = app.clock.now()
  const plate = requirePlate(text)
  const plateHash = app.vault.blind(VEHICLE_PLATE, plate)
  const garage = await listRows(tx, customerId)
  const known = garage.find((row) => row.plateHash === plateHash)
  if (known) return known
  if (garage.length >= MAX_VEHICLES) throw new AppError('vehicle.garage_full')
  const id = newId()
  await tx.insert(Vehicle, {
    ...{ id, customerId, plateSealed: app.vault.seal(VEHICLE_PLATE, plate), plateHash },
    ...{ vinSealed: null, vinHash: null, vinOverride: null, mileageKm: null, ...car },
    ...{ defaultKey: garage.length === 0 ? customerId : null, liveId: id, removedAt: null, version: 1 },
    ...{ createdAt: now, updatedAt: now },
  })
  await audit(tx, now, {
    ...{ actor: by, action: 'vehicle.admit', subject: { type: 'vehicle', id }, after: { plate: maskPlate(plate) } },
  })
  return { id, fuel: car.fuel }
}
