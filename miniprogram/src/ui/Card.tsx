import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import type { Handler } from '../lib/handler'
import styles from './Card.module.scss'
import { Tappable } from './Tappable'

interface Props {
  readonly title?: string
  /** Right of the title. */
  readonly extra?: ReactNode
  readonly onClick?: Handler
}

/** A group of things that belong together. With `onClick` the whole card is one button. */
export function Card({ title, extra, onClick, children }: PropsWithChildren<Props>) {
  const inside = (
    <>
      {(title || extra) && (
        <View className={styles.head}>
          <View className={styles.title}>{title}</View>
          {extra}
        </View>
      )}
      {children}
    </>
  )
  if (!onClick) return <View className={styles.card}>{inside}</View>
  return (
    <Tappable className={styles.card} onClick={onClick}>
      {inside}
    </Tappable>
  )
}
