import type { Tx } from '../../platform/database'
import { isForeignKeyRefusal } from './foreign-key'

/**
 * Keeps a car in its garage for a reason, e.g. a live booking. One statement. When the car has left the garage meanwhile, the
 * transaction fails: the foreign key decides, whatever runs beside it; {@link isHoldRefused} tells. A second hold for the
 * same reason is a fault.
 */
export const holdVehicle = (tx: Tx, vehicleId: string, reasonId: string): Promise<void> =>
  tx.put('insert into vehicle_hold (vehicle_id, reason_id) values (?, ?)', [vehicleId, reasonId])

/** True when a transaction failed because a car it wanted to hold has left its garage. */
export const isHoldRefused = isForeignKeyRefusal

/** Ends a hold. One statement. A repeat changes nothing. */
export async function releaseVehicle(tx: Tx, vehicleId: string, reasonId: string): Promise<void> {
  await tx.put('delete from vehicle_hold where vehicle_id = ? and reason_id = ?', [vehicleId, reasonId])
}
