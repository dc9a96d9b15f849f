import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { resources } from '@pitlane/contract'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { DayField } from '../../ui/DayField'
import { GuardedForm } from './GuardedForm'
import { useRosterChange } from './use-roster-change'
import { WarningChip } from './WarningChip'
import { words } from './words'

const NUMBER_MAX = 40
type Kind = keyof typeof resources.certificateKinds

const kinds = Object.entries(resources.certificateKinds).map(([value, label]) => ({ value: value as Kind, label }))

interface Draft {
  readonly key: number
  readonly kind: Kind
  readonly number: string
  readonly expiresOn: string | null
}

interface Props {
  readonly person: resources.TechnicianView
  readonly version: number
  readonly onSaved: (what: string) => void
}

let nextKey = 1
const draftsOf = ({ certificates }: resources.TechnicianView): Draft[] =>
  certificates.map(({ kind, number, expiresOn }) => ({ key: nextKey++, kind: kind as Kind, number, expiresOn }))

const isComplete = (draft: Draft): draft is Draft & { expiresOn: string } =>
  draft.number.trim() !== '' && draft.expiresOn !== null

/** All certificates of one person, written together. */
export function CertificatesForm({ person, version, onSaved }: Props) {
  const [drafts, setDrafts] = useState(() => draftsOf(person))
  const guard = useRosterChange(version, () => onSaved(words.certificates.form))
  const change = (key: number, part: Partial<Draft>) =>
    setDrafts((all) => all.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)))
  const complete = drafts.filter(isComplete)
  const certificates = complete.map(({ kind, number, expiresOn }) => ({ kind, number: number.trim(), expiresOn }))
  const input: resources.RosterChange = { kind: 'put_certificates', technicianId: person.id, certificates }
  const isReady = complete.length === drafts.length
  return (
    <GuardedForm label={words.certificates.form} guard={guard} input={isReady ? input : undefined}>
      {drafts.length === 0 && <p className="muted">{words.certificates.none}</p>}
      {drafts.map((draft) => (
        <CertificateFields
          key={draft.key}
          draft={draft}
          known={person.certificates.find(({ kind, number }) => kind === draft.kind && number === draft.number)}
          onChange={(part) => change(draft.key, part)}
          onRemove={() => setDrafts((all) => all.filter(({ key }) => key !== draft.key))}
        />
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() =>
          setDrafts((all) => [...all, { key: nextKey++, kind: 'low_voltage_electrician', number: '', expiresOn: null }])
        }
      >
        {words.certificates.add}
      </Button>
      {!isReady && <p className="muted">{words.certificates.incomplete}</p>}
      <p className="muted">{words.certificates.hint}</p>
    </GuardedForm>
  )
}

interface FieldsProps {
  readonly draft: Draft
  /** The same certificate as it is stored. */
  readonly known: resources.TechnicianView['certificates'][number] | undefined
  readonly onChange: (part: Partial<Draft>) => void
  readonly onRemove: () => void
}

function CertificateFields({ draft, known, onChange, onRemove }: FieldsProps) {
  return (
    <fieldset className="group-box">
      <div className="group-line">
        <Select
          aria-label={words.certificates.kind}
          value={draft.kind}
          options={kinds}
          onChange={(kind) => onChange({ kind })}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={words.certificates.remove}
          title={words.certificates.remove}
          onClick={onRemove}
        />
      </div>
      <label className="reason-note">
        {words.certificates.number}
        <Input
          value={draft.number}
          maxLength={NUMBER_MAX}
          onChange={(event) => onChange({ number: event.target.value })}
        />
      </label>
      <label className="reason-note">
        {words.certificates.expiresOn}
        <DayField
          label={words.certificates.expiresOn}
          value={draft.expiresOn}
          onChange={(expiresOn) => onChange({ expiresOn })}
        />
      </label>
      {known && known.expiresOn === draft.expiresOn && (
        <p className="cell-pair">
          <WarningChip warning={known.warning} />{' '}
          <span className="muted">{words.certificates.left(known.daysLeft)}</span>
        </p>
      )}
    </fieldset>
  )
}
