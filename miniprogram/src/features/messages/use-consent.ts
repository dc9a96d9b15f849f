import type { messaging } from '@pitlane/contract'
import { useRef, useState } from 'react'
import { askSubscribe } from '../../lib/platform/subscribe'
import { useAction } from '../../lib/use-action'
import { uuid } from '../../lib/uuid'
import { recordConsents, useTemplates } from './messages.api'

/** An answer of WeChat that the server has yet to hear of. */
interface Consent {
  readonly requestId: string
  readonly accepted: messaging.TemplateKey[]
}

/** Asks WeChat, then tells the server. When the server could not be told, the next tap tells it without asking again. */
export function useConsent(onGranted?: () => Promise<void>) {
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
    await onGranted?.()
  })
  return { isOffered: templates.length > 0, answer, ask }
}
