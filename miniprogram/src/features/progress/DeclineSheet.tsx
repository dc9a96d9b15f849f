import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import type { ApiProblem } from '../../lib/api'
import type { Handler } from '../../lib/handler'
import { ActionButton } from '../../ui/ActionButton'
import { Sheet } from '../../ui/Sheet'
import styles from './AddonCard.module.scss'
import type { Addon } from './progress.api'
import { text } from './progress.text'

const words = text.addon

interface Props {
  readonly addon: Addon
  readonly busy: boolean
  readonly problem: ApiProblem | undefined
  readonly onConfirm: Handler
  readonly onClose: () => void
}

/** 放心拒绝: what is not done, that it costs nothing, and when to look again. */
export function DeclineSheet({ addon, busy, problem, onConfirm, onClose }: Props) {
  return (
    <Sheet open title={addon.severity === 'red' ? words.declineTitleRed : words.declineTitle} onClose={onClose}>
      <View className={styles.sum}>{words.declineSum(addon.title)}</View>
      <View className={styles.recheck}>{addon.recheckHint ? words.recheck(addon.recheckHint) : words.recheckNone}</View>
      <View className={styles.by}>{words.remembered}</View>
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem.title}
        </View>
      )}
      <View className={styles.actions}>
        <ActionButton tone="plain" disabled={busy} onClick={onClose}>
          {words.declineNo}
        </ActionButton>
        <ActionButton loading={busy} onClick={onConfirm}>
          {words.declineYes}
        </ActionButton>
      </View>
    </Sheet>
  )
}
