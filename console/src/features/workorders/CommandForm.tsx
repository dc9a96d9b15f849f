import { Alert, Button } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Action } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import type { KeptForm } from './use-kept-form'
import { words } from './words'

interface Props {
  readonly label: string
  readonly text?: string
  readonly submitLabel: string
  readonly isDanger?: boolean
  readonly canSubmit: boolean
  /** What is missing before it can be sent. */
  readonly missing?: string | null
  readonly kept: KeptForm
  readonly action: Pick<Action<never>, 'isBusy' | 'error'>
  readonly onSubmit: () => void
  readonly onBack?: () => void
  /** Buttons beside the one that sends. */
  readonly extra?: ReactNode
  readonly children?: ReactNode
}

/** One command of the workshop to be filled in and sent. */
export function CommandForm(props: Props) {
  const { label, text, kept, action, children } = props
  const canSend = props.canSubmit && kept.isAllowed && !action.isBusy
  return (
    <form
      className="order-form"
      aria-label={label}
      onInput={kept.touch}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault()
        if (canSend) props.onSubmit()
      }}
    >
      <h2>{label}</h2>
      {text && <p className="muted">{text}</p>}
      {children}
      <div className="order-form-end">
        <FaultNote error={action.error} />
        {!kept.isAllowed && <Alert type="warning" showIcon title={words.readOnly} />}
        <Buttons {...props} />
      </div>
    </form>
  )
}

const Buttons = ({ missing, onBack, extra, isDanger, action, canSubmit, kept, submitLabel }: Props) => (
  <div className="order-form-foot">
    {missing && <span className="muted">{missing}</span>}
    {onBack && <Button onClick={onBack}>{words.back}</Button>}
    {extra}
    <Button
      type="primary"
      danger={isDanger}
      htmlType="submit"
      loading={action.isBusy}
      disabled={!canSubmit || !kept.isAllowed}
    >
      {submitLabel}
    </Button>
  </div>
)

/** Enter ends a field, never the form: a quote must not go out because somebody finished typing a number. */
function keepEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}
