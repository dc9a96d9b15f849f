import { mobility } from '@pitlane/contract'
import { Button } from 'antd'
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
