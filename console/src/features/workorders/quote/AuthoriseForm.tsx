import { workorder } from '@pitlane/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useAction } from '../../../lib/use-action'
import { TextField } from '../../../ui/FormFields'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { sendSignature } from '../signature'
import { SignaturePad, type Signature } from '../SignaturePad'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

type Method = keyof typeof words.methods
type Detail = workorder.WorkorderDetail

const options = (Object.keys(words.methods) as Method[]).map((value) => ({ value, label: words.methods[value] }))

function useAuthorisation(detail: Detail, onDone: () => void) {
  const [method, setMethod] = useState<Method>('call')
  const [note, setNote] = useState('')
  const [signature, setSignature] = useState<Signature>(null)
  const send = useCommand(workorder.authorise, onDone)
  const submitWith = (proof: { signatureId?: string }) =>
    send.run(
      { workorderId: detail.id },
      {
        ...{ version: detail.version, quoteVersion: detail.quote?.version ?? 0 },
        ...{ method, note: note.trim(), ...proof },
      },
    )
  const signed = useAction(sendSignature, (signatureId) => submitWith({ signatureId }))
  const submit = () => {
    if (method === 'call') submitWith({})
    else if (signature) signed.run(signature)
  }
  const isProven = method === 'call' ? note.trim().length >= 2 : signature !== null
  const lack = method === 'call' ? words.lackCall : words.lackSignature
  const action = { isBusy: send.isBusy || signed.isBusy, error: signed.error ?? send.error }
  return { method, setMethod, note, setNote, signature, setSignature, submit, action, missing: isProven ? null : lack }
}

/** The owner agreed on paper or by a recorded call. */
export function AuthoriseForm({ detail }: { readonly detail: Detail }) {
  const kept = useKeptForm(canDo(detail, 'authorise'))
  const form = useAuthorisation(detail, kept.done)
  if (!kept.isShown) return null
  return (
    <CommandForm
      label={words.authorise}
      text={words.authoriseText}
      submitLabel={words.authoriseSubmit}
      canSubmit={form.missing === null}
      missing={form.missing}
      kept={kept}
      action={form.action}
      onSubmit={form.submit}
    >
      <Segmented
        className="order-choice"
        aria-label={words.method}
        value={form.method}
        options={options}
        onChange={(value) => form.setMethod(value)}
      />
      {form.method === 'signature' && <SignaturePad isSigned={form.signature !== null} onChange={form.setSignature} />}
      <TextField
        label={words.callNote}
        value={form.note}
        onChange={form.setNote}
        max={100}
        placeholder={words.callExample}
      />
    </CommandForm>
  )
}
