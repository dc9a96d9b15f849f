import { workorder } from '@pitlane/contract'
import { Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { TextField } from '../../../ui/FormFields'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { sayFen } from '../money'
import { words as quoteWords } from '../quote/words'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words } from './words'

type Addon = workorder.AddonView
type Method = keyof typeof quoteWords.methods

const methods = (Object.keys(quoteWords.methods) as Method[]).map((value) => ({
  value,
  label: quoteWords.methods[value],
}))

/** What a piece of work costs with its material, by its place in the list. */
function labourOptions({ lines }: Addon) {
  return lines.flatMap((line, at) => {
    if (line.kind !== 'labour') return []
    const all = lines.filter((one, place) => place === at || one.of === at)
    const fen = all.reduce((sum, one) => sum + (one.amountFen ?? 0), 0)
    return [{ value: at, label: `${line.name}  ${sayFen(fen)}` }]
  })
}

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly addon: Addon
  readonly onClose: () => void
}

/** What the owner said in a recorded call or on paper, line by line. Nothing is ticked by itself. */
export function DecideForm({ detail, addon, onClose }: Props) {
  const kept = useKeptForm(canDo(detail, 'noteDecision'))
  const [approved, setApproved] = useState<readonly number[]>([])
  const [isRiskAccepted, setRisk] = useState(false)
  const [method, setMethod] = useState<Method>('call')
  const [note, setNote] = useState('')
  const action = useCommand(workorder.noteDecision, onClose)
  const options = labourOptions(addon)
  const isRemoval = addon.kind === 'removal'
  const needsRisk = !isRemoval && addon.severity === 'red' && approved.length < options.length
  const lackNote = note.trim().length < 2 ? words.lackNote : null
  const missing = needsRisk && !isRiskAccepted ? words.lackRisk : lackNote
  const submit = () => {
    const decision = { approved: [...approved], isRiskAccepted: needsRisk && isRiskAccepted }
    action.run({ addonId: addon.id }, { version: addon.version, ...decision, method, note: note.trim() })
  }
  return (
    <CommandForm
      label={isRemoval ? words.removalDecide(addon.title) : words.decideForm(addon.title)}
      text={isRemoval ? words.removalText : words.decideText}
      submitLabel={words.decideSubmit}
      canSubmit={missing === null}
      missing={missing}
      kept={kept}
      action={action}
      onSubmit={submit}
      onBack={onClose}
    >
      <fieldset>
        <legend>{isRemoval ? words.removalWanted : words.wanted}</legend>
        <Checkbox.Group options={options} value={[...approved]} onChange={setApproved} />
      </fieldset>
      {needsRisk && (
        <Checkbox checked={isRiskAccepted} onChange={({ target }) => setRisk(target.checked)}>
          {words.risk}
        </Checkbox>
      )}
      <Segmented
        className="order-choice"
        aria-label={quoteWords.method}
        value={method}
        options={methods}
        onChange={(value) => setMethod(value)}
      />
      <TextField label={words.decideNote} value={note} onChange={setNote} max={100} placeholder={words.decideExample} />
    </CommandForm>
  )
}
