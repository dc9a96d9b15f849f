import { View } from '@tarojs/components'
import type { ApiProblem } from '../lib/api-error'
import { a11y } from '../lib/a11y'
import type { Handler } from '../lib/handler'
import { ActionButton } from './ActionButton'
import styles from './Empty.module.scss'

interface Props {
  readonly problem: ApiProblem
  readonly onRetry: Handler
}

/** What went wrong, in the server's words, and a way to try again. */
export function ErrorState({ problem, onRetry }: Props) {
  return (
    <View className={styles.empty} {...a11y('alert')}>
      <View className={styles.title}>{problem.title}</View>
      {problem.requestId && <View className={styles.hint}>{`如需帮助，请提供编号 ${problem.requestId}`}</View>}
      <View className={styles.action}>
        <ActionButton tone="plain" onClick={onRetry}>
          重试
        </ActionButton>
      </View>
    </View>
  )
}
