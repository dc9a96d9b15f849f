import { notifications } from '@pitlane/contract'
import { api } from '../../lib/api'
import { canSubscribe } from '../../lib/platform/subscribe'
import { useProfile } from '../../lib/session'
import { useAction } from '../../lib/use-action'
import { useRemote } from '../../lib/use-remote'

export type Settings = notifications.NotificationSettings
export type Choice = Settings['purposes'][number]

const save = ({ isDoNotDisturb, version, purposes }: Settings) =>
  api(notifications.save, {
    body: {
      ...{ isDoNotDisturb, version, client: canSubscribe() ? 'weapp' : 'h5' },
      purposes: purposes.map(({ purpose, isAllowed, wechat, sms }) => ({ purpose, isAllowed, wechat, sms })),
    },
  })

/** What the owner lets the store send. Each switch is kept at once; what was kept is what is shown. */
export function useSettings() {
  const owner = useProfile()?.id
  const remote = useRemote(() => api(notifications.read, {}), [owner])
  const change = useAction(async (next: Settings) => {
    await save(next)
    await remote.reload()
  })
  return { ...remote, change }
}
