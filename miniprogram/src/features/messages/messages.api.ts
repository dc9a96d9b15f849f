import { messaging, type View } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useLive } from '../../lib/live'
import { canSubscribe } from '../../lib/platform/subscribe'
import { useProfile } from '../../lib/session'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'

export type Message = messaging.MessageView

export const listMessages = (after?: string) => api(messaging.inbox, { query: { after } })
export const markRead = (messageId: string) => api(messaging.read, { params: { messageId } })
export const markAllRead = () => api(messaging.readAll, {})

/** How many messages the owner has not read; it follows what arrives. */
export function useUnread(): number {
  const owner = useProfile()?.id
  const remote = useRemote(async () => (owner ? (await api(messaging.unreadCount, {})).unread : 0), [owner])
  useLive(owner ? { kind: 'mine' } : null, remote.reload)
  useReturn(remote.reload)
  return remote.data ?? 0
}

/** The templates to ask consent for; none where WeChat cannot be asked. Loaded ahead: the question has to follow the tap at once. */
export function useTemplates(moment: messaging.ConsentMoment) {
  const owner = useProfile()?.id
  const remote = useRemote(
    async () => (owner && canSubscribe() ? api(messaging.subscribeTemplates, { query: { moment } }) : []),
    [owner, moment],
  )
  return { templates: remote.data ?? [], reload: remote.reload }
}

export const recordConsents = (requestId: string, accepted: messaging.TemplateKey[]) =>
  api(messaging.recordConsents, { body: { requestId, accepted } })

export type LedgerRow = View<typeof messaging.consentLedger>[number]

/** What the owner has allowed in WeChat. */
export function useLedger() {
  const owner = useProfile()?.id
  const remote = useRemote(() => api(messaging.consentLedger, {}), [owner])
  useReturn(remote.reload)
  return remote
}
