import { HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { reseal } from '../../platform/reseal'
import { VEHICLE_PLATE, VEHICLE_VIN } from './sealing'

/** Brings plates and VINs under the newest key after a rotation. Doing it again changes nothing. */
export const resealVehicles: JobHandler = {
  kind: 'vehicle.reseal',
  everyMs: 6 * HOUR_MS,
  async run(app) {
    await reseal(app, [
      { table: 'vehicle', key: 'id', columns: { plate_sealed: VEHICLE_PLATE, vin_sealed: VEHICLE_VIN } },
    ])
  },
}
