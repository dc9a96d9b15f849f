import { isDay } from '@pitlane/kernel'
import { Checkbox, Segmented } from 'antd'
import { DayField } from '../../ui/DayField'
import { TimeSelect } from '../../ui/TimeSelect'
import type { FieldsProps } from './FaceFields'
import { Count, Several } from './Fields'
import type { TemplateDraft } from './template-draft'
import { fieldWords as words } from './words'

const weekdays = words.weekdayNames.map((label, value) => ({ value, label }))
const validityKinds = Object.entries(words.validityKinds).map(([value, label]) => ({
  value: value as TemplateDraft['validityKind'],
  label,
}))
/** 09:00 to 12:00, to begin with. */
const HOURS = { from: 540, to: 720 }

/** How long it is good, and on which days and at what hours. */
export function TimeFields({ draft, onChange }: FieldsProps) {
  return (
    <>
      <Segmented
        className="order-choice"
        aria-label={words.validity}
        value={draft.validityKind}
        options={validityKinds}
        onChange={(validityKind) => onChange({ validityKind })}
      />
      <Validity draft={draft} onChange={onChange} />
      <Window draft={draft} onChange={onChange} />
    </>
  )
}

function Validity({ draft, onChange }: FieldsProps) {
  if (draft.validityKind === 'fixed')
    return (
      <div className="day-form-hours">
        <label className="reason-note">
          {words.from}
          <DayField label={words.from} value={draft.from} onChange={(from) => onChange({ from })} />
        </label>
        <label className="reason-note">
          {words.to}
          <DayField label={words.to} value={draft.to} onChange={(to) => onChange({ to })} />
        </label>
      </div>
    )
  return (
    <div className="day-form-hours">
      <Count
        label={words.startsAfter}
        value={draft.startsAfterDays}
        range={[0, 365]}
        onChange={(startsAfterDays) => onChange({ startsAfterDays })}
      />
      <Count label={words.days} value={draft.days} range={[0, 1095]} onChange={(days) => onChange({ days })} />
    </div>
  )
}

function Window({ draft, onChange }: FieldsProps) {
  const { window } = draft
  const change = (part: Partial<typeof window>) => onChange({ window: { ...window, ...part } })
  const { hours } = window
  return (
    <>
      <Several
        label={words.weekdays}
        value={window.weekdays}
        options={weekdays}
        placeholder={words.all}
        onChange={(picked) => change({ weekdays: picked })}
      />
      <div className="span-line">
        <Checkbox checked={hours !== null} onChange={(event) => change({ hours: event.target.checked ? HOURS : null })}>
          {words.hasHours}
        </Checkbox>
        {hours && (
          <>
            <TimeSelect
              label={words.hourFrom}
              value={hours.from}
              onChange={(from) => change({ hours: { ...hours, from } })}
            />
            <TimeSelect label={words.hourTo} value={hours.to} onChange={(to) => change({ hours: { ...hours, to } })} />
          </>
        )}
      </div>
      <Several
        isOpen
        label={words.blackout}
        value={window.blackout}
        options={[]}
        placeholder={words.blackoutHint}
        onChange={(picked) => change({ blackout: picked.filter((text) => isDay(text)) })}
      />
    </>
  )
}
