import type { mobility } from '@pitlane/contract'
import { at, day, double, flag, id, int, json, oneOf, sealed, table, text, type Row } from '../../platform/table'

/** 取送车司机 */
export const Driver = table('driver', {
  id: id().key(),
  storeId: id(),
  name: text(30),
  phoneSealed: sealed(),
  /** From Sunday on; null for a day off. */
  week: json<mobility.DriverWeek>(),
  isActive: flag(),
  version: int(),
  createdAt: at(),
  updatedAt: at(),
})
export type Driver = Row<typeof Driver>

/** 代步车. Its plate is the store's own, not a person's. */
export const LoanerCar = table('loaner_car', {
  id: id().key(),
  storeId: id(),
  plate: text(10),
  model: text(50),
  fuel: oneOf('ice', 'hev', 'phev', 'erev', 'bev', 'fcev'),
  odometerKm: int(),
  isActive: flag(),
  version: int(),
  createdAt: at(),
  updatedAt: at(),
})
export type LoanerCar = Row<typeof LoanerCar>

/** One quarter of an hour of one driver or loaner car, taken. The primary key is the promise that neither is double booked. */
export const MobilityClaim = table('mobility_claim', {
  resourceId: id().key(),
  day: day().key(),
  cell: int().key(),
  storeId: id(),
  /** The trip or the loaner that has it. */
  orderId: id(),
})
export type MobilityClaim = Row<typeof MobilityClaim>

/** 取送车单: one way, there or back. */
export const Trip = table('trip', {
  id: id().key(),
  bookingId: id(),
  storeId: id(),
  customerId: id(),
  vehicleId: id(),
  direction: oneOf('fetch', 'return'),
  /** Whose time is taken; told to the owner once the trip is assigned. */
  driverId: id(),
  state: oneOf(
    ...(['requested', 'assigned', 'arrived', 'inspected', 'en_route', 'at_store', 'returned'] as const),
    ...(['refused_condition', 'accident', 'no_contact', 'cancelled_by_customer', 'cancelled_by_store'] as const),
  ),
  version: int(),
  day: day(),
  /** When the driver leaves, is at the door, and is free again. */
  startsMinute: int(),
  doorMinute: int(),
  endsMinute: int(),
  /** Minutes between the store and the door, as asked for. */
  leadMinutes: int(),
  /** A home. Null once it was forgotten, as are all sealed columns. */
  addressSealed: text(1024).nullable(),
  contactSealed: text(1024).nullable(),
  plannedKm: double().nullable(),
  drivenKm: double().nullable(),
  kmNote: text(100).nullable(),
  mileageKm: int().nullable(),
  energyPercent: int().nullable(),
  conditionNote: text(200).nullable(),
  valuablesNote: text(200).nullable(),
  consentBy: oneOf('app', 'name').nullable(),
  consentNameSealed: sealed().nullable(),
  consentAt: at().nullable(),
  /** 交车码, for a trip that brings a car back. */
  codeSealed: sealed().nullable(),
  codeTries: int(),
  receiverSealed: sealed().nullable(),
  reason: text(100).nullable(),
  /** The booking ended while the car was in our hands. */
  isBookingOver: flag(),
  /** `<booking>:<direction>` until it has ended. */
  liveKey: text(40).nullable(),
  createdAt: at(),
  updatedAt: at(),
})
export type Trip = Row<typeof Trip>

/** 代步车单 */
export const Loaner = table('loaner', {
  id: id().key(),
  bookingId: id(),
  storeId: id(),
  customerId: id(),
  vehicleId: id(),
  carId: id(),
  state: oneOf('reserved', 'checked', 'out', 'returned', 'cancelled'),
  version: int(),
  day: day(),
  startsMinute: int(),
  untilDay: day(),
  /** On `untilDay`. */
  endsMinute: int(),
  licenceUntil: day().nullable(),
  outMileageKm: int().nullable(),
  outEnergyPercent: int().nullable(),
  outNote: text(200).nullable(),
  outAt: at().nullable(),
  inMileageKm: int().nullable(),
  inEnergyPercent: int().nullable(),
  inNote: text(200).nullable(),
  inAt: at().nullable(),
  extraNote: text(200).nullable(),
  reason: text(100).nullable(),
  isBookingOver: flag(),
  /** The booking until it has ended. */
  liveKey: id().nullable(),
  /** The car while it is out. */
  outKey: id().nullable(),
  createdAt: at(),
  updatedAt: at(),
})
export type Loaner = Row<typeof Loaner>
