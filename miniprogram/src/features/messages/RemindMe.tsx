import type { messaging } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { a11y } from '../../lib/a11y'
import { askSubscribe } from '../../lib/platform/subscribe'
import { useAction } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { recordConsents, useTemplates } from './messages.api'
import { text } from './messages.text'
import styles from './RemindMe.module.scss'

const words = text.remind

/** An answer of WeChat that the server has yet to hear of. */
interface Consent {
  readonly requestId: string
  readonly accepted: messaging.TemplateKey[]
}

/** Asks WeChat, then tells the server. When the server could not be told, the next tap tells it without asking again. */
function useConsent() {
  const templates = useTemplates()
  const [answer, setAnswer] = useState<'granted' | 'refused'>()
  const untold = useRef<Consent>()

  const ask = useAction(async () => {
    if (!untold.current) {
      const ids = await askSubscribe(templates.map(({ templateId }) => templateId))
      const accepted = templates.filter(({ templateId }) => ids.includes(templateId)).map(({ key }) => key)
      if (accepted.length === 0) return setAnswer('refused')
      untold.current = { requestId: uuid(), accepted }
    }
    await recordConsents(untold.current.requestId, untold.current.accepted)
    untold.current = undefined
    setAnswer('granted')
  })
  return { isOffered: templates.length > 0, answer, ask }
}

/** Offers to be reminded in WeChat, right after something was booked. Nothing where WeChat cannot be asked. */
export function RemindMe() {
  const { isOffered, answer, ask } = useConsent()
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
