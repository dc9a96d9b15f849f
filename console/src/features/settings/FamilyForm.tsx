import { services } from '@pitlane/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { GuardedForm } from './GuardedForm'
import { serviceWords } from './service-words'
import { useGuardedSave } from './use-guarded-save'

const { families: text } = serviceWords

interface Props {
  /** Undefined: a new one. */
  readonly family: services.ModelFamily | undefined
  readonly onSaved: (name: string) => void
  readonly onRemoved: (name: string) => void
  readonly onBack: () => void
}

type Fields = Pick<services.ModelFamily, 'name' | 'brand' | 'modelPrefix'>

type Change = services.FamilyChange

/** What would be saved of what was typed. */
const changeOf = (family: services.ModelFamily | undefined, fields: Fields): Change =>
  family
    ? { kind: 'change', familyId: family.id, version: family.version, family: fields }
    : { kind: 'add', family: fields }

function save(change: Change, affectedSeen: number): Promise<unknown> {
  if (change.kind === 'add') return call(services.addFamily, { body: { ...change.family, affectedSeen } })
  const { familyId, version } = change
  const params = { familyId }
  return change.kind === 'remove'
    ? call(services.removeFamily, { params, query: { version, affectedSeen } })
    : call(services.changeFamily, { params, body: { ...change.family, version, affectedSeen } })
}

const trimmed = ({ name, brand, modelPrefix }: Fields): Fields => ({
  ...{ name: name.trim(), brand: brand.trim(), modelPrefix: modelPrefix.trim() },
})

/** Name, brand, and how the models begin. Bookings whose cars would take longer are shown before anything is saved. */
export function FamilyForm({ family, onSaved, onRemoved, onBack }: Props) {
  const [draft, setDraft] = useState<Fields>(family ?? { name: '', brand: '', modelPrefix: '' })
  const [asked, setAsked] = useState<Change['kind']>('change')
  const fields = trimmed(draft)
  const { start, ...rest } = useGuardedSave<Change, Change['kind']>({
    preview: (change) => call(services.previewFamily, { body: { change } }),
    save: (change, seen) => save(change, seen).then(() => change.kind),
    onSaved: (kind) => (kind === 'remove' ? onRemoved : onSaved)(fields.name),
  })
  const ask = (change: Change) => {
    setAsked(change.kind)
    start(change)
  }
  const isReady = fields.name !== '' && fields.brand !== ''
  return (
    <GuardedForm
      label={text.form}
      guard={{ start: ask, ...rest }}
      input={isReady ? changeOf(family, fields) : undefined}
      onBack={onBack}
      confirmLabel={asked === 'remove' ? text.removeAnyway : undefined}
      extra={
        family && (
          <Button
            className="at-start"
            danger
            disabled={rest.isBusy}
            title={text.removeHint}
            onClick={() => ask({ kind: 'remove', familyId: family.id, version: family.version })}
          >
            {text.remove}
          </Button>
        )
      }
    >
      <FamilyFields draft={draft} onChange={(part) => setDraft((d) => ({ ...d, ...part }))} />
    </GuardedForm>
  )
}

const FamilyFields = ({
  draft,
  onChange,
}: {
  readonly draft: Fields
  readonly onChange: (part: Partial<Fields>) => void
}) => (
  <>
    <TextField
      label={text.name}
      max={30}
      hint={text.nameExample}
      value={draft.name}
      onChange={(name) => onChange({ name })}
    />
    <TextField label={text.brand} max={30} value={draft.brand} onChange={(brand) => onChange({ brand })} />
    <TextField
      label={text.modelPrefix}
      max={50}
      value={draft.modelPrefix}
      onChange={(modelPrefix) => onChange({ modelPrefix })}
    />
    <p className="muted">{text.prefixHint}</p>
    <p className="muted">{text.saveHint}</p>
  </>
)

interface FieldProps {
  readonly label: string
  readonly max: number
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A line of text with its name above it. */
export const TextField = ({ label, max, hint = '', value, onChange }: FieldProps) => (
  <label className="reason-note">
    {label}
    <Input value={value} maxLength={max} placeholder={hint} onChange={(event) => onChange(event.target.value)} />
  </label>
)
