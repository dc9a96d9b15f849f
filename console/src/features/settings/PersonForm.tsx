import { resources } from '@pitlane/contract'
import { Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { ColleagueSelect } from './ColleagueSelect'
import { GuardedForm } from './GuardedForm'
import { useRosterChange } from './use-roster-change'
import { words } from './words'

const NAME_MAX = 30
type Skill = keyof typeof resources.skills
type Level = resources.TechnicianView['level']

const levels = Object.entries(resources.levels).map(([value, label]) => ({ value: value as Level, label }))
const skills = Object.entries(resources.skills).map(([value, label]) => ({ value: value as Skill, label }))
const isSkill = (word: string): word is Skill => Object.hasOwn(resources.skills, word)

interface Props {
  readonly person: resources.TechnicianView | undefined
  readonly version: number
  readonly onSaved: (name: string, technicianId: string) => void
  readonly onBack: () => void
}

const newcomer = { name: '', level: 'junior' as Level, skills: ['quick'] as Skill[], isActive: true, staffId: null }
type Draft = Omit<typeof newcomer, 'staffId'> & { readonly staffId: string | null }

const startOf = (person: resources.TechnicianView | undefined): Draft =>
  person ? { ...person, skills: person.skills.filter(isSkill) } : newcomer

/** Name, level, skills, and whether somebody still works here. */
export function PersonForm({ person, version, onSaved, onBack }: Props) {
  const [draft, setDraft] = useState(() => startOf(person))
  const change = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }))
  const name = draft.name.trim()
  const guard = useRosterChange(version, (id) => onSaved(name, id))
  const fields = { name, level: draft.level, skills: draft.skills, staffId: draft.staffId }
  const input: resources.RosterChange = person
    ? { kind: 'change_technician', technicianId: person.id, ...fields, isActive: draft.isActive }
    : { kind: 'add_technician', ...fields }
  return (
    <GuardedForm label={words.person.panel} guard={guard} input={name === '' ? undefined : input} onBack={onBack}>
      <label className="reason-note">
        {words.person.name}
        <Input
          autoFocus={!person}
          value={draft.name}
          maxLength={NAME_MAX}
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      <label className="reason-note">
        {words.person.level}
        <Select
          aria-label={words.person.level}
          value={draft.level}
          options={levels}
          onChange={(level) => change({ level })}
        />
      </label>
      <label className="reason-note">
        {words.person.skills}
        <Select
          mode="multiple"
          aria-label={words.person.skills}
          value={draft.skills}
          options={skills}
          onChange={(picked) => change({ skills: picked })}
        />
      </label>
      <ColleagueSelect
        label={words.person.account}
        hint={words.person.accountHint}
        roles={['technician']}
        value={draft.staffId}
        onChange={(staffId) => change({ staffId })}
      />
      {person && (
        <label className="day-form-line">
          <span>{words.person.isActive}</span>
          <Switch checked={draft.isActive} onChange={(isActive) => change({ isActive })} />
        </label>
      )}
      {!draft.isActive && <p className="muted">{words.person.retireHint}</p>}
    </GuardedForm>
  )
}
