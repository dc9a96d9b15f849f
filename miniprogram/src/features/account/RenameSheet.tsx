import { useState } from 'react'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { rename } from './account.api'
import { accountText } from './account.text'

const text = accountText.rename

interface Props {
  readonly name: string
  readonly onClose: () => void
}

/** Changes how the owner is addressed. Mounted when it opens, so that it always begins with the name in force. */
export function RenameSheet({ name, onClose }: Props) {
  const [value, setValue] = useState(name)
  const [missing, setMissing] = useState(false)
  const save = useAction(async () => {
    await rename(value.trim())
    toast(text.done)
    onClose()
  })
  const type = (next: string) => {
    setValue(next)
    setMissing(false)
    save.forgive()
  }
  const submit = () => (value.trim() === '' ? setMissing(true) : void save.run())
  return (
    <Sheet open title={text.title} onClose={onClose}>
      <Field
        label={text.label}
        value={value}
        onChange={type}
        maxLength={50}
        placeholder={text.placeholder}
        hint={text.hint}
        error={missing ? text.missing : save.problem?.title}
      />
      <ActionButton loading={save.busy} onClick={submit}>
        {text.save}
      </ActionButton>
    </Sheet>
  )
}
