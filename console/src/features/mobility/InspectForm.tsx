import { mobility } from '@pitlane/contract'
import { useState } from 'react'
import { usePhotos } from '../../lib/use-photos'
import { PhotoField } from '../../ui/PhotoField'
import { NumberField, TextField } from '../../ui/FormFields'
import { StepForm } from './StepForm'
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
  const box = usePhotos('trip_condition')
  const put = (part: Partial<typeof text>) => setText((all) => ({ ...all, ...part }))
  const consentName = text.consentName.trim()
  const submit = () => {
    if (mileageKm === null || energyPercent === null) return
    const notes = { conditionNote: text.conditionNote.trim(), valuablesNote: text.valuablesNote.trim() }
    const seen = { mileageKm, energyPercent, ...notes, photoIds: box.ids }
    action.run({ to: 'inspected', ...seen, ...(consentName ? { consentName } : {}) })
  }
  const missing = mobility.MIN_INSPECTION_PHOTOS - box.ids.length
  const photoNote = missing > 0 ? say.photosMissing(missing) : say.photosDone(box.ids.length)
  const isRead = mileageKm !== null && energyPercent !== null
  const isShot = missing <= 0 && !box.isSending
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
      <PhotoField box={box} title={say.photos} nameOf={words.trips.photo} note={photoNote} />
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
