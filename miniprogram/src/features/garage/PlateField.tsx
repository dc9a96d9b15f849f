import { formatPlate, normPlate } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { canChoosePlate } from '../../lib/platform/license-plate'
import { Tappable } from '../../ui/Tappable'
import { FormLine } from './FormLine'
import { garageText } from './garage.text'
import { PlateBoxes } from './PlateBoxes'
import { fitsBoxes, plateInputOf, plateOf, plateReducer, type PlateAction } from './plate-input'
import { PlateSheet } from './PlateSheet'
import styles from './PlateField.module.scss'

const text = garageText.plate

interface Props {
  readonly value: string
  readonly onChange: (plate: string) => void
  readonly error?: string | undefined
  /** A doubt that does not keep the plate from being saved. */
  readonly doubt?: string | undefined
}

/** The plate as boxes; a tap opens the keyboard. Plates that do not fit the boxes are shown and typed as text. */
export function PlateField({ value, onChange, error, doubt }: Props) {
  const [input, setInput] = useState(() => plateInputOf(value))
  const [byText, setByText] = useState(() => value !== '' && !fitsBoxes(normPlate(value)))
  const [isOpen, setOpen] = useState(false)

  const act = (action: PlateAction) => {
    const next = plateReducer(input, action)
    setInput(next)
    onChange(plateOf(next))
  }
  const typeText = (plate: string) => {
    if (fitsBoxes(normPlate(plate))) setInput(plateInputOf(plate))
    onChange(plate)
  }
  const switchMode = () => {
    if (byText) onChange(plateOf(input))
    setByText(!byText)
  }

  return (
    <FormLine id="plate" label={text.label} error={error} note={doubt}>
      <Tappable label={`${text.label} ${value || text.open}`} onClick={() => setOpen(true)}>
        {byText ? (
          <View className={styles.text}>{value ? formatPlate(value) : text.open}</View>
        ) : (
          <PlateBoxes boxes={input.boxes} isWrong={Boolean(error)} />
        )}
      </Tappable>
      {isOpen && (
        <PlateSheet
          input={input}
          onAction={act}
          byText={byText}
          onMode={switchMode}
          text={value}
          onText={typeText}
          canChoose={canChoosePlate()}
          onClose={() => setOpen(false)}
        />
      )}
    </FormLine>
  )
}
