/**
 * Vehicle (车辆): the owners' garages. Whoever needs a car asks here for it and its name, and holds it while it must not
 * leave the garage. Plates and VINs are sealed; their purposes are below.
 */
export { admitCar, listForDesk } from './desk.service'
export { holdVehicle, isHoldRefused, releaseVehicle } from './hold.service'
export { lastMileage, noteMileage } from './mileage.service'
export { VEHICLE_PLATE, VEHICLE_VIN } from './sealing'
export { carFacts, findVehicles, modelYearOf, requireVehicle, type NamedVehicle } from './vehicle.queries'
