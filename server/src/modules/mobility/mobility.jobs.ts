import { HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { reseal } from '../../platform/reseal'
import { forgetAddresses } from './forget.service'
import { DRIVER_PHONE, TRIP_ADDRESS, TRIP_CODE, TRIP_CONSENT, TRIP_CONTACT, TRIP_RECEIVER } from './sealing'

/** Homes of trips that are long over are forgotten. */
export const forgetTrips: JobHandler = {
  kind: 'mobility.forget_addresses',
  everyMs: 24 * HOUR_MS,
  async run(app) {
    app.log.info({ trips: await forgetAddresses(app) }, 'addresses of old trips forgotten')
  },
}

/** Brings numbers and addresses under the newest key after a rotation. Doing it again changes nothing. */
export const resealMobility: JobHandler = {
  kind: 'mobility.reseal',
  everyMs: 6 * HOUR_MS,
  async run(app) {
    const columns = {
      ...({ address_sealed: TRIP_ADDRESS, contact_sealed: TRIP_CONTACT, consent_name_sealed: TRIP_CONSENT } as const),
      ...({ code_sealed: TRIP_CODE, receiver_sealed: TRIP_RECEIVER } as const),
    }
    await reseal(app, [
      { table: 'driver', key: 'id', columns: { phone_sealed: DRIVER_PHONE } },
      { table: 'trip', key: 'id', columns },
    ])
  },
}
