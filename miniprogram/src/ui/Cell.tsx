import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { decorative } from '../lib/a11y'
import type { Handler } from '../lib/handler'
import styles from './Cell.module.scss'
import { Tappable } from './Tappable'

interface Props {
  readonly title: ReactNode
  /** Below the title, quieter. */
  readonly note?: ReactNode
  /** At the right edge. */
  readonly value?: ReactNode
  /** At the left edge. */
  readonly leading?: ReactNode
  readonly onClick?: Handler
  /** Chooses instead of leading somewhere: read as a radio button, without an arrow. */
  readonly checked?: boolean
}

/** One line of a list: what it is, what it says, and where it leads. */
export function Cell({ title, note, value, leading, onClick, checked }: Props) {
  const inside = (
    <>
      {checked !== undefined && <View className={checked ? styles.radioOn : styles.radio} />}
      {leading}
      <View className={styles.text}>
        <View className={styles.title}>{title}</View>
        {note && <View className={styles.note}>{note}</View>}
      </View>
      {value !== undefined && <View className={styles.value}>{value}</View>}
      {onClick && checked === undefined && <View className={styles.arrow} {...decorative()} />}
    </>
  )
  if (!onClick) return <View className={styles.cell}>{inside}</View>
  return (
    <Tappable
      className={styles.cell}
      role={checked === undefined ? 'button' : 'radio'}
      checked={checked}
      onClick={onClick}
    >
      {inside}
    </Tappable>
  )
}
