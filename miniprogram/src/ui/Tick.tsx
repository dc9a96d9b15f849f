import { View } from '@tarojs/components'
import { decorative } from '../lib/a11y'
import { classes } from './classes'
import { Tappable } from './Tappable'
import styles from './Tick.module.scss'

interface Props {
  readonly label: string
  /** Below the label, quieter. */
  readonly note?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** Something to have or to do without. */
export function Tick({ label, note, checked, onChange }: Props) {
  return (
    <Tappable
      role="checkbox"
      checked={checked}
      label={note ? `${label} ${note}` : label}
      className={styles.row}
      onClick={() => onChange(!checked)}
    >
      <View className={classes(styles.box, checked && styles.on)} {...decorative()} />
      <View className={styles.text}>
        <View>{label}</View>
        {note && <View className={styles.note}>{note}</View>}
      </View>
    </Tappable>
  )
}
