import { View } from '@tarojs/components'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { garageText } from './garage.text'
import { allowedKeys, padOf, padRows, type PlateAction, type PlateInput } from './plate-input'
import styles from './PlateKeyboard.module.scss'

interface Props {
  readonly input: PlateInput
  readonly onAction: (action: PlateAction) => void
}

/** The pad of provinces for the first box, of digits and letters for the others. Keys that lead nowhere cannot be pressed. */
export function PlateKeyboard({ input, onAction }: Props) {
  const allowed = allowedKeys(input)
  const rows = padRows(input)
  return (
    <View className={classes(styles.pad, styles[padOf(input)])}>
      {rows.map((keys, row) => (
        <View key={row} className={styles.row}>
          {keys.map((char) => (
            <Tappable
              key={char}
              className={classes(styles.key, !allowed.has(char) && styles.off)}
              label={char}
              disabled={!allowed.has(char)}
              onClick={() => onAction({ type: 'key', char })}
            >
              {char}
            </Tappable>
          ))}
          {row === rows.length - 1 && (
            <Tappable className={classes(styles.key, styles.wide)} onClick={() => onAction({ type: 'backspace' })}>
              {garageText.plate.backspace}
            </Tappable>
          )}
        </View>
      ))}
    </View>
  )
}
