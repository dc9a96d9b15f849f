import { catalog } from '@pitlane/contract'
import { Input, Radio } from 'antd'
import { fuelFor, isWholePhone, NEW_CAR } from './form'
import type { Intake } from './use-intake'
import { words } from './words'

const PLATE_MAX = 16
const NAME_MAX = 30
const fuelOptions = (Object.keys(catalog.fuels) as catalog.Fuel[]).map((value) => ({
  value,
  label: catalog.fuels[value],
}))

/** Which of the customer's cars, or a new one. */
export function CarFields({ intake }: { readonly intake: Intake }) {
  const { form, put, customer } = intake
  const vehicles = customer.data?.vehicles ?? []
  const options = [
    ...vehicles.map(({ id, name, maskedPlate }) => ({
      value: id,
      label: [maskedPlate, name].filter(Boolean).join(' '),
    })),
    { value: NEW_CAR, label: words.newCar },
  ]
  if (!isWholePhone(form.phone)) return null
  return (
    <>
      {vehicles.length > 0 && (
        <fieldset>
          <legend>{words.car}</legend>
          <Radio.Group
            vertical
            value={form.carId}
            options={options}
            onChange={(event) => put({ carId: event.target.value as string })}
          />
        </fieldset>
      )}
      {form.carId === NEW_CAR && !customer.isFetching && <NewCar intake={intake} />}
    </>
  )
}

function NewCar({ intake }: { readonly intake: Intake }) {
  const { form, put, customer } = intake
  return (
    <>
      <label className="reason-note">
        {words.plate}
        <Input
          data-field="plate"
          autoComplete="off"
          spellCheck={false}
          maxLength={PLATE_MAX}
          placeholder={words.platePlaceholder}
          value={form.plate}
          onChange={({ target }) => put({ plate: target.value, fuel: fuelFor(target.value, form.fuel) })}
        />
      </label>
      <fieldset>
        <legend>{words.fuel}</legend>
        <Radio.Group
          className="chip-radios"
          optionType="button"
          size="small"
          value={form.fuel}
          options={fuelOptions}
          onChange={(event) => put({ fuel: event.target.value as catalog.Fuel })}
        />
      </fieldset>
      {customer.data?.isKnown === false && (
        <label className="reason-note">
          {words.name}
          <Input
            autoComplete="off"
            maxLength={NAME_MAX}
            placeholder={words.namePlaceholder}
            value={form.name}
            onChange={(event) => put({ name: event.target.value })}
          />
        </label>
      )}
    </>
  )
}
