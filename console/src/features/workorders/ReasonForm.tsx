import { useState } from 'react'
import { TextField } from '../../ui/FormFields'
import { CommandForm } from './CommandForm'
import type { KeptForm } from './use-kept-form'
import type { Action } from '../../lib/use-action'

/** As the contract has it for every reason. */
const LEAST = 2

interface Props {
  readonly label: string
  readonly text: string
  readonly submitLabel: string
  readonly reasonLabel: string
  readonly example?: string
  readonly isDanger?: boolean
  readonly kept: KeptForm
  readonly action: Pick<Action<never>, 'isBusy' | 'error'>
  readonly onSubmit: (reason: string) => void
  readonly onBack: () => void
}

/** A command that wants nothing but its reason. */
export function ReasonForm({ reasonLabel, example, onSubmit, ...form }: Props) {
  const [text, setText] = useState('')
  const reason = text.trim()
  return (
    <CommandForm {...form} canSubmit={reason.length >= LEAST} onSubmit={() => onSubmit(reason)}>
      <TextField label={reasonLabel} value={text} onChange={setText} max={100} placeholder={example} />
    </CommandForm>
  )
}
