import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { canDo } from '../may'
import { ReasonForm } from '../ReasonForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

/** Ends a work order before anything chargeable was begun. */
export function CancelForm({ detail }: { readonly detail: workorder.WorkorderDetail }) {
  const kept = useKeptForm(canDo(detail, 'cancel'))
  const [isAsked, setAsked] = useState(false)
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
    <ReasonForm
      isDanger
      label={words.cancel}
      text={words.cancelText}
      submitLabel={words.cancelSubmit}
      reasonLabel={words.cancelReason}
      kept={kept}
      action={action}
      onSubmit={(reason) => action.run({ workorderId: detail.id }, { version: detail.version, reason })}
      onBack={() => setAsked(false)}
    />
  )
}
