import { useState } from 'react'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { FormLine } from './FormLine'
import { garageText, popularBrands } from './garage.text'

const text = garageText.car
const OTHER = 'other'
const options = [
  ...popularBrands.map((brand) => ({ value: brand, label: brand })),
  { value: OTHER, label: text.brandOther },
]
const isPopular = (brand: string) => popularBrands.includes(brand)

interface Props {
  readonly value: string
  readonly onChange: (brand: string) => void
  readonly error?: string | undefined
}

/** The usual brands as chips; any other is typed. */
export function BrandField({ value, onChange, error }: Props) {
  const [isOther, setOther] = useState(value !== '' && !isPopular(value))
  const choose = (choice: string) => {
    setOther(choice === OTHER)
    onChange(choice === OTHER ? '' : choice)
  }
  return (
    <FormLine id="brand" error={isOther ? undefined : error}>
      <Choice label={text.brand} options={options} value={isOther ? OTHER : value} onChange={choose} />
      {isOther && (
        <Field
          label={text.brandName}
          value={value}
          onChange={onChange}
          maxLength={30}
          placeholder={text.brandPlaceholder}
          error={error}
        />
      )}
    </FormLine>
  )
}
