import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { draftOf, invoiceOf, wrongsOf, type InvoiceDraft } from './invoice-form'
import { requestInvoice, type Bill } from './pay.api'
import styles from './pay.module.scss'
import { text } from './pay.text'

const words = text.invoice
const KINDS = [
  { value: 'personal', label: words.kinds.personal },
  { value: 'company', label: words.kinds.company },
] as const

interface Props {
  readonly bill: Bill
  readonly onDone: Handler
  readonly onClose: () => void
}

/** For whom the invoice is made out. */
export function InvoiceSheet({ bill, onDone, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(bill.invoice))
  const [isTried, setTried] = useState(false)
  const wrongs = isTried ? wrongsOf(draft) : {}
  const change = (over: Partial<InvoiceDraft>) => setDraft({ ...draft, ...over })
  const send = useAction(async () => {
    setTried(true)
    if (Object.keys(wrongsOf(draft)).length > 0) return
    await requestInvoice(bill.workorderId, invoiceOf(draft))
    toast(words.sent)
    onClose()
    await onDone()
  })
  return (
    <Sheet open title={words.none} onClose={onClose}>
      <Choice label={words.kind} options={KINDS} value={draft.kind} onChange={(kind) => change({ kind })} />
      <Field
        label={words.name}
        value={draft.title}
        placeholder={words.nameOf[draft.kind]}
        maxLength={100}
        error={wrongs.title}
        onChange={(title) => change({ title })}
      />
      {draft.kind === 'company' && (
        <Field
          label={words.tax}
          value={draft.taxNumber}
          maxLength={24}
          hint={words.taxHint}
          error={wrongs.taxNumber}
          onChange={(taxNumber) => change({ taxNumber })}
        />
      )}
      <Field
        label={words.email}
        value={draft.email}
        maxLength={100}
        hint={words.emailHint}
        error={wrongs.email}
        onChange={(email) => change({ email })}
      />
      {send.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {send.problem.title}
        </View>
      )}
      <View className={styles.submit}>
        <ActionButton loading={send.busy} onClick={send.run}>
          {words.submit}
        </ActionButton>
      </View>
    </Sheet>
  )
}
