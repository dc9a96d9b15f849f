import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { TextField } from '../../../ui/FormFields'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

/** Ends a work order before anything chargeable was begun. */
export function CancelForm({ detail }: { readonly detail: workorder.WorkorderDetail }) {
  const kept = useKeptForm(canDo(detail, 'cancel'))
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const action = useCommand(workorder.cancel, kept.done)
  if (!kept.isShown) return null
  if (!isAsked)
    return (
      <p className="order-bar">
        <Button danger type="text" onClick={() => setAsked(true)}>
          {words.cancel}
        </Button>
      </p>
    )
  return (
    <CommandForm
      isDanger
      label={words.cancel}
      text={words.cancelText}
      submitLabel={words.cancelSubmit}
      canSubmit={reason.trim().length >= 2}
      kept={kept}
      action={action}
      onSubmit={() => action.run({ workorderId: detail.id }, { version: detail.version, reason: reason.trim() })}
      onBack={() => setAsked(false)}
    >
      <TextField label={words.cancelReason} value={reason} onChange={setReason} max={100} />
    </CommandForm>
  )
}
