import type { vehicle } from '@pitlane/contract'
import { useState } from 'react'
import { ApiError } from '../../lib/api'
import { requireLogin } from '../../lib/session'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { saveCar } from './garage.api'
import { garageText } from './garage.text'
import { checkDraft, errorsOf, type FieldErrors, type VehicleDraft, type VehicleField } from './vehicle-form'

const text = garageText.form

interface After {
  readonly onSaved: () => void
  readonly onStale: () => void
  /** The first field that keeps it from being saved. */
  readonly onWrong: (field: VehicleField | undefined) => void
}

/** From top to bottom of the form. */
const order: readonly VehicleField[] = ['plate', 'vin', 'brand', 'model', 'fuel', 'mileage']
const firstOf = (errors: FieldErrors) => order.find((field) => errors[field] !== undefined)
const isEmpty = (errors: FieldErrors) => firstOf(errors) === undefined

/** Fields whose error a change of the draft takes away. */
const mended: Readonly<Partial<Record<keyof VehicleDraft, readonly VehicleField[]>>> = {
  hasPlate: ['plate', 'vin'],
  plate: ['plate'],
  vin: ['vin'],
  vinChange: ['vin'],
  override: ['vin'],
  brand: ['brand'],
  model: ['model'],
  fuel: ['fuel'],
  mileage: ['mileage'],
}

/** Saving the form: checks first, logs in when that ran out, and puts every refusal where it can be mended. */
export function useSaveCar(car: vehicle.VehicleView | undefined, { onSaved, onStale, onWrong }: After) {
  const [errors, setErrors] = useState<FieldErrors>({})

  const refuse = (found: FieldErrors) => {
    setErrors(found)
    onWrong(firstOf(found))
  }
  const saving = useAction(async (draft: VehicleDraft) => {
    await requireLogin()
    try {
      await saveCar(draft, car)
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined
      if (problem?.code === 'vehicle.changed') onStale()
      if (problem) refuse(errorsOf(problem, draft))
      throw error
    }
    toast(car ? text.saved : text.added)
    onSaved()
  })
  const run = (draft: VehicleDraft) => {
    const found = checkDraft(draft)
    refuse(found)
    if (isEmpty(found)) void saving.run(draft)
  }
  const forgive = (part: Partial<VehicleDraft>) => {
    const fields = (Object.keys(part) as (keyof VehicleDraft)[]).flatMap((key) => mended[key] ?? [])
    setErrors((before) => ({ ...before, ...Object.fromEntries(fields.map((field) => [field, undefined])) }))
    saving.forgive()
  }
  return { run, forgive, errors, busy: saving.busy, words: wordsOf(saving.problem, errors) }
}

/** What stands above the button: a refusal that concerns no field, or that fields above need mending. */
function wordsOf(problem: { code: string; title: string } | undefined, errors: FieldErrors): string | undefined {
  if (!isEmpty(errors)) return text.required
  if (problem?.code === 'vehicle.changed') return text.changed
  return problem?.title
}
