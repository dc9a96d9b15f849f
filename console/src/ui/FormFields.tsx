import { Input, InputNumber } from 'antd'

interface NumberProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly max: number
  readonly precision?: number
  readonly hint?: string
}

export const NumberField = ({ label, value, onChange, max, precision = 0, hint }: NumberProps) => (
  <label className="reason-note">
    {label}
    <InputNumber aria-label={label} min={0} max={max} precision={precision} value={value} onChange={onChange} />
    {hint && <small>{hint}</small>}
  </label>
)

interface TextProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly placeholder?: string
  readonly hint?: string
  readonly isLong?: boolean
}

export function TextField({ label, value, onChange, max, placeholder, hint, isLong }: TextProps) {
  const shared = { 'aria-label': label, value, maxLength: max, placeholder }
  return (
    <label className="reason-note">
      {label}
      {isLong ? (
        <Input.TextArea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input {...shared} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && <small>{hint}</small>}
    </label>
  )
}
