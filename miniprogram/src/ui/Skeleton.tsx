import { View } from '@tarojs/components'
import { a11y } from '../lib/a11y'
import styles from './Skeleton.module.scss'

interface Props {
  readonly rows: number
  /** Height of one row in px, as tall as what will take its place. */
  readonly height?: number
}

/** Grey rows in the place of what is being loaded. */
export function Skeleton({ rows, height = 44 }: Props) {
  return (
    <View className={styles.skeleton} {...a11y('status', '正在加载')}>
      {Array.from({ length: rows }, (_, i) => (
        <View key={i} className={styles.row} style={{ height: `${height}px` }} />
      ))}
    </View>
  )
}
