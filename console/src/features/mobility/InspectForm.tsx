import { mobility } from '@pitlane/contract'
import { useState } from 'react'
import { PhotoField } from './PhotoField'
import { NumberField, StepForm, TextField } from './StepForm'
import type { TripForm } from './step-forms'
import { usePhotos } from './use-photos'
import { words } from './words'

const { form: say } = words
const MOST_KM = 1_500_000
const NOTE_MAX = 200

/** What was seen on the car before it is driven away. */
export function InspectForm({ label, action, onBack }: TripForm) {
  const [mileageKm, setMileage] = useState<number | null>(null)
  const [energyPercent, setEnergy] = useState<number | null>(null)
  const [text, setText] = useState({ conditionNote: '', valuablesNote: '', consentName: '' })
  const box = usePhotos()
  const put = (part: Partial<typeof text>) => setText((all) => ({ ...all, ...part }))
  const consentName = text.consentName.trim()
  const submit = () => {
    if (mileageKm === null || energyPercent === null) return
    const notes = { conditionNote: text.conditionNote.trim(), valuablesNote: text.valuablesNote.trim() }
    const seen = { mileageKm, energyPercent, ...notes, photoIds: box.ids }
    action.run({ to: 'inspected', ...seen, ...(consentName ? { consentName } : {}) })
  }
  const isRead = mileageKm !== null && energyPercent !== null
  const isShot = box.ids.length >= mobility.MIN_INSPECTION_PHOTOS && !box.isSending
  return (
    <StepForm
      label={label}
      submitLabel={words.save}
      canSubmit={isRead && isShot && consentName.length !== 1}
      action={action}
      onSubmit={submit}
      onBack={onBack}
    >
      <div className="day-form-hours">
        <NumberField label={say.mileage} value={mileageKm} onChange={setMileage} max={MOST_KM} />
        <NumberField label={say.energy} value={energyPercent} onChange={setEnergy} max={100} />
      </div>
      <PhotoField box={box} />
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
