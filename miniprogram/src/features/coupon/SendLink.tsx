import { hasShareSheet, shareLink, sharesByCard } from '../../lib/platform/share'
import { routes } from '../../lib/routes'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { text } from './coupon.text'

const words = text.gift

interface Props {
  readonly title: string
  readonly token: string
}

/** Sends a link: WeChat's own card, the phone's share sheet, or a copy. */
export function SendLink({ title, token }: Props) {
  const send = useAction(async () => {
    if ((await shareLink(title, routes.couponLink(token))) === 'copied') toast(words.copied)
  })
  if (sharesByCard()) return <ActionButton openType="share">{words.send}</ActionButton>
  return (
    <ActionButton loading={send.busy} onClick={send.run}>
      {hasShareSheet() ? words.send : words.copy}
    </ActionButton>
  )
}
