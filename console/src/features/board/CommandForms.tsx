import { booking } from '@pitlane/contract'
import { Button } from 'antd'
import { leaveOnEscape } from '../../lib/shortcuts'
import type { Command } from './commands'
import { ReasonForm } from './ReasonForm'
import { words } from './words'

/** What the panel asks before a command that cannot be taken back. */
export type Asking = 'reject' | 'cancel' | 'noShow'

interface Props {
  readonly isBusy: boolean
  readonly onCommand: (command: Command) => void
  readonly onBack: () => void
}

type RejectReason = keyof typeof booking.rejectReasons
const rejectChoices = (Object.keys(booking.rejectReasons) as RejectReason[]).map((value) => ({
  value,
  label: booking.rejectReasons[value],
}))
const cancelChoices = [
  { value: 'customer', label: words.byCustomer },
  { value: 'store', label: words.byStore },
] as const

function RejectForm({ isBusy, onCommand, onBack }: Props) {
  return (
    <ReasonForm
      title={words.rejectTitle}
      text={words.rejectText}
      legend={words.reason}
      choices={rejectChoices}
      submitLabel={words.rejectSubmit}
      needsNote={(reason) => reason === 'other'}
      isBusy={isBusy}
      onSubmit={(reason, note) => onCommand({ kind: 'reject', reason, note })}
      onBack={onBack}
    />
  )
}

function CancelForm({ isBusy, onCommand, onBack }: Props) {
  return (
    <ReasonForm<'customer' | 'store'>
      title={words.cancelTitle}
      text={words.cancelText}
      legend={words.cancelBy}
      choices={cancelChoices}
      submitLabel={words.cancelSubmit}
      needsNote={() => true}
      isBusy={isBusy}
      onSubmit={(by, note) => onCommand({ kind: 'cancel', by, note })}
      onBack={onBack}
    />
  )
}

function NoShowForm({ isBusy, onCommand, onBack }: Props) {
  return (
    <section className="reason-form" aria-label={words.noShowTitle} onKeyDown={leaveOnEscape(onBack)}>
      <h3>{words.noShowTitle}</h3>
      <p className="muted">{words.noShowText}</p>
      <div className="reason-buttons">
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" danger loading={isBusy} onClick={() => onCommand({ kind: 'noShow' })}>
          {words.noShowSubmit}
        </Button>
      </div>
    </section>
  )
}

const forms = { reject: RejectForm, cancel: CancelForm, noShow: NoShowForm }

/** The form of one question. */
export function CommandForm({ asking, ...props }: Props & { readonly asking: Asking }) {
  const Form = forms[asking]
  return <Form {...props} />
}
