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
/** The link has ended, or never was one. */
const OVER: readonly (string | undefined)[] = ['coupon.link_over', 'request.invalid']

const goHome = () => void Taro.switchTab({ url: routes.home })

/** A coupon is in the wallet; after an invitation it will be. */
function Taken({ couponId }: { readonly couponId: string | undefined }) {
  const go = (url: string) => () => void Taro.redirectTo({ url })
  return couponId ? (
    <Empty title={words.taken} action={{ label: words.see, onClick: go(routes.coupon(couponId)) }} />
  ) : (
    <Empty
      title={words.accepted}
      hint={words.acceptedHint}
      action={{ label: words.book, onClick: go(routes.service()) }}
    />
  )
}

/** What somebody was sent: a coupon of a store, a gift of a friend, or an invitation. */
export default function ClaimPage() {
  const { token = '' } = useRouter().params
  const { offer, take, taken } = useClaim(token)
  const { data, error, reload } = offer
  const inside = () => {
    if (taken) return <Taken couponId={taken.couponId} />
    if (OVER.includes(error?.code) || OVER.includes(take.problem?.code))
      return <Empty title={words.over} hint={words.overHint} action={{ label: words.home, onClick: goHome }} />
    if (data) return <ClaimScreen offer={data} problem={take.problem?.title} />
    return error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />
  }
  const footer = data && !taken && (
    <ActionButton loading={take.busy} onClick={() => take.run(data.kind)}>
      {data.kind === 'invitation' ? words.accept : words.take}
    </ActionButton>
  )
  return <Page footer={footer}>{inside()}</Page>
}
