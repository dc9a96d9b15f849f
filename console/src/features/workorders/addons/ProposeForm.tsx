import { workorder } from '@pitlane/contract'
import { Segmented } from 'antd'
import { useState } from 'react'
import { usePhotos } from '../../../lib/use-photos'
import { TextField } from '../../../ui/FormFields'
import { PhotoField } from '../../../ui/PhotoField'
import { CommandForm } from '../CommandForm'
import { canDo } from '../may'
import { useCommand } from '../use-command'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { words } from './words'

type Severity = workorder.AddonView['severity']

const severities = (Object.keys(workorder.severities) as Severity[]).map((value) => ({
  value,
  label: workorder.severities[value],
}))

const blank = { title: '', finding: '', name: '', value: '', limit: '' }
type Text = typeof blank

/** A measure counts only with all of its parts. */
const measureOf = ({ name, value, limit }: Text) => {
  const measure = { name: name.trim(), value: value.trim(), limit: limit.trim() }
  return Object.values(measure).every((part) => part !== '') ? measure : null
}

interface Props {
  readonly detail: workorder.WorkorderDetail
  readonly onClose: () => void
}

const lackOf = ({ ids, isSending }: ReturnType<typeof usePhotos>): string | null =>
  ids.length > 0 && !isSending ? null : words.lackPhotos

/** Somebody at the car found more to do. */
export function ProposeForm({ detail, onClose }: Props) {
  const kept = useKeptForm(canDo(detail, 'proposeAddon'))
  const [text, setText] = useState(blank)
  const [severity, setSeverity] = useState<Severity>('yellow')
  const box = usePhotos('workshop')
  const action = useCommand(workorder.proposeAddon, onClose)
  const put = (part: Partial<Text>) => setText((all) => ({ ...all, ...part }))
  const title = text.title.trim()
  const finding = text.finding.trim()
  const hasText = title.length >= 2 && finding.length >= 2
  const missing = hasText ? lackOf(box) : words.lackText
  const submit = () =>
    action.run({ workorderId: detail.id }, { title, severity, finding, measure: measureOf(text), photoIds: box.ids })
  return (
    <CommandForm
      label={words.propose}
      text={words.proposeText}
      submitLabel={words.proposeSubmit}
      canSubmit={missing === null}
      missing={missing}
      kept={kept}
      action={action}
      onSubmit={submit}
      onBack={onClose}
    >
      <TextField
        label={words.title}
        value={text.title}
        onChange={(next) => put({ title: next })}
        max={40}
        placeholder={words.titleExample}
      />
      <div className="reason-note">
        {words.severity}
        <Segmented
          className="order-choice"
          aria-label={words.severity}
          value={severity}
          options={severities}
          onChange={(value) => setSeverity(value)}
        />
      </div>
      <TextField
        isLong
        label={words.finding}
        value={text.finding}
        onChange={(next) => put({ finding: next })}
        max={300}
        placeholder={words.findingExample}
      />
      <MeasureFields text={text} put={put} />
      <PhotoField
        box={box}
        title={words.photos}
        nameOf={shared.photo}
        note={box.ids.length === 0 ? words.photosMissing : words.photosDone(box.ids.length)}
      />
    </CommandForm>
  )
}

interface MeasureProps {
  readonly text: Text
  readonly put: (part: Partial<Text>) => void
}

/** What was measured beside its limit. */
const MeasureFields = ({ text, put }: MeasureProps) => (
  <div className="order-three">
    <TextField
      label={words.measureName}
      value={text.name}
      onChange={(name) => put({ name })}
      max={30}
      placeholder={words.measureNameExample}
    />
    <TextField
      label={words.measureValue}
      value={text.value}
      onChange={(value) => put({ value })}
      max={20}
      placeholder={words.measureValueExample}
    />
    <TextField
      label={words.measureLimit}
      value={text.limit}
      onChange={(limit) => put({ limit })}
      max={20}
      placeholder={words.measureLimitExample}
    />
  </div>
)
