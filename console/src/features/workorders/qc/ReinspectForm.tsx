import { workorder } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useToast } from '../../../ui/use-toast'
import { canDo } from '../may'
import { ReasonForm } from '../ReasonForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

/** The car is checked once more before it is paid. */
export function ReinspectForm({ detail }: { readonly detail: workorder.WorkorderDetail }) {
  const toast = useToast()
  const kept = useKeptForm(canDo(detail, 'reinspect'))
  const [isAsked, setAsked] = useState(false)
  const action = useCommand(workorder.reinspect, () => {
    toast.done(words.reinspected)
    kept.done()
    setAsked(false)
  })
  if (!kept.isShown) return null
  if (!isAsked)
    return (
      <p className="order-bar">
        <Button onClick={() => setAsked(true)}>{words.reinspect}</Button>
      </p>
    )
  return (
    <ReasonForm
      label={words.reinspect}
      text={words.reinspectText}
      submitLabel={words.reinspectSubmit}
      reasonLabel={words.reinspectReason}
      example={words.reinspectExample}
      {...{ kept, action }}
      onSubmit={(reason) => action.run({ workorderId: detail.id }, { version: detail.version, reason })}
      onBack={() => setAsked(false)}
    />
  )
}
