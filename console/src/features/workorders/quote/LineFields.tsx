import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber } from 'antd'

interface NumberProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly max: number
  readonly precision?: number
}

export const CellNumber = ({ label, value, onChange, max, precision = 2 }: NumberProps) => (
  <InputNumber
    className="cell-number"
    aria-label={label}
    controls={false}
    min={0}
    max={max}
    precision={precision}
    value={value}
    onChange={onChange}
  />
)

interface TextProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
}

export const CellText = ({ label, value, onChange, max }: TextProps) => (
  <Input aria-label={label} maxLength={max} value={value} onChange={({ target }) => onChange(target.value)} />
)

export const RemoveButton = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }) => (
  <Button type="text" icon={<DeleteOutlined aria-hidden="true" />} aria-label={label} onClick={onClick} />
)
