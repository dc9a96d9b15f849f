import type { mobility } from '@pitlane/contract'
import { useState } from 'react'
import { TextField } from '../../ui/FormFields'
import { StepForm } from './StepForm'
import type { TripForm } from './step-forms'
import { words } from './words'

const { form: say } = words

/** The driver is at the door. */
export const PlainForm = ({ label, action, onBack }: TripForm) => (
  <StepForm
    label={label}
    text={say.arrivedText}
    submitLabel={say.confirm(label)}
    canSubmit
    action={action}
    onSubmit={() => action.run({ to: 'arrived' })}
    onBack={onBack}
  />
)

/** A car does not leave its owner before they have agreed, in the app or by name. */
export function SetOffForm({ trip, label, action, onBack }: TripForm) {
  const [name, setName] = useState('')
  const needsName = trip.direction === 'fetch' && trip.consentBy === null
  const consentName = name.trim()
  return (
    <StepForm
      label={label}
      text={needsName ? say.consentNeeded : say.setOffText}
      submitLabel={say.confirm(label)}
      canSubmit={!needsName || consentName.length >= 2}
      action={action}
      onSubmit={() => action.run({ to: 'en_route', ...(needsName ? { consentName } : {}) })}
      onBack={onBack}
    >
      {needsName && <TextField label={say.consentName} value={name} onChange={setName} max={30} />}
    </StepForm>
  )
}

type Trouble = Extract<mobility.TripStep, { reason: string }>['to']

/** What went wrong, or who does without. */
export function ReasonForm({ to, label, action, onBack }: TripForm & { readonly to: Trouble }) {
  const [reason, setReason] = useState('')
  const isCancelled = to === 'cancelled_by_customer' || to === 'cancelled_by_store'
  return (
    <StepForm
      label={label}
      text={isCancelled ? say.cancelText : say.troubleText}
      submitLabel={say.confirm(label)}
      isDanger
      canSubmit={reason.trim().length >= 2}
      action={action}
      onSubmit={() => action.run({ to, reason: reason.trim() })}
      onBack={onBack}
    >
      <TextField isLong label={say.reason} value={reason} onChange={setReason} max={100} hint={say.reasonNeeded} />
    </StepForm>
  )
}
