/** What the vault binds a car's sealed values to. Whoever opens such a column names its purpose. */
export const VEHICLE_PLATE = 'vehicle.plate'
export const VEHICLE_VIN = 'vehicle.vin'
