import type { CouponDetail } from '../../../miniprogram/src/features/coupon/coupon.api'

export const COUPON = '01J00000000000000000000961'
export const MINE = `GET /api/me/coupons/${COUPON}`
export const TOKEN = `POST /api/me/coupons/${COUPON}/redeem-token`

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

export const coupon: CouponDetail = {
  ...{ id: COUPON, name: '秋季保养券', type: 'full_cut', says: '满¥500减¥80', limits: ['仅限周一、周二使用'] },
  ...{ terms: '不兑现', state: 'claimed', hasBegun: true, isEndingSoon: false, isGiftable: true, usedAt: null },
  ...{ validFrom: inDays(-1), validUntil: inDays(20), code: '1234-5678-9012' },
  stores: [{ id: '01J00000000000000000000301', name: '浦东店' }],
  history: [{ at: inDays(-1), what: '领取' }],
}
