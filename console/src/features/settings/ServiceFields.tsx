import { catalog, resources, services } from '@pitlane/contract'
import { Checkbox, Input, Select } from 'antd'
import { may, useStaff } from '../../lib/staff'
import type { ServiceDraft } from './service-draft'
import { serviceWords } from './service-words'
import { Amount } from './VariantFields'
import { words } from './words'

interface Props {
  readonly draft: ServiceDraft
  readonly onChange: (part: Partial<ServiceDraft>) => void
}

const optionsOf = <K extends string>(names: Readonly<Record<K, string>>) =>
  (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }))

const categories = optionsOf(catalog.serviceCategories)
const fuels = optionsOf(catalog.fuels)
const skills = optionsOf(resources.skills)
const certificates = optionsOf(resources.certificateKinds)
const bayTypes = services.WorkBayType.options.map((value) => ({ value, label: resources.bayTypes[value] }))

interface ChoiceProps<K extends string> {
  readonly label: string
  readonly value: K
  readonly options: readonly { readonly value: K; readonly label: string }[]
  readonly onChange: (value: K) => void
}

const Choice = <K extends string>({ label, value, options, onChange }: ChoiceProps<K>) => (
  <label className="reason-note">
    {label}
    <Select<K> aria-label={label} value={value} options={[...options]} onChange={onChange} />
  </label>
)

/** What the owner reads, and where it stands in the menu. */
export function BasicFields({ draft, onChange }: Props) {
  return (
    <>
      <label className="reason-note">
        {serviceWords.name}
        <Input value={draft.name} maxLength={40} onChange={(event) => onChange({ name: event.target.value })} />
      </label>
      <label className="reason-note">
        {serviceWords.description}
        <Input.TextArea
          rows={2}
          value={draft.description}
          maxLength={120}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </label>
      <div className="day-form-hours">
        <label className="reason-note">
          {serviceWords.code}
          <Input
            value={draft.code}
            maxLength={24}
            title={serviceWords.codeHint}
            onChange={(event) => onChange({ code: event.target.value.toUpperCase() })}
          />
        </label>
        <Amount
          label={serviceWords.sortOrder}
          range={[0, 9999]}
          value={draft.sortOrder}
          onChange={(sortOrder) => onChange({ sortOrder })}
        />
      </div>
      <p className="muted">{serviceWords.codeHint}</p>
      <Choice
        label={serviceWords.category}
        value={draft.category}
        options={categories}
        onChange={(category) => onChange({ category })}
      />
      <label className="reason-note">
        {serviceWords.fuels}
        <Select
          mode="multiple"
          aria-label={serviceWords.fuels}
          placeholder={serviceWords.allFuels}
          value={draft.fuels}
          options={fuels}
          onChange={(picked) => onChange({ fuels: picked })}
        />
      </label>
    </>
  )
}

/** Time, people, place and price. */
export function WorkFields({ draft, onChange }: Props) {
  return (
    <>
      <div className="amount-grid">
        <Amount
          label={serviceWords.minutes}
          range={[5, 720]}
          value={draft.minutes}
          placeholder={words.services.notBookable}
          onChange={(minutes) => onChange({ minutes })}
        />
        <Amount
          label={serviceWords.people}
          range={[1, 4]}
          value={draft.people}
          onChange={(people) => onChange({ people })}
        />
        <Amount
          label={serviceWords.price}
          range={[0, 100_000]}
          precision={2}
          value={draft.yuan}
          onChange={(yuan) => onChange({ yuan })}
        />
      </div>
      <p className="muted">{serviceWords.minutesHint}</p>
      <div className="day-form-hours">
        <Choice
          label={serviceWords.bayType}
          value={draft.bayType}
          options={bayTypes}
          onChange={(bayType) => onChange({ bayType })}
        />
        <Choice
          label={serviceWords.skill}
          value={draft.skill}
          options={skills}
          onChange={(skill) => onChange({ skill })}
        />
      </div>
      <label className="reason-note">
        {serviceWords.certificate}
        <Select
          aria-label={serviceWords.certificate}
          allowClear
          placeholder={serviceWords.noCertificate}
          value={draft.certificate}
          options={certificates}
          onChange={(certificate?: ServiceDraft['certificate']) => onChange({ certificate: certificate ?? null })}
        />
      </label>
    </>
  )
}

/** Which stores of those within reach offer it. */
export function StoreFields({ draft, onChange }: Props) {
  const stores = useStaff().stores.filter((store) => may(store, 'catalog.manage'))
  const shown = stores.map(({ id }) => id)
  // A store that is out of business is not shown, and keeps what it offered.
  const hidden = draft.storeIds.filter((id) => !shown.includes(id))
  return (
    <>
      <p className="muted">{serviceWords.storesHint}</p>
      <Checkbox.Group
        className="check-column"
        value={draft.storeIds}
        options={stores.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(picked) => onChange({ storeIds: [...hidden, ...picked] })}
      />
    </>
  )
}
