import * as z from 'zod/mini'
import { FuelField } from './catalog'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, MinuteField, Version } from './fields'

/** Seven entries from Sunday on: the hours of that weekday, or null for a day off. */
export const DriverWeek = z
  .array(
    z.nullable(
      z
        .object({ startsMinute: MinuteField, endsMinute: MinuteField })
        .check(z.refine((span) => span.startsMinute < span.endsMinute, { error: 'span' })),
    ),
  )
  .check(z.length(7))
export type DriverWeek = z.infer<typeof DriverWeek>

/** 取送车司机 */
export const DriverView = z.object({
  id: Id,
  name: z.string(),
  maskedPhone: z.string(),
  week: DriverWeek,
  isActive: z.boolean(),
  version: Version,
})
export type DriverView = z.infer<typeof DriverView>

/** 代步车 */
export const LoanerCarView = z.object({
  id: Id,
  plate: z.string(),
  model: z.string(),
  fuel: FuelField,
  odometerKm: z.int(),
  isActive: z.boolean(),
  version: Version,
})
export type LoanerCarView = z.infer<typeof LoanerCarView>

/** An order to come that stands in the way of a change. Travels in `data.orders` of `mobility.resource_busy`. */
export const ComingOrder = z.object({ kind: z.enum(['trip', 'loaner']), day: DayField, minute: MinuteField })
export type ComingOrder = z.infer<typeof ComingOrder>

const storeParams = z.object({ storeId: Id })
const access = { staff: 'store.manage_resources' } as const

export const resources = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/mobility-resources',
  summary: 'Drivers and loaner cars of a store, retired ones too.',
  access,
  params: storeParams,
  response: z.object({ drivers: z.array(DriverView), cars: z.array(LoanerCarView) }),
  errors: ['store.not_found'],
})

const driverFields = { name: freeText(30).check(z.minLength(1)), week: DriverWeek }
const Phone = freeText(20).check(z.minLength(11))

export const addDriver = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/drivers',
  summary: 'Adds a driver for pick-up and delivery.',
  access,
  params: storeParams,
  body: z.object({ ...driverFields, phone: Phone }),
  response: DriverView,
  errors: ['store.not_found', 'mobility.phone_invalid'],
})

export const changeDriver = endpoint({
  method: 'PUT',
  path: '/api/drivers/:driverId',
  summary:
    'Changes a driver, or retires one. Refused with `data.orders` while trips to come need them at hours that would end.',
  access,
  params: z.object({ driverId: Id }),
  /** Left out, the number stays as it is. */
  body: z.object({ ...driverFields, phone: z.optional(Phone), isActive: z.boolean(), version: Version }),
  response: DriverView,
  errors: [
    'mobility.resource_not_found',
    'mobility.resource_changed',
    'mobility.resource_busy',
    'mobility.phone_invalid',
  ],
})

const carFields = {
  plate: freeText(32).check(z.minLength(1)),
  model: freeText(50).check(z.minLength(1)),
  fuel: FuelField,
  odometerKm: z.int().check(z.minimum(0), z.maximum(1_500_000)),
}

export const addCar = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/loaner-cars',
  summary: 'Adds a loaner car.',
  access,
  params: storeParams,
  body: z.object(carFields),
  response: LoanerCarView,
  errors: ['store.not_found', 'vehicle.plate_invalid', 'mobility.plate_taken'],
})

export const changeCar = endpoint({
  method: 'PUT',
  path: '/api/loaner-cars/:carId',
  summary: 'Changes a loaner car, or retires one. Refused with `data.orders` while it is out or promised.',
  access,
  params: z.object({ carId: Id }),
  body: z.object({ ...carFields, isActive: z.boolean(), version: Version }),
  response: LoanerCarView,
  errors: [
    'mobility.resource_not_found',
    'mobility.resource_changed',
    'mobility.resource_busy',
    'mobility.plate_taken',
    'vehicle.plate_invalid',
  ],
})
