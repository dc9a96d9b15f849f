import { Select } from 'antd'
import { useStore } from '../../lib/staff'
import { useColleagues } from './use-resources'
import { words } from './words'

interface Props {
  readonly label: string
  readonly hint: string
  /** Colleagues with one of these roles are offered. */
  readonly roles: readonly string[]
  readonly value: string | null
  readonly onChange: (staffId: string | null) => void
}

/** Somebody with a log-in in this store, or nobody. Whoever is named already stays to be seen, whatever their role is now. */
export function ColleagueSelect({ label, hint, roles, value, onChange }: Props) {
  const { data: colleagues } = useColleagues(useStore().id)
  const options = (colleagues ?? [])
    .filter((one) => one.id === value || one.roles.some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <label className="reason-note">
      {label}
      <Select
        aria-label={label}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={!colleagues}
        placeholder={words.nobody}
        value={colleagues ? value : null}
        options={options}
        notFoundContent={words.noColleague}
        onChange={(staffId?: string) => onChange(staffId ?? null)}
      />
      <span>{hint}</span>
    </label>
  )
}
