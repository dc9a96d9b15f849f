import { mobility } from '@pitlane/contract'
import { Radio } from 'antd'
import { useState } from 'react'
import { NumberField, TextField } from '../../ui/FormFields'
import { StepForm } from './StepForm'
import type { TripForm } from './step-forms'
import { words } from './words'

const { form: say } = words
const MOST_KM = 500
const CODE_TRIES = 5

interface Receiver {
  readonly how: 'code' | 'name'
  readonly code: string
  readonly name: string
}

const isReceived = ({ how, code, name }: Receiver): boolean =>
  how === 'code' ? /^\d{4}$/.test(code) : name.trim().length >= 2

const receivedBy = ({ how, code, name }: Receiver) => (how === 'code' ? { code } : { receiverName: name.trim() })

const limitOf = ({ plannedKm }: mobility.TripRow) => (plannedKm === null ? null : mobility.allowedKm(plannedKm))
const hintOf = (limit: number | null) => (limit === null ? {} : { hint: words.trips.allowed(limit) })

/** The end of the way: how far it was, and at the owner's door who takes the car over. */
export function ArriveForm({ trip, to, label, action, onBack }: TripForm & { readonly to: 'at_store' | 'returned' }) {
  const isBlocked = trip.codeTries >= CODE_TRIES
  const [drivenKm, setKm] = useState<number | null>(null)
  const [kmNote, setNote] = useState('')
  const [receiver, setReceiver] = useState<Receiver>({ how: isBlocked ? 'name' : 'code', code: '', name: '' })
  const limit = limitOf(trip)
  const isFar = drivenKm !== null && limit !== null && drivenKm > limit
  const note = kmNote.trim()
  const isComplete = (!isFar || note !== '') && (to === 'at_store' || isReceived(receiver))
  const submit = () => {
    if (drivenKm === null) return
    const way = { drivenKm, kmNote: note }
    if (to === 'at_store') return action.run({ to, ...way })
    action.run({ to, ...way, ...receivedBy(receiver) })
  }
  return (
    <StepForm
      label={label}
      submitLabel={say.confirm(label)}
      canSubmit={drivenKm !== null && isComplete}
      action={action}
      onSubmit={submit}
      onBack={onBack}
    >
      {to === 'returned' && (
        <ReceiverFields
          value={receiver}
          isBlocked={isBlocked}
          onChange={(part) => setReceiver({ ...receiver, ...part })}
        />
      )}
      <NumberField
        label={say.drivenKm}
        value={drivenKm}
        onChange={setKm}
        max={MOST_KM}
        precision={1}
        {...hintOf(limit)}
      />
      {isFar && <TextField isLong label={say.kmNote} value={kmNote} onChange={setNote} max={100} hint={say.kmNeeded} />}
    </StepForm>
  )
}

interface ReceiverProps {
  readonly value: Receiver
  readonly isBlocked: boolean
  readonly onChange: (part: Partial<Receiver>) => void
}

function ReceiverFields({ value, isBlocked, onChange }: ReceiverProps) {
  const ways = [
    { value: 'code', label: say.byCode, disabled: isBlocked },
    { value: 'name', label: say.byName },
  ]
  return (
    <>
      <fieldset>
        <legend className="muted">{say.how}</legend>
        <Radio.Group
          value={value.how}
          options={ways}
          onChange={(event) => onChange({ how: event.target.value as Receiver['how'] })}
        />
      </fieldset>
      {isBlocked && <p className="field-fault">{say.codeBlocked}</p>}
      {value.how === 'code' ? (
        <TextField label={say.code} value={value.code} onChange={(code) => onChange({ code: code.trim() })} max={4} />
      ) : (
        <TextField label={say.receiver} value={value.name} onChange={(name) => onChange({ name })} max={30} />
      )}
    </>
  )
}
