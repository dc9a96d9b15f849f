import { DeleteOutlined } from '@ant-design/icons'
import type { services } from '@pitlane/contract'
import { Button, InputNumber, Select } from 'antd'
import type { VariantDraft } from './service-draft'
import { serviceWords } from './service-words'

interface Props {
  readonly families: readonly services.ModelFamily[]
  readonly variants: readonly VariantDraft[]
  readonly onChange: (variants: VariantDraft[]) => void
}

/** What a service takes on cars of some families. */
export function VariantFields({ families, variants, onChange }: Props) {
  const put = (at: number, part: Partial<VariantDraft>) =>
    onChange(variants.map((variant, i) => (i === at ? { ...variant, ...part } : variant)))
  const rest = families.filter(({ id }) => !variants.some(({ familyId }) => familyId === id))
  if (families.length === 0) return <p className="muted">{serviceWords.noFamily}</p>
  return (
    <>
      <p className="muted">{serviceWords.variantsHint}</p>
      {variants.map((variant, i) => (
        <VariantBox
          key={variant.familyId ?? i}
          variant={variant}
          families={families.filter(({ id }) => id === variant.familyId || rest.some((one) => one.id === id))}
          onChange={(part) => put(i, part)}
          onRemove={() => onChange(variants.filter((_, at) => at !== i))}
        />
      ))}
      {rest.length > 0 && (
        <Button
          className="policy-add"
          onClick={() =>
            onChange([...variants, { familyId: rest[0]?.id ?? null, minutes: null, people: 1, yuan: null }])
          }
        >
          {serviceWords.addVariant}
        </Button>
      )}
    </>
  )
}

interface BoxProps {
  readonly variant: VariantDraft
  readonly families: readonly services.ModelFamily[]
  readonly onChange: (part: Partial<VariantDraft>) => void
  readonly onRemove: () => void
}

function VariantBox({ variant, families, onChange, onRemove }: BoxProps) {
  const name = families.find(({ id }) => id === variant.familyId)?.name ?? serviceWords.family
  return (
    <div className="group-box" role="group" aria-label={name}>
      <div className="group-line">
        <Select
          aria-label={serviceWords.family}
          value={variant.familyId}
          options={families.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={(familyId) => onChange({ familyId })}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`${serviceWords.removeVariant} ${name}`}
          title={serviceWords.removeVariant}
          onClick={onRemove}
        />
      </div>
      <div className="amount-grid">
        <Amount
          label={serviceWords.minutes}
          range={[5, 720]}
          value={variant.minutes}
          onChange={(minutes) => onChange({ minutes })}
        />
        <Amount
          label={serviceWords.people}
          range={[1, 4]}
          value={variant.people}
          onChange={(people) => onChange({ people })}
        />
        <Amount
          label={serviceWords.price}
          range={[0, 100_000]}
          precision={2}
          placeholder={serviceWords.basePrice}
          value={variant.yuan}
          onChange={(yuan) => onChange({ yuan })}
        />
      </div>
    </div>
  )
}

interface AmountProps {
  readonly label: string
  readonly range: readonly [number, number]
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly precision?: number
  readonly placeholder?: string
}

/** A number with its name above it. */
export const Amount = ({ label, range, value, onChange, precision = 0, placeholder }: AmountProps) => (
  <label className="reason-note">
    {label}
    <InputNumber
      min={range[0]}
      max={range[1]}
      precision={precision}
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(next) => onChange(next)}
    />
  </label>
)
