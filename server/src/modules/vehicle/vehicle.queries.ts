import { maskPlate, maskVin, plateDoubt, type vehicle as contract } from '@pitlane/contract'
import { AppError, type Day } from '@pitlane/kernel'
import { In, IsNull, Not } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { Vault } from '../../platform/vault'
import { familyOfName, listFamilies, type ModelFamily } from '../catalog'
import { modelYear } from './model-year'
import { VEHICLE_PLATE, VEHICLE_VIN } from './sealing'
import { Vehicle } from './vehicle.entity'

/** A car as booking needs it. */
interface BookableVehicle {
  readonly id: string
  /** `大众 帕萨特` */
  readonly name: string
  readonly fuel: Vehicle['fuel']
  /** Whether the store can call the owner. */
  readonly isReachable: boolean
}

/** A car of this owner's garage. Throws `vehicle.not_found` for removed cars and those of others alike. */
export async function requireVehicle(db: Reader, customerId: string, vehicleId: string): Promise<BookableVehicle> {
  const [vehicle] = await db.rows<Pick<Vehicle, 'id' | 'brand' | 'model' | 'fuel'> & { isReachable: number }>(
    `select v.id as id, v.brand as brand, v.model as model, v.fuel as fuel, c.phone_hash is not null as isReachable
     from vehicle v join customer c on c.id = v.customer_id
     where v.id = ? and v.customer_id = ? and v.live_id is not null`,
    [vehicleId, customerId],
  )
  if (!vehicle) throw new AppError('vehicle.not_found')
  const { id, fuel, isReachable } = vehicle
  return { id, fuel, name: nameOf(vehicle), isReachable: Boolean(isReachable) }
}

/** What a car is, for rules that ask for it; also a removed one. The VIN is a keyed blind index. */
export async function carFacts(
  db: Reader,
  vehicleId: string,
): Promise<(Pick<Vehicle, 'fuel' | 'vinHash'> & { readonly name: string }) | undefined> {
  const vehicle = await db.findOne(Vehicle, { id: vehicleId })
  return vehicle && { fuel: vehicle.fuel, vinHash: vehicle.vinHash, name: nameOf(vehicle) }
}

/** The model year by a car's VIN; undefined without one, and for an imported one that does not follow GB 16735. */
export async function modelYearOf(
  db: Reader,
  vault: Vault,
  vehicleId: string,
  today: Day,
): Promise<number | undefined> {
  const vehicle = await db.findOne(Vehicle, { id: vehicleId })
  const vin = vehicle?.vinOverride === null ? vinOf(vault, vehicle) : null
  return vin === null ? undefined : modelYear(vin, today)
}

/** Like {@link requireVehicle}, with the whole row. */
export async function requireRow(db: Reader, customerId: string, vehicleId: string): Promise<Vehicle> {
  const vehicle = await db.findOne(Vehicle, { id: vehicleId, customerId, liveId: Not(IsNull()) })
  if (!vehicle) throw new AppError('vehicle.not_found')
  return vehicle
}

/** The cars of a garage, default car first, then in the order in which they came. */
export async function listRows(db: Reader, customerId: string): Promise<Vehicle[]> {
  const rows = await db.find(Vehicle, { where: { customerId, liveId: Not(IsNull()) }, order: { id: 'ASC' } })
  return [...rows.filter((row) => row.defaultKey !== null), ...rows.filter((row) => row.defaultKey === null)]
}

/** A car by name, with plate and VIN in full: whoever shows it to others than its owner masks them. */
export interface NamedVehicle {
  readonly id: string
  /** `大众 帕萨特` */
  readonly name: string
  readonly plate: string | null
  readonly vin: string | null
}

const nameOf = ({ brand, model }: Pick<Vehicle, 'brand' | 'model'>): string => `${brand} ${model}`

/** Cars by id, also removed ones: old bookings keep their car. */
export async function findVehicles(db: Reader, vault: Vault, ids: readonly string[]): Promise<NamedVehicle[]> {
  const rows = ids.length === 0 ? [] : await db.find(Vehicle, { where: { id: In([...new Set(ids)]) } })
  return rows.map((row) => ({
    id: row.id,
    name: nameOf(row),
    plate: plateOf(vault, row),
    vin: vinOf(vault, row),
  }))
}

const plateOf = (vault: Vault, { plateSealed }: Pick<Vehicle, 'plateSealed'>): string | null =>
  plateSealed && vault.open(VEHICLE_PLATE, plateSealed)

const vinOf = (vault: Vault, { vinSealed }: Pick<Vehicle, 'vinSealed'>): string | null =>
  vinSealed && vault.open(VEHICLE_VIN, vinSealed)

const maskedVinOf = (vault: Vault, row: Pick<Vehicle, 'vinSealed'>): string | null => {
  const vin = vinOf(vault, row)
  return vin && maskVin(vin)
}

/** A car as its owner sees it. */
export const toView = async (db: Reader, vault: Vault, row: Vehicle): Promise<contract.VehicleView> =>
  viewOf(vault, row, await listFamilies(db))

function viewOf(vault: Vault, row: Vehicle, families: readonly ModelFamily[]): contract.VehicleView {
  const plate = plateOf(vault, row)
  const doubt = plate === null ? undefined : plateDoubt(plate, row.fuel)
  return {
    ...{ id: row.id, plate, maskedVin: maskedVinOf(vault, row), brand: row.brand, model: row.model, fuel: row.fuel },
    familyId: familyOfName(families, nameOf(row))?.id ?? null,
    ...{ mileageKm: row.mileageKm, isDefault: row.defaultKey !== null, version: row.version },
    doubts: doubt ? [doubt] : [],
  }
}

export async function listGarage(db: Reader, vault: Vault, customerId: string): Promise<contract.VehicleView[]> {
  const families = await listFamilies(db)
  return (await listRows(db, customerId)).map((row) => viewOf(vault, row, families))
}

/** A car as the audit log may know it. */
export function toAudit(vault: Vault, row: Vehicle): Record<string, unknown> {
  const { brand, model, fuel, mileageKm, vinOverride, version } = row
  const plate = plateOf(vault, row)
  return {
    ...{ plate: plate && maskPlate(plate), vin: maskedVinOf(vault, row), vinOverride },
    ...{ brand, model, fuel, mileageKm, isDefault: row.defaultKey !== null, version },
  }
}
