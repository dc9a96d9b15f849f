import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y } from '../lib/a11y'
import { classes } from './classes'
import styles from './Choice.module.scss'
import { Tappable } from './Tappable'

interface Props<V extends string> {
  readonly label: string
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly value: V | undefined
  readonly onChange: (value: V) => void
  /** What is wrong, in words. */
  readonly error?: string | undefined
  /** For hands in gloves: side by side over the whole width. */
  readonly isLarge?: boolean
}

/** One of a few, as chips. Children are shown in place of the label. */
export function Choice<V extends string>(props: PropsWithChildren<Props<V>>) {
  const { label, options, value, onChange, error, isLarge, children } = props
  return (
    <View className={styles.choice} {...a11y('radiogroup', label)}>
      {children ?? <View className={styles.label}>{label}</View>}
      <View className={styles.chips}>
        {options.map((option) => (
          <Tappable
            key={option.value}
            role="radio"
            checked={option.value === value}
            className={classes(styles.chip, isLarge && styles.large, option.value === value && styles.on)}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </Tappable>
        ))}
      </View>
      {error && (
        <View className={styles.error} {...a11y('alert')}>
          {error}
        </View>
      )}
    </View>
  )
}
