import {
  isHardVinIssue,
  plateKind,
  normPlate,
  vinIssues,
  type BodyIn,
  type catalog,
  type vehicle,
  type VinOverride,
} from '@pitlane/contract'
import type { ApiProblem } from '../../lib/api'
import { garageText } from './garage.text'

type Fuel = catalog.Fuel

/** What the owner has entered, as entered: nothing is lost by an error, a log-in or a look at another page. */
export interface VehicleDraft {
  readonly hasPlate: boolean
  readonly plate: string
  /** What becomes of a VIN on file: `type` holds for a new car too. */
  readonly vinChange: 'keep' | 'type' | 'clear'
  readonly vin: string
  readonly override: VinOverride | undefined
  readonly brand: string
  readonly model: string
  readonly fuel: Fuel | undefined
  readonly mileage: string
}

export type VehicleField = 'plate' | 'vin' | 'brand' | 'model' | 'fuel' | 'mileage'
export type FieldErrors = Partial<Record<VehicleField, string>>

const MOST_KM = 500_000

export const emptyDraft: VehicleDraft = {
  hasPlate: true,
  plate: '',
  vinChange: 'type',
  vin: '',
  override: undefined,
  brand: '',
  model: '',
  fuel: undefined,
  mileage: '',
}

/** The form as it opens on a car of the garage. */
export const draftOf = (car: vehicle.VehicleView): VehicleDraft => ({
  ...emptyDraft,
  hasPlate: car.plate !== null,
  plate: car.plate ?? '',
  vinChange: car.maskedVin === null ? 'type' : 'keep',
  brand: car.brand,
  model: car.model,
  fuel: car.fuel,
  mileage: car.mileageKm === null ? '' : String(car.mileageKm),
})

/** True when a car needs its VIN because nothing else names it. */
export const vinNeeded = (draft: VehicleDraft): boolean => !draft.hasPlate && draft.vinChange !== 'keep'

function plateError({ hasPlate, plate }: VehicleDraft): string | undefined {
  if (!hasPlate) return undefined
  if (plate === '') return garageText.plate.missing
  return plateKind(plate) ? undefined : garageText.plate.wrong
}

function vinErrors(draft: VehicleDraft): FieldErrors {
  const text = garageText.vin
  if (draft.vinChange === 'keep') return {}
  const isEmpty = draft.vinChange === 'clear' || draft.vin === ''
  if (isEmpty) return vinNeeded(draft) ? { vin: text.needed } : {}
  const issues = vinIssues(draft.vin)
  const hard = issues.find(isHardVinIssue)
  if (hard) return { vin: text.doubts[hard] }
  return issues.length > 0 && !draft.override ? { vin: text.overrideMissing } : {}
}

function mileageError({ mileage }: VehicleDraft): string | undefined {
  if (mileage === '') return undefined
  return /^\d{1,6}$/.test(mileage) && Number(mileage) <= MOST_KM ? undefined : garageText.car.mileageWrong
}

/** What keeps the draft from being saved, at the field where it can be mended; empty when nothing does. */
export function checkDraft(draft: VehicleDraft): FieldErrors {
  const text = garageText.car
  const found: Record<string, string | undefined> = {
    plate: plateError(draft),
    brand: draft.brand.trim() === '' ? text.brandMissing : undefined,
    model: draft.model.trim() === '' ? text.modelMissing : undefined,
    fuel: draft.fuel ? undefined : text.fuelMissing,
    mileage: mileageError(draft),
    ...vinErrors(draft),
  }
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== undefined))
}

const shared = (draft: VehicleDraft, fuel: Fuel) => ({
  plate: draft.hasPlate ? normPlate(draft.plate) : null,
  brand: draft.brand.trim(),
  model: draft.model.trim(),
  fuel,
  mileageKm: draft.mileage === '' ? null : Number(draft.mileage),
  ...(draft.vinChange === 'type' && draft.vin !== '' && draft.override ? { vinOverride: draft.override } : {}),
})

/** The body that adds the car. @throws when {@link checkDraft} still finds something. */
export function addBody(draft: VehicleDraft): BodyIn<typeof vehicle.add> {
  if (!draft.fuel) throw new Error('an unchecked draft')
  return { ...shared(draft, draft.fuel), vin: draft.vin === '' ? null : draft.vin }
}

/** The body that changes a car of version `version`; a VIN that is kept is left out. */
export function editBody(draft: VehicleDraft, version: number): BodyIn<typeof vehicle.edit> {
  if (!draft.fuel) throw new Error('an unchecked draft')
  const body = { ...shared(draft, draft.fuel), version }
  if (draft.vinChange === 'keep') return body
  return { ...body, vin: draft.vinChange === 'clear' || draft.vin === '' ? null : draft.vin }
}

const fieldOfRule: Readonly<Record<string, VehicleField>> = {
  'body.plate': 'plate',
  'body.vin': 'vin',
  'body.vinOverride': 'vin',
  'body.brand': 'brand',
  'body.model': 'model',
  'body.fuel': 'fuel',
  'body.mileageKm': 'mileage',
}

function rejectedFields({ title, data }: ApiProblem): FieldErrors {
  const fields = Array.isArray(data?.['fields']) ? (data['fields'] as { at?: unknown }[]) : []
  const known = fields.flatMap(({ at }) => fieldOfRule[String(at)] ?? [])
  return Object.fromEntries(known.map((field) => [field, title]))
}

/** Where a refusal of the server belongs on the form; empty when it concerns no field. */
export function errorsOf(problem: ApiProblem, draft: VehicleDraft): FieldErrors {
  switch (problem.code) {
    case 'vehicle.plate_invalid':
      return { plate: problem.title }
    case 'vehicle.vin_invalid':
    case 'vehicle.vin_suspicious':
      return { vin: problem.title }
    case 'vehicle.already_in_garage':
      return draft.hasPlate ? { plate: problem.title } : { vin: problem.title }
    case 'request.invalid':
      return rejectedFields(problem)
    default:
      return {}
  }
}
