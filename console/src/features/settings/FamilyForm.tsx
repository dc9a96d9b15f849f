import { services } from '@pitlane/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { leaveOnEscape } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { serviceWords } from './service-words'
import { settingsKey } from './use-resources'
import { words } from './words'

const { families: text } = serviceWords

interface Props {
  /** Undefined: a new one. */
  readonly family: services.ModelFamily | undefined
  readonly onSaved: (name: string) => void
  readonly onRemoved: (name: string) => void
  readonly onBack: () => void
}

type Fields = Pick<services.ModelFamily, 'name' | 'brand' | 'modelPrefix'>

const save = (family: services.ModelFamily | undefined, fields: Fields) =>
  family
    ? call(services.changeFamily, { params: { familyId: family.id }, body: { ...fields, version: family.version } })
    : call(services.addFamily, { body: fields })

/** Saving and removing; whoever was overtaken sees the list as it is. */
function useFamilySteps({ family, onSaved, onRemoved }: Omit<Props, 'onBack'>, fields: Fields) {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: settingsKey(storeId) })
  const refreshIfStale = (e: unknown) => {
    if (isApiError(e, 'catalog.family_changed') || isApiError(e, 'catalog.family_not_found')) refresh()
    throw e
  }
  const done = (tell: (name: string) => void) => () => {
    refresh()
    tell(fields.name)
  }
  const remove = ({ id, version }: services.ModelFamily) =>
    call(services.removeFamily, { params: { familyId: id }, query: { version } })
  return {
    saving: useAction(() => save(family, fields).catch(refreshIfStale), done(onSaved)),
    removing: useAction((gone: services.ModelFamily) => remove(gone).catch(refreshIfStale), done(onRemoved)),
  }
}

/** Name, brand, and how the models begin. */
export function FamilyForm({ family, onSaved, onRemoved, onBack }: Props) {
  const [draft, setDraft] = useState<Fields>(family ?? { name: '', brand: '', modelPrefix: '' })
  const change = (part: Partial<Fields>) => setDraft((d) => ({ ...d, ...part }))
  const fields = { name: draft.name.trim(), brand: draft.brand.trim(), modelPrefix: draft.modelPrefix.trim() }
  const { saving, removing } = useFamilySteps({ family, onSaved, onRemoved }, fields)
  const isReady = fields.name !== '' && fields.brand !== ''
  return (
    <form
      className="day-form"
      aria-label={text.form}
      onKeyDown={leaveOnEscape(onBack)}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) saving.run()
      }}
    >
      <FamilyFields draft={draft} onChange={change} />
      <FaultNote error={saving.error ?? removing.error} />
      <div className="reason-buttons">
        {family && (
          <Button
            className="at-start"
            danger
            loading={removing.isBusy}
            title={text.removeHint}
            onClick={() => removing.run(family)}
          >
            {text.remove}
          </Button>
        )}
        <Button onClick={onBack}>{words.back}</Button>
        <Button type="primary" htmlType="submit" loading={saving.isBusy} disabled={!isReady}>
          {words.save}
        </Button>
      </div>
    </form>
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
