import type { Reader, Tx } from '../../platform/database'
import { Vehicle } from './vehicle.entity'

/** The last reading of a car's odometer; null where none is known. */
export async function lastMileage(db: Reader, vehicleId: string): Promise<number | null> {
  return (await db.findOne(Vehicle, { id: vehicleId }))?.mileageKm ?? null
}

/** Somebody has read the odometer. */
export async function noteMileage(tx: Tx, vehicleId: string, mileageKm: number): Promise<void> {
  await tx.put('update vehicle set mileage_km = ? where id = ?', [mileageKm, vehicleId])
}
