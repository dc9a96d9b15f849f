import { View } from '@tarojs/components'
import type { ApiProblem } from '../lib/api-error'
import { a11y } from '../lib/a11y'
import { ActionButton } from './ActionButton'
import styles from './ConfirmSheet.module.scss'
import { Sheet } from './Sheet'

interface Props {
  readonly open: boolean
  /** The question. */
  readonly title: string
  /** What is lost, and what is not. */
  readonly loss: string
  readonly confirm: string
  readonly keep: string
  readonly busy?: boolean
  /** Why it did not work, when it was tried. */
  readonly problem?: ApiProblem | undefined
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something is taken away. The way back is the first button. */
export function ConfirmSheet({ open, title, loss, confirm, keep, busy, problem, onConfirm, onClose }: Props) {
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <View className={styles.loss}>{loss}</View>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      <View className={styles.actions}>
        <ActionButton tone="plain" disabled={busy} onClick={onClose}>
          {keep}
        </ActionButton>
        <ActionButton tone="danger" loading={busy} onClick={onConfirm}>
          {confirm}
        </ActionButton>
      </View>
    </Sheet>
  )
}
