/** What the vault binds the sealed values of this module to. */
export const DRIVER_PHONE = 'driver.phone'
export const TRIP_ADDRESS = 'trip.address'
export const TRIP_CONTACT = 'trip.contact'
export const TRIP_CONSENT = 'trip.consent_name'
export const TRIP_CODE = 'trip.code'
export const TRIP_RECEIVER = 'trip.receiver'
