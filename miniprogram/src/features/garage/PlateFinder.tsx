import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Handler } from '../../lib/handler'
import { ActionButton } from '../../ui/ActionButton'
import { Sheet } from '../../ui/Sheet'
import { garageText } from './garage.text'
import { PlateBoxes } from './PlateBoxes'
import { emptyPlate, plateOf, plateReducer } from './plate-input'
import styles from './PlateFinder.module.scss'
import { PlateKeyboard } from './PlateKeyboard'

interface Props {
  /** On the button. */
  readonly action: string
  /** What was typed of a plate, from its beginning. */
  readonly onDone: (plate: string) => void
  readonly onClose: Handler
}

/** Asks for a car by its plate, or by the beginning of it. */
export function PlateFinder({ action, onDone, onClose }: Props) {
  const [input, setInput] = useState(() => emptyPlate())
  const plate = plateOf(input)
  return (
    <Sheet open title={garageText.plate.title} onClose={() => void onClose()}>
      <PlateBoxes
        boxes={input.boxes}
        focus={input.focus}
        onTap={(box) => setInput(plateReducer(input, { type: 'focus', box }))}
      />
      <View className={styles.action}>
        <ActionButton disabled={plate === ''} onClick={() => onDone(plate)}>
          {action}
        </ActionButton>
      </View>
      <PlateKeyboard input={input} onAction={(next) => setInput(plateReducer(input, next))} />
    </Sheet>
  )
}
