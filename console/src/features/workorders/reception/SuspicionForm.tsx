import { workorder } from '@pitlane/contract'
import { Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { TextField } from '../../../ui/FormFields'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

type Detail = workorder.WorkorderDetail

const options = [
  { value: true, label: words.same },
  { value: false, label: words.other },
]

interface Props {
  readonly detail: Detail
  readonly pathOf: (workorderId: string) => string
}

/** A visit that may be the same problem once more: said above everything, until somebody has decided. */
export function Suspicion({ detail, pathOf }: Props) {
  const { today } = useStore()
  const kept = useKeptForm(detail.suspicion?.isSame === null && canDo(detail, 'decideRework'))
  const { suspicion } = detail
  if (suspicion === null || (suspicion.isSame !== null && !kept.isTouched)) return null
  const { number, deliveredAt, jobs, workorderId } = suspicion
  return (
    <section className="order-notice" aria-label={words.suspicion}>
      <p>
        <span className="tag tone-stop">{words.suspicion}</span>{' '}
        {words.suspected(number, sayInstant(deliveredAt, today), jobs.join('、'))}{' '}
        <Link to={pathOf(workorderId)}>{words.before}</Link>
      </p>
      {kept.isShown && <DecisionForm detail={detail} kept={kept} />}
    </section>
  )
}

interface FormProps {
  readonly detail: Detail
  readonly kept: ReturnType<typeof useKeptForm>
}

function DecisionForm({ detail, kept }: FormProps) {
  const toast = useToast()
  const [isSame, setSame] = useState<boolean | null>(null)
  const [text, setText] = useState('')
  const action = useCommand(workorder.decideRework, () => {
    toast.done(words.decided)
    kept.done()
  })
  const reason = text.trim()
  const lackReason = reason.length < 2 ? words.lackReason : null
  const missing = isSame === null ? words.lackAnswer : lackReason
  const submit = () =>
    isSame !== null && action.run({ workorderId: detail.id }, { version: detail.version, isSame, reason })
  return (
    <CommandForm
      label={words.question}
      submitLabel={words.decide}
      canSubmit={missing === null}
      {...{ missing, kept, action }}
      onSubmit={submit}
    >
      <Radio.Group
        aria-label={words.question}
        options={options}
        value={isSame}
        onChange={({ target }) => {
          kept.touch()
          setSame(target.value === true)
        }}
      />
      <TextField label={words.reason} value={text} onChange={setText} max={100} placeholder={words.reasonExample} />
    </CommandForm>
  )
}
