import { resources } from '@pitlane/contract'
import { Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { ColleagueSelect } from './ColleagueSelect'
import { GuardedForm } from './GuardedForm'
import { useRosterChange } from './use-roster-change'
import { words } from './words'

const NAME_MAX = 20
const types = Object.entries(resources.bayTypes).map(([value, label]) => ({
  value: value as resources.BayType,
  label,
}))

interface Props {
  /** Undefined: a new one. */
  readonly bay: resources.BayView | undefined
  readonly version: number
  readonly onSaved: (name: string) => void
  readonly onBack: () => void
}

const startOf = (
  bay: resources.BayView | undefined,
): Pick<resources.BayView, 'name' | 'type' | 'isActive' | 'staffId'> =>
  bay ?? { name: '', type: 'quick', isActive: true, staffId: null }

/** Name, type, and whether it is in use. */
export function BayForm({ bay, version, onSaved, onBack }: Props) {
  const [draft, setDraft] = useState(() => startOf(bay))
  const change = (part: Partial<typeof draft>) => setDraft((d) => ({ ...d, ...part }))
  const name = draft.name.trim()
  const guard = useRosterChange(version, () => onSaved(name))
  const fields = { name, type: draft.type, staffId: draft.type === 'lane' ? draft.staffId : null }
  const input: resources.RosterChange = bay
    ? { kind: 'change_bay', bayId: bay.id, ...fields, isActive: draft.isActive }
    : { kind: 'add_bay', ...fields }
  return (
    <GuardedForm label={words.bays.form} guard={guard} input={name === '' ? undefined : input} onBack={onBack}>
      <label className="reason-note">
        {words.bays.name}
        <Input
          autoFocus
          value={draft.name}
          maxLength={NAME_MAX}
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      <label className="reason-note">
        {words.bays.type}
        <Select aria-label={words.bays.type} value={draft.type} options={types} onChange={(type) => change({ type })} />
      </label>
      {draft.type === 'lane' && (
        <ColleagueSelect
          label={words.bays.advisor}
          hint={words.bays.advisorHint}
          roles={['advisor', 'reception']}
          value={draft.staffId}
          onChange={(staffId) => change({ staffId })}
        />
      )}
      {bay && (
        <label className="day-form-line">
          <span>{words.bays.isActive}</span>
          <Switch checked={draft.isActive} onChange={(isActive) => change({ isActive })} />
        </label>
      )}
      {!draft.isActive && <p className="muted">{words.bays.retireHint}</p>}
    </GuardedForm>
  )
}
