import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { Tappable } from '../../ui/Tappable'
import type { useConsent } from './use-consent'
import { words } from './visit-news.text'
import styles from './VisitNews.module.scss'

interface Props {
  readonly consent: ReturnType<typeof useConsent>
}

/** A quiet line that offers news of a visit in WeChat. Nothing where WeChat cannot be asked. */
export function VisitNews({ consent: { isOffered, answer, ask } }: Props) {
  if (!isOffered) return null
  return (
    <View className={styles.news}>
      {answer !== 'granted' && (
        <Tappable className={styles.ask} disabled={ask.busy} onClick={ask.run}>
          {answer === 'refused' ? words.again : words.ask}
        </Tappable>
      )}
      <View {...a11y('status')}>{ask.problem?.title ?? words[answer ?? 'hint']}</View>
    </View>
  )
}
