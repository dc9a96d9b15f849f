import { coupon, store, type View } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'

export type Wallet = View<typeof coupon.wallet>
export type Coupon = Wallet['usable'][number]
export type CouponDetail = View<typeof coupon.mine>
export type Offer = View<typeof coupon.offer>

/** The owner's coupons, kept true while they are looked at. */
export function useWallet() {
  const owner = useProfile()?.id
  const remote = useRemote(async () => (owner ? api(coupon.wallet, {}) : undefined), [owner])
  useLive(owner ? { kind: 'mine' } : null, remote.reload)
  useReturn(remote.reload)
  return remote
}

export const readCoupon = (couponId: string) => api(coupon.mine, { params: { couponId } })
export const freshCode = (couponId: string) => api(coupon.redeemToken, { params: { couponId } })
export const giveCoupon = (couponId: string) => api(coupon.give, { params: { couponId } })
export const inviteFriend = (storeId: string) => api(coupon.invite, { body: { storeId } })

/** What a link holds; anybody may look. */
export const useOffer = (token: string) => useRemote(() => api(coupon.offer, { params: { token } }), [token])
export const useStores = () => useRemote(() => api(store.list, {}), [])

/** Takes what a link holds; answers with the coupon, where there is one already. */
export async function takeOffer(kind: Offer['kind'], token: string, requestId: string): Promise<string | undefined> {
  const params = { token }
  if (kind === 'claim') return (await api(coupon.claim, { params, body: { requestId } })).couponId
  if (kind === 'gift') return (await api(coupon.acceptGift, { params })).couponId
  await api(coupon.acceptInvitation, { params })
  return undefined
}
