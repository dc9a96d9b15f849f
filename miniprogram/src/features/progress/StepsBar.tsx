import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { classes } from '../../ui/classes'
import type { Progress } from './progress.api'
import { text } from './progress.text'
import styles from './StepsBar.module.scss'

/** 接车 报价 施工 质检 结算 交车, and how far it has come. The last one reached is where the car is. */
export function StepsBar({ steps }: Pick<Progress, 'steps'>) {
  const last = steps.reduce((found, { at }, i) => (at ? i : found), -1)
  return (
    <View className={styles.steps} {...a11y('img', text.steps(steps[last]?.label ?? text.notBegun))}>
      {steps.map(({ key, label }, i) => (
        <View key={key} className={classes(styles.step, i <= last && styles.reached, i === last && styles.here)}>
          {i > 0 && <View className={styles.line} />}
          <View className={styles.dot} />
          <View className={styles.name}>{label}</View>
        </View>
      ))}
    </View>
  )
}
