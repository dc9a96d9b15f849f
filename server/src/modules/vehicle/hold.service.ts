import { AppError } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import { isForeignKeyRefusal } from './foreign-key'

/**
 * Keeps a car in its garage for a reason, e.g. a live booking. One statement. Throws `vehicle.not_found` when the car has
 * left the garage: the foreign key decides, whatever runs beside it. A second hold for the same reason is a fault.
 */
export async function holdVehicle(tx: Tx, vehicleId: string, reasonId: string): Promise<void> {
  try {
    await tx.run('insert into vehicle_hold (vehicle_id, reason_id) values (?, ?)', [vehicleId, reasonId])
  } catch (e) {
    throw isForeignKeyRefusal(e) ? new AppError('vehicle.not_found') : e
  }
}

/** Ends a hold. One statement. A repeat changes nothing. */
export async function releaseVehicle(tx: Tx, vehicleId: string, reasonId: string): Promise<void> {
  await tx.run('delete from vehicle_hold where vehicle_id = ? and reason_id = ?', [vehicleId, reasonId])
}
