import { useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import { useWallet } from '../../../../features/coupon/coupon.api'
import { text } from '../../../../features/coupon/coupon.text'
import { InviteSheet, type Invitation } from '../../../../features/coupon/InviteSheet'
import { WalletScreen } from '../../../../features/coupon/WalletScreen'
import { routes } from '../../../../lib/routes'
import { requireLogin, useProfile } from '../../../../lib/session'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

const words = text.wallet

/** Going back without logging in leaves the page as it is. */
const login = () => void requireLogin().catch(() => undefined)

/** 我的卡券. */
export default function WalletPage() {
  const isLoggedIn = useProfile() !== null
  const { data, error, reload } = useWallet()
  const [isInviting, setInviting] = useState(false)
  const [invitation, setInvitation] = useState<Invitation>()
  useShareAppMessage(() =>
    invitation
      ? { title: text.invite.card, path: routes.couponLink(invitation.token) }
      : { title: words.invite, path: routes.home },
  )
  const inside = () => {
    if (!isLoggedIn) return <Empty title={words.login} action={{ label: words.loginAction, onClick: login }} />
    if (data) return <WalletScreen wallet={data} onInvite={() => setInviting(true)} />
    return error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />
  }
  return (
    <Page>
      {inside()}
      {isInviting && <InviteSheet made={invitation} onMade={setInvitation} onClose={() => setInviting(false)} />}
    </Page>
  )
}
