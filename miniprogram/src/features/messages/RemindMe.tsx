import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { text } from './messages.text'
import styles from './RemindMe.module.scss'
import { useConsent } from './use-consent'

const words = text.remind

/** Offers to be reminded in WeChat, right after something was booked. Nothing where WeChat cannot be asked. */
export function RemindMe() {
  const { isOffered, answer, ask } = useConsent('booking')
  if (!isOffered) return null
  return (
    <Card title={words.title}>
      <View className={styles.hint} {...a11y('status')}>
        {answer ? words[answer] : words.hint}
      </View>
      {ask.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {ask.problem.title}
        </View>
      )}
      {answer !== 'granted' && (
        <View className={styles.action}>
          <ActionButton tone="plain" loading={ask.busy} onClick={ask.run}>
            {answer === 'refused' ? words.again : words.ask}
          </ActionButton>
        </View>
      )}
    </Card>
  )
}
