import { View } from '@tarojs/components'
import { a11y, decorative } from '../../lib/a11y'
import { classes } from '../../ui/classes'
import { garageText } from './garage.text'
import { BOX_COUNT } from './plate-input'
import styles from './PlateBoxes.module.scss'

const text = garageText.plate

interface Props {
  readonly boxes: readonly string[]
  /** The box that the next key fills; none while the keyboard is closed. */
  readonly focus?: number
  readonly onTap?: (box: number) => void
  readonly isWrong?: boolean
}

/** A plate as eight boxes, the last one only for new-energy cars. */
export function PlateBoxes({ boxes, focus, onTap, isWrong }: Props) {
  return (
    <View className={styles.boxes} {...(onTap ? {} : decorative())}>
      {boxes.map((char, at) => {
        const isExtra = at === BOX_COUNT - 1
        return (
          <View
            key={at}
            className={classes(
              styles.box,
              isExtra && styles.extra,
              isWrong && !isExtra && styles.wrong,
              at === focus && styles.focus,
            )}
            onClick={onTap && (() => onTap(at))}
            {...(onTap ? a11y('button', text.box(at + 1, char), { selected: at === focus }) : {})}
          >
            {char || (isExtra ? <View className={styles.plus}>{text.newEnergy}</View> : '')}
          </View>
        )
      })}
    </View>
  )
}
