import { workorder } from '@pitlane/contract'
import { useState } from 'react'
import { TextField } from '../../../ui/FormFields'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { sayFen } from '../money'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

/** The list is agreed to and paid at the desk. */
export function SettleForm({ detail }: { readonly detail: workorder.WorkorderDetail }) {
  const kept = useKeptForm(canDo(detail, 'settle'))
  const [note, setNote] = useState('')
  const action = useCommand(workorder.settle, kept.done)
  if (!kept.isShown) return null
  return (
    <CommandForm
      label={words.settle}
      text={words.settleText}
      submitLabel={words.settleSubmit}
      canSubmit
      kept={kept}
      action={action}
      onSubmit={() => action.run({ workorderId: detail.id }, { version: detail.version, note: note.trim() })}
    >
      <p className="settle-sum">
        {words.bill} <b className="number">{sayFen(detail.totalFen)}</b>
      </p>
      <TextField label={words.settleNote} value={note} onChange={setNote} max={100} placeholder={words.settleExample} />
    </CommandForm>
  )
}
