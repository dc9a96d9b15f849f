import { messaging } from '@pitlane/contract'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { useToast } from '../../ui/use-toast'
import { words } from './words'

const NOTE_MAX = 200

const choices = messaging.CallOutcome.options.map((value) => ({ value, label: messaging.callOutcomes[value] }))

interface Props {
  readonly todoId: string
  readonly onFinished: () => void
  readonly onChanged: () => void
}

/** How the call went. When a colleague was faster, the list is read anew and says so. */
export function ResultForm({ todoId, onFinished, onChanged }: Props) {
  const toast = useToast()
  const [outcome, setOutcome] = useState<messaging.CallOutcome>('reached')
  const [note, setNote] = useState('')
  const finish = useAction(
    async () => {
      try {
        return await call(messaging.finishTodo, { params: { todoId }, body: { outcome, note: note.trim() } })
      } catch (e) {
        if (isApiError(e, 'messaging.todo_done')) onChanged()
        throw e
      }
    },
    () => {
      toast.done(words.done)
      onChanged()
      onFinished()
    },
  )
  return (
    <form
      className="reason-form"
      aria-label={words.form}
      onSubmit={(event) => {
        event.preventDefault()
        finish.run()
      }}
    >
      <fieldset>
        <legend>{words.outcome}</legend>
        <Radio.Group
          value={outcome}
          options={choices}
          onChange={(event) => setOutcome(event.target.value as messaging.CallOutcome)}
        />
      </fieldset>
      <label className="reason-note">
        {words.note}
        <Input.TextArea
          rows={2}
          maxLength={NOTE_MAX}
          value={note}
          placeholder={words.noteExample}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <FaultNote error={finish.error} />
      <div className="reason-buttons">
        <Button type="primary" htmlType="submit" loading={finish.isBusy}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
