import { settlement } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useToast } from '../../../ui/use-toast'
import { ReasonForm } from '../ReasonForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

/** 反结算: everything goes back, and the visit can be settled anew. */
export function ReverseForm({ view }: { readonly view: settlement.SettlementView }) {
  const toast = useToast()
  const kept = useKeptForm(view.may.includes('reverse'))
  const [isAsked, setAsked] = useState(false)
  const action = useCommand(settlement.reverse, () => {
    kept.done()
    setAsked(false)
    toast.done(words.reversed)
  })
  if (!kept.isShown) return null
  if (!isAsked)
    return (
      <p className="order-bar">
        <Button danger type="text" onClick={() => setAsked(true)}>
          {words.reverse}
        </Button>
      </p>
    )
  return (
    <ReasonForm
      isDanger
      label={words.reverse}
      text={words.reverseText}
      submitLabel={words.reverseSubmit}
      reasonLabel={words.reverseReason}
      kept={kept}
      action={action}
      onSubmit={(reason) => action.run({ workorderId: view.workorderId }, { version: view.version, reason })}
      onBack={() => setAsked(false)}
    />
  )
}
