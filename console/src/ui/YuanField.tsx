import { InputNumber } from 'antd'

interface Props {
  readonly label: string
  /** In fen. */
  readonly value: number | null
  readonly onChange: (fen: number | null) => void
  readonly maxFen: number
  readonly isSmall?: boolean
}

/** An amount typed in yuan and kept in fen. */
export const YuanField = ({ label, value, onChange, maxFen, isSmall }: Props) => (
  <InputNumber
    aria-label={label}
    size={isSmall ? 'small' : 'middle'}
    className="yuan-field"
    min={0}
    max={maxFen / 100}
    precision={2}
    prefix="¥"
    controls={false}
    value={value === null ? null : value / 100}
    onChange={(yuan) => onChange(yuan === null ? null : Math.round(yuan * 100))}
  />
)
