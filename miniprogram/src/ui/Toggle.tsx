import { View } from '@tarojs/components'
import { decorative } from '../lib/a11y'
import { classes } from './classes'
import { Tappable } from './Tappable'
import styles from './Toggle.module.scss'

interface Props {
  readonly title: string
  readonly note: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** A line that is switched on and off as a whole. WeChat's own switch takes fixed colours and stays light in dark mode. */
export function Toggle({ title, note, on, onChange }: Props) {
  return (
    <Tappable role="checkbox" checked={on} label={title} className={styles.toggle} onClick={() => onChange(!on)}>
      <View className={styles.text}>
        <View className={styles.title}>{title}</View>
        <View className={styles.note}>{note}</View>
      </View>
      <View className={classes(styles.track, on && styles.on)} {...decorative()}>
        <View className={styles.knob} />
      </View>
    </Tappable>
  )
}
