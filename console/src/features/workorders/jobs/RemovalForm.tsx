import { workorder } from '@pitlane/contract'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { TextField } from '../../../ui/FormFields'
import { useToast } from '../../../ui/use-toast'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { sayFen } from '../money'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { canBeRemoved } from './tones'
import { words } from './words'

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly onClose: () => void
}

/** Jobs that were agreed to and shall not be done after all: the owner is asked. */
export function RemovalForm({ detail, onClose }: Props) {
  const toast = useToast()
  const kept = useKeptForm(canDo(detail, 'proposeRemoval'))
  const [picked, setPicked] = useState<readonly string[]>([])
  const [text, setText] = useState('')
  const action = useCommand(workorder.proposeRemoval, () => {
    toast.done(words.removalSent)
    onClose()
  })
  const options = detail.jobs
    .filter(canBeRemoved)
    .map(({ id, name, amountFen }) => ({ value: id, label: `${name}  ${sayFen(amountFen)}` }))
  // What was begun meanwhile is not taken away.
  const jobIds = picked.filter((id) => options.some(({ value }) => value === id))
  const reason = text.trim()
  const lackReason = reason.length < 2 ? words.lackReason : null
  const missing = jobIds.length === 0 ? words.lackJobs : lackReason
  return (
    <CommandForm
      label={words.removal}
      text={words.removalText}
      submitLabel={words.removalSubmit}
      canSubmit={missing === null}
      {...{ missing, kept, action }}
      onSubmit={() => action.run({ workorderId: detail.id }, { jobIds, reason })}
      onBack={onClose}
    >
      <fieldset>
        <legend>{words.removalJobs}</legend>
        <Checkbox.Group options={options} value={jobIds} onChange={setPicked} />
      </fieldset>
      <TextField
        label={words.removalReason}
        value={text}
        onChange={setText}
        max={100}
        placeholder={words.removalExample}
      />
    </CommandForm>
  )
}
