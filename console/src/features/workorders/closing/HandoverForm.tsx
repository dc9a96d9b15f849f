import { workorder } from '@pitlane/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { NumberField, TextField } from '../../../ui/FormFields'
import { CommandForm } from '../CommandForm'
import { words as inspectionWords } from '../inspection/words'
import { canDo } from '../may'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

type OldParts = keyof typeof words.oldPartsChoices

const choices = (Object.keys(words.oldPartsChoices) as OldParts[]).map((value) => ({
  value,
  label: words.oldPartsChoices[value],
}))
const MOST_KM = 2_000_000

/** Keys and car go back to the owner. */
export function HandoverForm({ detail }: { readonly detail: workorder.WorkorderDetail }) {
  const kept = useKeptForm(canDo(detail, 'handOver'))
  const [mileageKm, setMileage] = useState<number | null>(null)
  const [oldParts, setOldParts] = useState<OldParts>('customer')
  const [nextHint, setHint] = useState('')
  const action = useCommand(workorder.handOver, kept.done)
  const submit = () => {
    if (mileageKm === null) return
    const car = { mileageKm, oldParts, nextHint: nextHint.trim() }
    action.run({ workorderId: detail.id }, { version: detail.version, ...car })
  }
  const { inspection } = detail
  if (!kept.isShown) return null
  return (
    <CommandForm
      label={words.handover}
      text={words.handoverText}
      submitLabel={words.handoverSubmit}
      canSubmit={mileageKm !== null}
      missing={mileageKm === null ? words.lackMileage : null}
      kept={kept}
      action={action}
      onSubmit={submit}
    >
      <div className="order-three">
        <NumberField
          label={words.mileage}
          value={mileageKm}
          onChange={setMileage}
          max={MOST_KM}
          hint={inspection ? words.mileageHint(inspectionWords.km(inspection.mileageKm)) : undefined}
        />
        <div className="reason-note">
          {words.oldParts}
          <Segmented
            className="order-choice"
            aria-label={words.oldParts}
            value={oldParts}
            options={choices}
            onChange={(value) => setOldParts(value)}
          />
        </div>
        <TextField
          label={words.nextHint}
          value={nextHint}
          onChange={setHint}
          max={100}
          placeholder={words.nextExample}
        />
      </div>
    </CommandForm>
  )
}
