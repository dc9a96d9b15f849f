import * as z from 'zod/mini'
import { FuelField } from './catalog'
import { endpoint } from './endpoint'
import { freeText, Id, Nothing, Version } from './fields'

export const VehicleView = z.object({
  id: Id,
  /** The owner's own plate in full, `沪A12345`; null for a car without plates yet. */
  plate: z.nullable(z.string()),
  maskedVin: z.nullable(z.string()),
  brand: z.string(),
  model: z.string(),
  fuel: FuelField,
  /** Models that take the same time in the workshop; asked for with the slots. Null: the usual time. */
  familyId: z.nullable(Id),
  mileageKm: z.nullable(z.int()),
  isDefault: z.boolean(),
  version: Version,
  /** Soft doubts to show beside the car, e.g. a new-energy car with a seven-character plate. */
  doubts: z.array(z.enum(['nev_plate_expected'])),
})
export type VehicleView = z.infer<typeof VehicleView>

const fields = {
  plate: z.nullable(z.string().check(z.trim(), z.maxLength(32))),
  brand: freeText(30).check(z.minLength(1)),
  model: freeText(50).check(z.minLength(1)),
  fuel: FuelField,
  mileageKm: z.nullable(z.int().check(z.minimum(0), z.maximum(500_000))),
}
const Vin = z.nullable(z.string().check(z.trim(), z.maxLength(32)))
const Override = z.optional(z.enum(['parallel_import', 'pre_2004', 'oem_exception']))
const problems = [
  'vehicle.plate_invalid',
  'vehicle.vin_invalid',
  'vehicle.vin_suspicious',
  'vehicle.already_in_garage',
] as const

export const list = endpoint({
  method: 'GET',
  path: '/api/me/vehicles',
  summary: "The owner's garage, default car first.",
  access: 'customer',
  response: z.array(VehicleView),
  errors: [],
})

export const add = endpoint({
  method: 'POST',
  path: '/api/me/vehicles',
  summary: 'Adds a car. The first car becomes the default. A car needs a plate or a VIN.',
  access: 'customer',
  body: z
    .object({ ...fields, vin: Vin, vinOverride: Override })
    .check(z.refine((v) => Boolean(v.plate ?? v.vin), { error: 'plate_or_vin', path: ['plate'] })),
  response: VehicleView,
  errors: [...problems, 'vehicle.garage_full'],
})

export const edit = endpoint({
  method: 'PUT',
  path: '/api/me/vehicles/:vehicleId',
  summary: 'Changes a car. `vin` left out keeps the VIN on file.',
  access: 'customer',
  params: z.object({ vehicleId: Id }),
  body: z.object({ ...fields, vin: z.optional(Vin), vinOverride: Override, version: Version }),
  response: VehicleView,
  errors: ['vehicle.not_found', 'vehicle.changed', ...problems],
})

export const makeDefault = endpoint({
  method: 'PUT',
  path: '/api/me/vehicles/:vehicleId/default',
  summary: 'Makes this the car that booking starts with.',
  access: 'customer',
  params: z.object({ vehicleId: Id }),
  response: z.array(VehicleView),
  errors: ['vehicle.not_found'],
})

export const remove = endpoint({
  method: 'DELETE',
  path: '/api/me/vehicles/:vehicleId',
  summary: 'Takes a car out of the garage. Its service history stays on file as the law asks.',
  access: 'customer',
  params: z.object({ vehicleId: Id }),
  response: Nothing,
  errors: ['vehicle.not_found', 'vehicle.has_booking'],
})
