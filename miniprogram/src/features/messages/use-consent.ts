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

type Templates = ReturnType<typeof useTemplates>['templates']

/** Asks in WeChat's own window, and answers with what was allowed. */
async function askFor(templates: Templates): Promise<messaging.TemplateKey[]> {
  const ids = await askSubscribe(templates.map(({ templateId }) => templateId))
  return templates.filter(({ templateId }) => ids.includes(templateId)).map(({ key }) => key)
}

/** Asks WeChat, then tells the server. When the server could not be told, the next tap tells it without asking again. */
export function useConsent(moment: messaging.ConsentMoment, onGranted?: () => Promise<void>) {
  const { templates, reload } = useTemplates(moment)
  const [answer, setAnswer] = useState<'granted' | 'refused'>()
  const untold = useRef<Consent>()

  const ask = useAction(async () => {
    if (!untold.current) {
      const accepted = await askFor(templates)
      if (accepted.length === 0) return setAnswer('refused')
      untold.current = { requestId: uuid(), accepted }
    }
    await recordConsents(untold.current.requestId, untold.current.accepted)
    untold.current = undefined
    setAnswer('granted')
    await Promise.all([reload(), onGranted?.()])
  })
  return { isOffered: templates.length > 0, answer, ask }
}

/**
 * For the tap of 加入候补, to be called first thing in it: whether we may say that a time came free. Whatever comes of it, the tap does
 * what it says: the owner is then told by SMS. Never rejects.
 */
export function useWaitlistConsent(): () => Promise<void> {
  const { isOffered, ask } = useConsent('waitlist')
  return async () => {
    if (isOffered) await ask.run()
  }
}
