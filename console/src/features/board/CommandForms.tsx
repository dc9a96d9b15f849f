import { Button } from 'antd'
import { leaveOnEscape } from '../../lib/shortcuts'
import type { Asking, FormProps } from './form-props'
import { ReasonForm } from './ReasonForm'
import { RejectForm } from './RejectForm'
import { ReplanForm } from './replan/ReplanForm'
import { words } from './words'

const cancelChoices = [
  { value: 'customer', label: words.byCustomer },
  { value: 'store', label: words.byStore },
] as const

function CancelForm({ isBusy, onCommand, onBack }: FormProps) {
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

function NoShowForm({ isBusy, onCommand, onBack }: FormProps) {
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

type WaiveReason = keyof typeof words.waiveReasons
const waiveChoices = (Object.keys(words.waiveReasons) as WaiveReason[]).map((value) => ({
  value,
  label: words.waiveReasons[value],
}))
const forRecord = { needed: words.waiveNote, optional: words.waiveNoteOptional, missing: words.waiveNoteNeeded }

/** What the record says: the reason, and what was added to it. */
const sayReason = (reason: WaiveReason, note: string): string =>
  reason === 'other' ? note : [words.waiveReasons[reason], note].filter(Boolean).join('：')

function WaiveForm({ isBusy, onCommand, onBack }: FormProps) {
  return (
    <ReasonForm
      title={words.waiveTitle}
      text={words.waiveText}
      legend={words.reason}
      choices={waiveChoices}
      submitLabel={words.waiveSubmit}
      needsNote={(reason) => reason === 'other'}
      noteWords={forRecord}
      isKind
      isBusy={isBusy}
      onSubmit={(reason, note) => onCommand({ kind: 'waive', reason: sayReason(reason, note) })}
      onBack={onBack}
    />
  )
}

const forms = { reject: RejectForm, cancel: CancelForm, noShow: NoShowForm, waive: WaiveForm, replan: ReplanForm }

/** The form of one question. */
export function CommandForm({ asking, ...props }: FormProps & { readonly asking: Asking }) {
  const Form = forms[asking]
  return <Form {...props} />
}
