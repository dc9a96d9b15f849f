import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import type { Handler } from '../lib/handler'
import { ActionButton } from './ActionButton'
import styles from './Empty.module.scss'

interface Props {
  readonly title: string
  readonly hint?: string
  /** What to do next. */
  readonly action?: { readonly label: string; readonly onClick: Handler }
}

/** Nothing here yet, and what to do about it; a button of another kind goes in as a child. */
export function Empty({ title, hint, action, children }: PropsWithChildren<Props>) {
  return (
    <View className={styles.empty}>
      <View className={styles.title}>{title}</View>
      {hint && <View className={styles.hint}>{hint}</View>}
      {(action || children) && (
        <View className={styles.action}>
          {action ? (
            <ActionButton tone="plain" onClick={action.onClick}>
              {action.label}
            </ActionButton>
          ) : (
            children
          )}
        </View>
      )}
    </View>
  )
}
