import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import { isUsable } from '../../../../features/coupon/coupon-words'
import { text } from '../../../../features/coupon/coupon.text'
import { CouponScreen } from '../../../../features/coupon/CouponScreen'
import { GiftSheet, type MadeLink } from '../../../../features/coupon/GiftSheet'
import { useCoupon } from '../../../../features/coupon/use-coupon'
import { routes } from '../../../../lib/routes'
import { requireLogin, useProfile } from '../../../../lib/session'
import { ActionButton } from '../../../../ui/ActionButton'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

const words = text.gift

/** Going back without logging in leaves the page as it is. */
const login = () => void requireLogin().catch(() => undefined)

/** One coupon of the owner, to hold up at the counter or to give away. */
export default function CouponPage() {
  const { couponId = '' } = useRouter().params
  const isLoggedIn = useProfile() !== null
  const { detail, isStale, error, reload } = useCoupon(couponId)
  const [isGiving, setGiving] = useState(false)
  const [made, setMade] = useState<MadeLink>()
  useShareAppMessage(() =>
    made && detail
      ? { title: words.card(detail.name), path: routes.couponLink(made.token) }
      : { title: text.wallet.invite, path: routes.home },
  )
  const inside = () => {
    if (!isLoggedIn)
      return <Empty title={text.wallet.login} action={{ label: text.wallet.loginAction, onClick: login }} />
    if (detail) return <CouponScreen detail={detail} isStale={isStale} onRefused={() => void reload()} />
    return error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />
  }
  const canGive = detail?.isGiftable && isUsable(detail) && !isStale
  return (
    <Page
      footer={
        canGive && (
          <ActionButton tone="plain" onClick={() => setGiving(true)}>
            {words.open}
          </ActionButton>
        )
      }
    >
      {inside()}
      {isGiving && detail && (
        <GiftSheet detail={detail} made={made} onMade={setMade} onClose={() => setGiving(false)} />
      )}
    </Page>
  )
}
