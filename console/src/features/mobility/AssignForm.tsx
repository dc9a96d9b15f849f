import type { mobility } from '@pitlane/contract'
import { Select } from 'antd'
import { useState } from 'react'
import { saySpan } from '../../lib/time'
import { NumberField } from '../../ui/FormFields'
import { StepForm } from './StepForm'
import type { TripForm } from './step-forms'
import { words } from './words'

const { form: say } = words
const MOST_KM = 500

interface Props extends TripForm {
  readonly drivers: mobility.MobilityDay['drivers']
  readonly others: readonly mobility.TripRow[]
}

/** Who drives, and how far it is. Whoever has something else at that time says so in the list. */
export function AssignForm({ trip, label, action, onBack, drivers, others }: Props) {
  const [driverId, setDriverId] = useState(trip.driverId)
  const [km, setKm] = useState(trip.plannedKm ?? kmOfTwin(trip, others))
  const options = drivers.map((driver) => {
    const why = hindrance(trip, driver, others)
    return { value: driver.id, label: why ? `${driver.name}（${why}）` : driver.name, disabled: why !== null }
  })
  return (
    <StepForm
      label={label}
      submitLabel={say.confirm(label)}
      canSubmit={km !== null && options.some(({ value }) => value === driverId)}
      action={action}
      onSubmit={() => km !== null && action.run({ to: 'assigned', driverId, plannedKm: km })}
      onBack={onBack}
    >
      <label className="reason-note">
        {say.driver}
        <Select aria-label={say.driver} value={driverId} options={options} onChange={setDriverId} />
      </label>
      <NumberField
        label={say.plannedKm}
        value={km}
        onChange={setKm}
        max={MOST_KM}
        precision={1}
        hint={say.plannedHint}
      />
    </StepForm>
  )
}

/** There and back are equally far. */
const kmOfTwin = (trip: mobility.TripRow, others: readonly mobility.TripRow[]): number | null =>
  others.find((one) => one.bookingId === trip.bookingId && one.plannedKm !== null)?.plannedKm ?? null

/** A hint from what is on the screen; the server decides. */
function hindrance(
  trip: mobility.TripRow,
  driver: mobility.MobilityDay['drivers'][number],
  others: readonly mobility.TripRow[],
): string | null {
  const { startsMinute, endsMinute } = driver
  const isOn =
    startsMinute !== null && endsMinute !== null && startsMinute <= trip.minute && trip.endMinute <= endsMinute
  if (!isOn) return say.offDuty
  const other = others.find(
    (one) =>
      one.id !== trip.id &&
      one.driverId === driver.id &&
      one.steps.length > 0 &&
      one.minute < trip.endMinute &&
      trip.minute < one.endMinute,
  )
  return other ? saySpan(other.minute, other.endMinute) : null
}
