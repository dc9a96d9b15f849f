import { useState } from 'react'
import { NumberField, StepForm, TextField } from './StepForm'
import type { TripForm } from './step-forms'
import { words } from './words'

const { form: say } = words
const MOST_KM = 1_500_000
const NOTE_MAX = 200

/** What was seen on the car before it is driven away. */
export function InspectForm({ label, action, onBack }: TripForm) {
  const [mileageKm, setMileage] = useState<number | null>(null)
  const [energyPercent, setEnergy] = useState<number | null>(null)
  const [text, setText] = useState({ conditionNote: '', valuablesNote: '', consentName: '' })
  const put = (part: Partial<typeof text>) => setText((all) => ({ ...all, ...part }))
  const consentName = text.consentName.trim()
  const submit = () => {
    if (mileageKm === null || energyPercent === null) return
    const notes = { conditionNote: text.conditionNote.trim(), valuablesNote: text.valuablesNote.trim() }
    action.run({ to: 'inspected', mileageKm, energyPercent, ...notes, ...(consentName ? { consentName } : {}) })
  }
  return (
    <StepForm
      label={label}
      submitLabel={words.save}
      canSubmit={mileageKm !== null && energyPercent !== null && consentName.length !== 1}
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
        label={say.condition}
        value={text.conditionNote}
        onChange={(conditionNote) => put({ conditionNote })}
        max={NOTE_MAX}
        placeholder={say.conditionExample}
      />
      <TextField
        isLong
        label={say.valuables}
        value={text.valuablesNote}
        onChange={(valuablesNote) => put({ valuablesNote })}
        max={NOTE_MAX}
        placeholder={say.valuablesExample}
      />
      <TextField
        label={say.consentName}
        value={text.consentName}
        onChange={(name) => put({ consentName: name })}
        max={30}
        hint={say.consentHint}
      />
    </StepForm>
  )
}
