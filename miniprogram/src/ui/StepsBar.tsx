import { View } from '@tarojs/components'
import { a11y } from '../lib/a11y'
import { classes } from './classes'
import styles from './StepsBar.module.scss'

interface Props {
  readonly steps: readonly { readonly key: string; readonly name: string }[]
  /** The place of the last one that was reached; below 0 before the first. */
  readonly reached: number
  /** Read aloud instead of the steps. */
  readonly label: string
}

/** A way in a few steps, and how far it has come. */
export function StepsBar({ steps, reached, label }: Props) {
  return (
    <View className={styles.steps} {...a11y('img', label)}>
      {steps.map(({ key, name }, i) => (
        <View key={key} className={classes(styles.step, i <= reached && styles.reached, i === reached && styles.here)}>
          {i > 0 && <View className={styles.line} />}
          <View className={styles.dot} />
          <View className={styles.name}>{name}</View>
        </View>
      ))}
    </View>
  )
}
