import { catalog, plateDoubt, type vehicle } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { BrandField } from './BrandField'
import { FormLine } from './FormLine'
import { garageText } from './garage.text'
import { PlateField } from './PlateField'
import { useSaveCar } from './use-save-car'
import { draftOf, emptyDraft, type VehicleDraft, type VehicleField } from './vehicle-form'
import { VinField } from './VinField'
import styles from './VehicleForm.module.scss'

const text = garageText.form
type Fuel = catalog.Fuel
const fuelOptions = Object.entries(catalog.fuels).map(([value, label]) => ({ value: value as Fuel, label }))
const plateOptions = [
  { value: 'yes' as const, label: garageText.plate.has },
  { value: 'no' as const, label: garageText.plate.none },
]

interface Props {
  /** The car to change; none adds one. */
  readonly car?: vehicle.VehicleView | undefined
  /** Fetches the car again, when somebody else has changed it. */
  readonly onStale: () => void
  readonly onSaved: () => void
}

/** Shows the first field that needs mending; the others are marked too. */
const scrollTo = (field: VehicleField | undefined) => {
  if (field) void Taro.pageScrollTo({ selector: `#field-${field}`, offsetTop: -16, duration: 150 })
}

/** The whole form for one car. It keeps everything typed until it is saved. */
export function VehicleForm({ car, onStale, onSaved }: Props) {
  const [draft, setDraft] = useState<VehicleDraft>(() => (car ? draftOf(car) : emptyDraft))
  const save = useSaveCar(car, { onStale, onSaved, onWrong: scrollTo })
  const change = (part: Partial<VehicleDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    save.forgive(part)
  }
  return (
    <Page footer={<Footer words={save.words} busy={save.busy} onSave={() => save.run(draft)} />}>
      <Card>
        <PlatePart draft={draft} error={save.errors.plate} onChange={change} />
        <VinField draft={draft} onFile={car?.maskedVin ?? null} error={save.errors.vin} onChange={change} />
      </Card>
      <Card>
        <CarPart draft={draft} errors={save.errors} onChange={change} />
      </Card>
    </Page>
  )
}

interface PartProps {
  readonly draft: VehicleDraft
  readonly onChange: (part: Partial<VehicleDraft>) => void
}

function PlatePart({ draft, error, onChange }: PartProps & { readonly error: string | undefined }) {
  const doubt = draft.fuel && plateDoubt(draft.plate, draft.fuel) ? garageText.plate.doubt : undefined
  return (
    <>
      <Choice
        label={garageText.plate.ask}
        options={plateOptions}
        value={draft.hasPlate ? 'yes' : 'no'}
        onChange={(value) => onChange({ hasPlate: value === 'yes' })}
      />
      {draft.hasPlate ? (
        <PlateField value={draft.plate} onChange={(plate) => onChange({ plate })} error={error} doubt={doubt} />
      ) : (
        <View className={styles.note}>{garageText.plate.noneHint}</View>
      )}
    </>
  )
}

function CarPart({ draft, errors, onChange }: PartProps & Pick<ReturnType<typeof useSaveCar>, 'errors'>) {
  const words = garageText.car
  return (
    <>
      <BrandField value={draft.brand} onChange={(brand) => onChange({ brand })} error={errors.brand} />
      <View id="field-model">
        <Field
          label={words.model}
          value={draft.model}
          onChange={(model) => onChange({ model })}
          maxLength={50}
          placeholder={words.modelPlaceholder}
          error={errors.model}
        />
      </View>
      <FormLine id="fuel" error={errors.fuel}>
        <Choice label={words.fuel} options={fuelOptions} value={draft.fuel} onChange={(fuel) => onChange({ fuel })} />
      </FormLine>
      <View id="field-mileage">
        <Field
          label={words.mileage}
          value={draft.mileage}
          onChange={(mileage) => onChange({ mileage: mileage.replace(/[^\d]/g, '') })}
          type="number"
          maxLength={7}
          placeholder={words.mileagePlaceholder}
          error={errors.mileage}
          hint={words.mileageHint}
        />
      </View>
    </>
  )
}

interface FooterProps {
  readonly words: string | undefined
  readonly busy: boolean
  readonly onSave: () => void
}

function Footer({ words, busy, onSave }: FooterProps) {
  return (
    <>
      {words && (
        <View className={styles.problem} {...a11y('alert')}>
          {words}
        </View>
      )}
      <ActionButton loading={busy} onClick={onSave}>
        {busy ? text.saving : text.save}
      </ActionButton>
    </>
  )
}
