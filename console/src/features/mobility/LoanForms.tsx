import { formatPlate, type mobility } from '@pitlane/contract'
import { addDays } from '@pitlane/kernel'
import { Select } from 'antd'
import { useState } from 'react'
import { DayField } from '../../ui/DayField'
import { TimeSelect } from '../../ui/TimeSelect'
import { TextField } from '../../ui/FormFields'
import type { LoanerForm } from './step-forms'
import { StepForm } from './StepForm'
import { words } from './words'

const { loaners: say } = words
/** A car is not lent for longer. */
const MOST_DAYS = 30

/** Another car for the same time. */
export function SwapForm({
  loaner,
  cars,
  label,
  action,
  onBack,
}: LoanerForm & { cars: readonly mobility.LoanerCarView[] }) {
  const others = cars.filter(({ id, isActive }) => isActive && id !== loaner.carId)
  const [carId, setCarId] = useState(others[0]?.id)
  return (
    <StepForm
      label={label}
      {...(others.length === 0 ? { text: say.noOther } : {})}
      submitLabel={words.form.confirm(label)}
      canSubmit={carId !== undefined}
      action={action}
      onSubmit={() => carId !== undefined && action.run({ kind: 'swap', carId })}
      onBack={onBack}
    >
      {others.length > 0 && (
        <label className="reason-note">
          {say.swapTo}
          <Select
            aria-label={say.swapTo}
            value={carId}
            onChange={setCarId}
            options={others.map(({ id, plate, model }) => ({ value: id, label: `${formatPlate(plate)} ${model}` }))}
          />
        </label>
      )}
    </StepForm>
  )
}

/** A later return. */
export function ExtendForm({ loaner, label, action, onBack }: LoanerForm) {
  const [untilDay, setDay] = useState(loaner.untilDay)
  const [untilMinute, setMinute] = useState(Math.min(Math.ceil(loaner.untilMinute / 15) * 15 + 60, 1440))
  const isLater = untilDay > loaner.untilDay || (untilDay === loaner.untilDay && untilMinute > loaner.untilMinute)
  return (
    <StepForm
      label={label}
      submitLabel={words.form.confirm(label)}
      canSubmit={isLater}
      action={action}
      onSubmit={() => action.run({ kind: 'extend', untilDay, untilMinute })}
      onBack={onBack}
    >
      <div className="day-form-hours">
        <label className="reason-note">
          {say.untilDay}
          <DayField
            label={say.untilDay}
            value={untilDay}
            onChange={setDay}
            from={loaner.untilDay}
            to={addDays(loaner.day, MOST_DAYS)}
          />
        </label>
        <label className="reason-note">
          {say.untilTime}
          <TimeSelect label={say.untilTime} value={untilMinute} onChange={setMinute} />
        </label>
      </div>
    </StepForm>
  )
}

/** The owner does without, or the store cannot. */
export function CancelForm({ label, action, onBack }: LoanerForm) {
  const [reason, setReason] = useState('')
  return (
    <StepForm
      label={label}
      submitLabel={words.form.confirm(label)}
      isDanger
      canSubmit={reason.trim().length >= 2}
      action={action}
      onSubmit={() => action.run({ kind: 'cancel', reason: reason.trim() })}
      onBack={onBack}
    >
      <TextField
        isLong
        label={say.reason}
        value={reason}
        onChange={setReason}
        max={100}
        hint={words.form.reasonNeeded}
      />
    </StepForm>
  )
}
