import { catalog, formatPlate, mobility, plateKind } from '@pitlane/contract'
import { Select, Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { NumberField, TextField } from '../../ui/FormFields'
import { BusyOrders } from './BusyOrders'
import { StepForm } from './StepForm'
import { useFleetSave, type FleetForm } from './use-fleet-save'
import { words } from './words'

const { fleet: say } = words
const MOST_KM = 1_500_000

const fuels = Object.entries(catalog.fuels).map(([value, label]) => ({ value: value as catalog.Fuel, label }))

/** Plate, model, odometer, and whether it is still lent. */
export function CarForm({ car, ...form }: FleetForm & { readonly car: mobility.LoanerCarView | undefined }) {
  const { id: storeId } = useStore()
  const [draft, setDraft] = useState(() => startOf(car))
  const change = (part: Partial<typeof draft>) => setDraft((all) => ({ ...all, ...part }))
  const { isActive, odometerKm, fuel } = draft
  const fields = { plate: draft.plate.trim(), model: draft.model.trim(), fuel, odometerKm: odometerKm ?? 0 }
  const action = useFleetSave(
    () =>
      car
        ? call(mobility.changeCar, { params: { carId: car.id }, body: { ...fields, isActive, version: car.version } })
        : call(mobility.addCar, { params: { storeId }, body: fields }),
    () => form.onSaved(formatPlate(fields.plate)),
    form.onStale,
  )
  return (
    <StepForm
      label={say.carForm}
      submitLabel={words.save}
      canSubmit={plateKind(fields.plate) !== undefined && fields.model !== '' && odometerKm !== null}
      action={action}
      onSubmit={() => action.run()}
      onBack={form.onBack}
    >
      <TextField label={say.plate} value={draft.plate} onChange={(plate) => change({ plate })} max={32} />
      <TextField label={say.model} value={draft.model} onChange={(model) => change({ model })} max={50} />
      <label className="reason-note">
        {say.fuel}
        <Select aria-label={say.fuel} value={fuel} options={fuels} onChange={(picked) => change({ fuel: picked })} />
      </label>
      <NumberField
        label={say.odometer}
        value={odometerKm}
        onChange={(km) => change({ odometerKm: km })}
        max={MOST_KM}
      />
      {car && (
        <label className="day-form-line">
          <span>{say.isActive}</span>
          <Switch checked={isActive} onChange={(next) => change({ isActive: next })} />
        </label>
      )}
      <BusyOrders error={action.error} />
    </StepForm>
  )
}

interface Draft {
  readonly plate: string
  readonly model: string
  readonly fuel: catalog.Fuel
  readonly odometerKm: number | null
  readonly isActive: boolean
}

const startOf = (car: mobility.LoanerCarView | undefined): Draft =>
  car
    ? { ...car, plate: formatPlate(car.plate) }
    : { plate: '', model: '', fuel: 'ice', odometerKm: null, isActive: true }
