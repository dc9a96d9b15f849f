import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y } from '../../lib/a11y'
import styles from './FormLine.module.scss'

interface Props {
  /** Named so that the page can scroll to it. */
  readonly id: string
  readonly label?: string
  readonly error?: string | undefined
  /** A doubt or a remark, while there is no error. */
  readonly note?: string | undefined
}

/** A part of the form that is not a plain field, with its label above and what is wrong with it below. */
export function FormLine({ id, label, error, note, children }: PropsWithChildren<Props>) {
  return (
    <View id={`field-${id}`} className={styles.line}>
      {label && <View className={styles.label}>{label}</View>}
      {children}
      {error ? (
        <View className={styles.error} {...a11y('alert')}>
          {error}
        </View>
      ) : (
        note && <View className={styles.note}>{note}</View>
      )}
    </View>
  )
}
