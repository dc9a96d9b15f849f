import { workorder } from '@pitlane/contract'
import { useToast } from '../../../ui/use-toast'
import { canDo } from '../may'
import { ReasonForm } from '../ReasonForm'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly onDone: () => void
  readonly onBack: () => void
}

/** The car is not there after all. */
export function CorrectionForm({ detail, onDone, onBack }: Props) {
  const toast = useToast()
  const kept = useKeptForm(canDo(detail, 'correctArrival'))
  const action = useCommand(workorder.correctArrival, () => {
    toast.done(words.corrected)
    onDone()
  })
  return (
    <section className="order-notice">
      <ReasonForm
        isDanger
        label={words.correct}
        text={words.correctText}
        submitLabel={words.correctSubmit}
        reasonLabel={words.correctReason}
        example={words.correctExample}
        {...{ kept, action, onBack }}
        onSubmit={(reason) => action.run({ workorderId: detail.id }, { version: detail.version, reason })}
      />
    </section>
  )
}
