import { coupon } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import type { CouponDetail } from './coupon.api'

/** What a QR code says, and until when by the clock of this phone (ms since 1970). */
export interface KeptCode {
  readonly payload: string
  readonly until: number
}

/** The coupon that was looked at last, for a counter without a network. */
interface KeptCoupon {
  readonly ownerId: string
  readonly detail: CouponDetail
  readonly code: KeptCode | null
}

const KEY = 'pitlane.coupon'

/** The server counts whole seconds, so one may be missing. */
const GOOD_MS = (coupon.QR_SECONDS - 1) * 1000

/** Counted from when it was asked for, by this phone's own clock, which need not agree with the server's. */
export const codeFrom = (payload: string, askedAt: number): KeptCode => ({ payload, until: askedAt + GOOD_MS })

/** What is kept of this coupon of this owner. What another owner left on the phone is thrown away. */
export function keptCoupon(ownerId: string, couponId: string): KeptCoupon | undefined {
  const kept: KeptCoupon | '' = Taro.getStorageSync(KEY)
  if (!kept) return undefined
  if (kept.ownerId !== ownerId) {
    Taro.removeStorageSync(KEY)
    return undefined
  }
  return kept.detail.id === couponId ? kept : undefined
}

export function keepDetail(ownerId: string, detail: CouponDetail): void {
  const code = keptCoupon(ownerId, detail.id)?.code ?? null
  Taro.setStorageSync(KEY, { ownerId, detail, code } satisfies KeptCoupon)
}

export function keepCode(ownerId: string, couponId: string, code: KeptCode | null): void {
  const kept = keptCoupon(ownerId, couponId)
  if (kept) Taro.setStorageSync(KEY, { ...kept, code } satisfies KeptCoupon)
}
