import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y } from '../lib/a11y'
import styles from './Sheet.module.scss'
import { Tappable } from './Tappable'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
}

/** A panel from the bottom edge, above everything. Touching outside closes it. */
export function Sheet({ open, title, onClose, children }: PropsWithChildren<Props>) {
  if (!open) return null
  return (
    <View className={styles.layer}>
      <View className={styles.mask} onClick={onClose} catchMove />
      <View className={styles.panel} {...a11y('dialog', title)}>
        <View className={styles.head}>
          <View className={styles.title}>{title}</View>
          <Tappable className={styles.close} label="关闭" onClick={onClose}>
            关闭
          </Tappable>
        </View>
        <View className={styles.body}>{children}</View>
      </View>
    </View>
  )
}
