import { services } from '@pitlane/contract'
import { Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { GuardedForm } from './GuardedForm'
import { draftOfService, fieldsOfDraft, type ServiceDraft } from './service-draft'
import { BasicFields, StoreFields, WorkFields } from './ServiceFields'
import { serviceWords } from './service-words'
import { useGuardedSave } from './use-guarded-save'
import { VariantFields } from './VariantFields'
import { words } from './words'

interface Props {
  /** Undefined: a new one. */
  readonly service: services.ServiceDetail | undefined
  readonly families: readonly services.ModelFamily[]
  readonly onSaved: (name: string) => void
  readonly onBack: () => void
}

/** A new service touches no booking; a change asks first. */
const waysOf = (service: services.ServiceDetail | undefined) => {
  if (!service) {
    return {
      preview: () => Promise.resolve({ affected: [] }),
      save: (fields: services.ServiceFields): Promise<unknown> => call(services.add, { body: fields }),
    }
  }
  const params = { serviceId: service.id }
  const { version } = service
  return {
    preview: (fields: services.ServiceFields) => call(services.preview, { params, body: { version, service: fields } }),
    save: (fields: services.ServiceFields, affectedSeen: number): Promise<unknown> =>
      call(services.save, { params, body: { version, affectedSeen, service: fields } }),
  }
}

/** Everything of one service, for every store that offers it. */
export function ServiceForm({ service, families, onSaved, onBack }: Props) {
  const store = useStore()
  const [draft, setDraft] = useState(() => draftOfService(service, store.id))
  const change = (part: Partial<ServiceDraft>) => setDraft((d) => ({ ...d, ...part }))
  const guard = useGuardedSave<services.ServiceFields, unknown>({
    ...waysOf(service),
    onSaved: () => onSaved(draft.name.trim()),
  })
  const { parts } = serviceWords
  return (
    <GuardedForm label={serviceWords.form} guard={guard} input={fieldsOfDraft(draft)} onBack={onBack}>
      <Part title={parts.basics}>
        <BasicFields draft={draft} onChange={change} />
      </Part>
      <Part title={parts.work}>
        <WorkFields draft={draft} onChange={change} />
      </Part>
      <Part title={parts.stores}>
        <StoreFields draft={draft} onChange={change} />
      </Part>
      <Part title={parts.variants}>
        <VariantFields families={families} variants={draft.variants} onChange={(variants) => change({ variants })} />
      </Part>
      {service && (
        <label className="day-form-line">
          <span>{serviceWords.isActive}</span>
          <Switch checked={draft.isActive} onChange={(isActive) => change({ isActive })} />
        </label>
      )}
      <p className="muted">{draft.isActive ? words.services.scope : serviceWords.retireHint}</p>
    </GuardedForm>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className="form-part">
    <legend>{title}</legend>
    {children}
  </fieldset>
)
