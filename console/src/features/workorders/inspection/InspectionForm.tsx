import { workorder } from '@pitlane/contract'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { isApiError } from '../../../lib/api-error'
import { useAction } from '../../../lib/use-action'
import { usePhotos } from '../../../lib/use-photos'
import { NumberField, TextField } from '../../../ui/FormFields'
import { PhotoField } from '../../../ui/PhotoField'
import { CommandForm } from '../CommandForm'
import { sendSignature } from '../signature'
import type { Signature } from '../SignaturePad'
import { useCommand } from '../use-command'
import type { KeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { DamageFields } from './DamageFields'
import { emptyDraft, missingOf, sheetOf, type Draft } from './draft'
import { SignatureField } from './SignatureField'
import { words } from './words'

const MOST_KM = 2_000_000
const lights = Object.entries(workorder.dashLights).map(([value, label]) => ({ value, label }))

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly kept: KeptForm
}

/** What is being seen, photographed and signed. */
function useInspection({ detail, kept }: Props) {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [signature, setSignature] = useState<Signature>(null)
  const box = usePhotos('workshop')
  const send = useCommand(workorder.inspect, kept.done)
  const submitWith = (consent: { signatureId?: string; unsignedReason?: string }) =>
    send.run({ workorderId: detail.id }, { version: detail.version, ...sheetOf(draft), photoIds: box.ids, ...consent })
  const signed = useAction(sendSignature, (signatureId) => submitWith({ signatureId }))
  const submit = () => {
    if (draft.unsignedReason !== null) submitWith({ unsignedReason: draft.unsignedReason.trim() })
    else if (signature) signed.run(signature)
  }
  const put = (part: Partial<Draft>) => {
    kept.touch()
    setDraft((all) => ({ ...all, ...part }))
  }
  const shots = { count: box.ids.length, isSending: box.isSending, hasSignature: signature !== null }
  const action = { isBusy: send.isBusy || signed.isBusy, error: signed.error ?? send.error }
  return { draft, put, box, signature, setSignature, submit, action, missing: missingOf(draft, shots) }
}

/** The walk around the car (环检), before anything is done to it. */
export function InspectionForm(props: Props) {
  const { draft, put, box, signature, setSignature, submit, action, missing } = useInspection(props)
  const lacking = workorder.INSPECTION_PHOTOS - box.ids.length
  return (
    <CommandForm
      label={words.form}
      text={words.formText}
      submitLabel={words.submit}
      canSubmit={missing === null}
      missing={missing}
      kept={props.kept}
      action={action}
      onSubmit={submit}
    >
      <div className="inspect-sheet">
        <DamageFields damages={draft.damages} onChange={(damages) => put({ damages })} />
        <div className="inspect-fields">
          <Readings draft={draft} put={put} isLower={isApiError(action.error, 'workorder.mileage_lower')} />
          <PhotoField
            box={box}
            title={words.photos}
            nameOf={shared.photo}
            note={lacking > 0 ? words.photosMissing(lacking) : words.photosDone(box.ids.length)}
          />
          <SignatureField
            isSigned={signature !== null}
            reason={draft.unsignedReason}
            onSign={setSignature}
            onReason={(unsignedReason) => put({ unsignedReason })}
          />
        </div>
      </div>
    </CommandForm>
  )
}

interface ReadingsProps {
  /** The server knows a higher mileage. */
  readonly isLower: boolean
  readonly draft: Draft
  readonly put: (part: Partial<Draft>) => void
}

function Readings({ draft, put, isLower }: ReadingsProps) {
  return (
    <>
      <div className="day-form-hours">
        <NumberField
          label={words.mileage}
          value={draft.mileageKm}
          onChange={(mileageKm) => put({ mileageKm })}
          max={MOST_KM}
        />
        <NumberField
          label={words.energy}
          value={draft.energyPercent}
          onChange={(energyPercent) => put({ energyPercent })}
          max={100}
        />
      </div>
      {(isLower || draft.mileageReason !== '') && (
        <TextField
          label={words.mileageReason}
          value={draft.mileageReason}
          onChange={(mileageReason) => put({ mileageReason })}
          max={60}
          placeholder={words.mileageReasonHint}
        />
      )}
      <fieldset className="inspect-lights">
        <legend>{words.lights}</legend>
        <Checkbox.Group
          options={lights}
          value={[...draft.dashLights]}
          onChange={(dashLights) => put({ dashLights: dashLights as Draft['dashLights'] })}
        />
      </fieldset>
      <TextField
        label={words.valuables}
        value={draft.valuables}
        onChange={(valuables) => put({ valuables })}
        max={200}
        placeholder={words.valuablesExample}
      />
      <TextField label={words.note} value={draft.note} onChange={(note) => put({ note })} max={300} isLong />
    </>
  )
}
