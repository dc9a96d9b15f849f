import { mobility } from '@pitlane/contract'
import { Button, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { isApiError } from '../../lib/api-error'
import { leaveOnEscape } from '../../lib/shortcuts'
import type { Action } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { words } from './words'

interface Props {
  readonly label: string
  readonly text?: string
  readonly submitLabel: string
  readonly isDanger?: boolean
  readonly canSubmit: boolean
  readonly action: Pick<Action<never>, 'isBusy' | 'error'>
  readonly onSubmit: () => void
  readonly onBack: () => void
  readonly children?: ReactNode
}

/** One step to be written down. Escape leaves it, also from inside a field. */
export function StepForm({ label, text, submitLabel, isDanger, canSubmit, action, onSubmit, onBack, children }: Props) {
  return (
    <form
      className="day-form step-form"
      aria-label={label}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        if (canSubmit) onSubmit()
      }}
    >
      <h3>{label}</h3>
      {text && <p className="muted">{text}</p>}
      {children}
      <FaultNote error={action.error} />
      <RefusalReason error={action.error} />
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" danger={isDanger} htmlType="submit" loading={action.isBusy} disabled={!canSubmit}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** Why a step cannot follow, when the server says so. */
function RefusalReason({ error }: { readonly error: unknown }) {
  if (!isApiError(error, 'mobility.step_refused')) return null
  const reason = mobility.StepRefusal.options.find((one) => one === error.data?.['reason'])
  return reason ? <p className="field-fault">{mobility.stepRefusals[reason]}</p> : null
}

interface NumberProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly max: number
  readonly precision?: number
  readonly hint?: string
}

export const NumberField = ({ label, value, onChange, max, precision = 0, hint }: NumberProps) => (
  <label className="reason-note">
    {label}
    <InputNumber aria-label={label} min={0} max={max} precision={precision} value={value} onChange={onChange} />
    {hint && <small>{hint}</small>}
  </label>
)

interface TextProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly placeholder?: string
  readonly hint?: string
  readonly isLong?: boolean
}

export function TextField({ label, value, onChange, max, placeholder, hint, isLong }: TextProps) {
  const shared = { 'aria-label': label, value, maxLength: max, placeholder }
  return (
    <label className="reason-note">
      {label}
      {isLong ? (
        <Input.TextArea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && <small>{hint}</small>}
    </label>
  )
}
