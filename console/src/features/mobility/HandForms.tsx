import { Checkbox } from 'antd'
import { useState } from 'react'
import { DayField } from '../../ui/DayField'
import { NumberField, TextField } from '../../ui/FormFields'
import type { LoanerForm } from './step-forms'
import { StepForm } from './StepForm'
import { words } from './words'

const { loaners: say } = words
const MOST_KM = 1_500_000
const NOTE_MAX = 200

/** The licence is looked at, not copied. */
export function CheckForm({ loaner, label, action, onBack }: LoanerForm) {
  const [isSeen, setSeen] = useState(false)
  const [isSame, setSame] = useState(false)
  const [validUntil, setUntil] = useState<string | null>(null)
  const submit = () =>
    validUntil !== null && action.run({ kind: 'check', licenceSeen: true, nameMatches: true, validUntil })
  return (
    <StepForm
      label={label}
      text={say.licenceRule}
      submitLabel={words.save}
      canSubmit={isSeen && isSame && validUntil !== null}
      action={action}
      onSubmit={submit}
      onBack={onBack}
    >
      <Checkbox checked={isSeen} onChange={(event) => setSeen(event.target.checked)}>
        {say.seen}
      </Checkbox>
      <Checkbox checked={isSame} onChange={(event) => setSame(event.target.checked)}>
        {say.matches}
      </Checkbox>
      <label className="reason-note">
        {say.validUntil}
        <DayField label={say.validUntil} value={validUntil} onChange={setUntil} from={loaner.day} />
      </label>
    </StepForm>
  )
}

interface HandProps extends LoanerForm {
  readonly kind: 'hand_out' | 'take_back'
  readonly odometerKm: number
}

/** Keys change hands: what the car shows and how it looks. */
export function HandForm({ kind, odometerKm, label, action, onBack }: HandProps) {
  const [mileageKm, setMileage] = useState<number | null>(kind === 'hand_out' ? odometerKm : null)
  const [energyPercent, setEnergy] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [extraNote, setExtra] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const isOut = kind === 'hand_out'
  const submit = () => {
    if (mileageKm === null || energyPercent === null) return
    const hand = { mileageKm, energyPercent, note: note.trim() }
    action.run(
      isOut ? { kind, ...hand, termsAccepted: true } : { kind: 'take_back', ...hand, extraNote: extraNote.trim() },
    )
  }
  return (
    <StepForm
      label={label}
      submitLabel={words.form.confirm(label)}
      canSubmit={mileageKm !== null && energyPercent !== null && (!isOut || isAgreed)}
      action={action}
      onSubmit={submit}
      onBack={onBack}
    >
      <div className="day-form-hours">
        <NumberField label={say.mileage} value={mileageKm} onChange={setMileage} max={MOST_KM} />
        <NumberField label={say.energy} value={energyPercent} onChange={setEnergy} max={100} />
      </div>
      <TextField
        isLong
        label={say.note}
        value={note}
        onChange={setNote}
        max={NOTE_MAX}
        placeholder={words.notePlaceholder}
      />
      {isOut ? (
        <Checkbox checked={isAgreed} onChange={(event) => setAgreed(event.target.checked)}>
          {say.terms}
        </Checkbox>
      ) : (
        <TextField
          isLong
          label={say.extra}
          value={extraNote}
          onChange={setExtra}
          max={NOTE_MAX}
          placeholder={say.extraExample}
        />
      )}
    </StepForm>
  )
}
