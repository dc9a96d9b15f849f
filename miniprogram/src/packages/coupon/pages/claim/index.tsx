import Taro, { useRouter } from '@tarojs/taro'
import { ClaimScreen } from '../../../../features/coupon/ClaimScreen'
import { text } from '../../../../features/coupon/coupon.text'
import { useClaim } from '../../../../features/coupon/use-claim'
import { routes } from '../../../../lib/routes'
import { ActionButton } from '../../../../ui/ActionButton'
import { CardSkeletons } from '../../../../ui/CardSkeletons'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'

const words = text.claim

const goHome = () => void Taro.switchTab({ url: routes.home })

/** What somebody was sent: a coupon of a store, a gift of a friend, or an invitation. */
export default function ClaimPage() {
  const { token = '' } = useRouter().params
  const { offer, take, taken } = useClaim(token)
  const { data, error, reload } = offer
  const isOver =
    error?.code === 'coupon.link_over' || error?.code === 'request.invalid' || take.problem?.code === 'coupon.link_over'
  if (taken) {
    const { couponId } = taken
    const see = () => void Taro.redirectTo({ url: couponId ? routes.coupon(couponId) : routes.service() })
    return (
      <Page>
        <Empty
          title={couponId ? words.taken : words.accepted}
          {...(couponId ? {} : { hint: words.acceptedHint })}
          action={{ label: couponId ? words.see : words.book, onClick: see }}
        />
      </Page>
    )
  }
  if (isOver)
    return (
      <Page>
        <Empty title={words.over} hint={words.overHint} action={{ label: words.home, onClick: goHome }} />
      </Page>
    )
  if (!data) return <Page>{error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />}</Page>
  const footer = (
    <ActionButton loading={take.busy} onClick={() => take.run(data.kind)}>
      {data.kind === 'invitation' ? words.accept : words.take}
    </ActionButton>
  )
  return (
    <Page footer={footer}>
      <ClaimScreen offer={data} problem={take.problem?.title} />
    </Page>
  )
}
