import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import styles from './SlotSkeleton.module.scss'

/** Two groups of times that are still unknown. */
export function SlotSkeleton() {
  return (
    <View className={styles.groups} {...a11y('status', '正在加载')}>
      {[8, 12].map((count) => (
        <View key={count} className={styles.grid}>
          {Array.from({ length: count }, (_, i) => (
            <View key={i} className={styles.slot} />
          ))}
        </View>
      ))}
    </View>
  )
}

/** A date strip that is still unknown. */
export function DaySkeleton() {
  return (
    <View className={styles.days} {...a11y('status', '正在加载')}>
      {Array.from({ length: 6 }, (_, i) => (
        <View key={i} className={styles.day} />
      ))}
    </View>
  )
}
