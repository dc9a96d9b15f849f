import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { YuanField } from '../../ui/YuanField'

/** `{ cash: '代金券' }` as options of a select. */
export const optionsOf = <K extends string>(names: Readonly<Record<K, string>>) =>
  (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }))

interface Option<K extends string | number> {
  readonly value: K
  readonly label: string
}

interface ChoiceProps<K extends string> {
  readonly label: string
  readonly value: K | null
  readonly options: readonly Option<K>[]
  readonly onChange: (value: K) => void
  readonly placeholder?: string
}

export const Choice = <K extends string>({ label, value, options, onChange, placeholder }: ChoiceProps<K>) => (
  <label className="reason-note">
    {label}
    <Select<K>
      aria-label={label}
      value={value}
      options={[...options]}
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  </label>
)

interface SeveralProps<K extends string | number> {
  readonly label: string
  readonly value: readonly K[]
  readonly options: readonly Option<K>[]
  readonly onChange: (value: K[]) => void
  readonly placeholder: string
  /** Words that are in no list can be typed. */
  readonly isOpen?: boolean
}

export const Several = <K extends string | number>(props: SeveralProps<K>) => {
  const { label, value, options, onChange, placeholder, isOpen } = props
  return (
    <label className="reason-note">
      {label}
      <Select<K[]>
        mode={isOpen ? 'tags' : 'multiple'}
        aria-label={label}
        value={[...value]}
        options={[...options]}
        placeholder={placeholder}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChange}
      />
    </label>
  )
}

interface CountProps {
  readonly label: string
  readonly value: number | null
  readonly range: readonly [number, number]
  readonly onChange: (value: number | null) => void
  readonly placeholder?: string
}

export const Count = ({ label, value, range, onChange, placeholder }: CountProps) => (
  <label className="reason-note">
    {label}
    <InputNumber
      aria-label={label}
      min={range[0]}
      max={range[1]}
      precision={0}
      value={value}
      placeholder={placeholder}
      onChange={onChange}
    />
  </label>
)

interface MoneyProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (fen: number | null) => void
}

const MOST_FEN = 100_000_000_000

export const Money = ({ label, value, onChange }: MoneyProps) => (
  <label className="reason-note">
    {label}
    <YuanField label={label} value={value} maxFen={MOST_FEN} onChange={onChange} />
  </label>
)

export const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className="form-part">
    <legend>{title}</legend>
    {children}
  </fieldset>
)
