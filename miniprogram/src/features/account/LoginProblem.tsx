import { View } from '@tarojs/components'
import type { ApiProblem } from '../../lib/api'
import { a11y } from '../../lib/a11y'
import styles from './LoginFlow.module.scss'

/** What went wrong, beside the button that tries again. */
export function LoginProblem({ problem }: { readonly problem: Pick<ApiProblem, 'title'> | undefined }) {
  if (!problem) return null
  return (
    <View className={styles.problem} {...a11y('alert')}>
      {problem.title}
    </View>
  )
}
