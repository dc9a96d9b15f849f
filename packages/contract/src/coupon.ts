import * as z from 'zod/mini'
import { CouponView } from './coupon-face'
import { endpoint } from './endpoint'
import { Id, Instant, Nothing } from './fields'

export * from './coupon-face'

/** So long the QR code of a coupon is good, without a network. */
export const QR_SECONDS = 60

const params = z.object({ couponId: Id })
const Token = z.object({ token: z.string().check(z.regex(/^[\w-]{20,64}$/)) })

export const wallet = endpoint({
  method: 'GET',
  path: '/api/me/coupons',
  summary: "The owner's coupons: usable ones first to end first, then the last hundred that were used or have ended.",
  access: 'customer',
  response: z.object({ usable: z.array(CouponView), used: z.array(CouponView), ended: z.array(CouponView) }),
  errors: [],
})

export const mine = endpoint({
  method: 'GET',
  path: '/api/me/coupons/:couponId',
  summary: 'One of the owner’s coupons with its 12-digit code (grouped 4-4-4), its stores and what happened to it.',
  access: 'customer',
  params,
  response: z.object({
    ...CouponView.shape,
    code: z.string(),
    stores: z.array(z.object({ id: Id, name: z.string() })),
    history: z.array(z.object({ at: Instant, what: z.string() })),
  }),
  errors: ['coupon.not_found'],
})

export const redeemToken = endpoint({
  method: 'POST',
  path: '/api/me/coupons/:couponId/redeem-token',
  summary:
    'What the QR code of a coupon says for the next 60 seconds; a phone shows it without a network. It can be scanned on one device only.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params,
  response: z.object({ payload: z.string(), until: Instant }),
  errors: ['coupon.not_found', 'coupon.not_usable'],
})

export const offer = endpoint({
  method: 'GET',
  path: '/api/coupon-links/:token',
  summary: 'What a claim link, a gift or an invitation holds. One that has ended or never was answers alike.',
  access: 'public',
  limit: { points: 60, seconds: 60, by: 'address' },
  params: Token,
  response: z.object({
    kind: z.enum(['claim', 'gift', 'invitation']),
    name: z.string(),
    says: z.string(),
    limits: z.array(z.string()),
    terms: z.string(),
    until: Instant,
    /** Null: as many as people want. */
    left: z.nullable(z.int()),
  }),
  errors: ['coupon.link_over'],
})

const limitRefusals = [
  ...(['coupon.not_active', 'coupon.sold_out', 'coupon.limit_reached', 'coupon.daily_limit_reached'] as const),
  ...(['coupon.budget_spent', 'coupon.validity_over'] as const),
] as const

export const claim = endpoint({
  method: 'POST',
  path: '/api/coupon-links/:token/claim',
  summary: 'Takes a coupon by a claim link. The same `requestId` again answers with the same coupon.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params: Token,
  body: z.object({ requestId: z.uuid() }),
  response: z.object({ couponId: Id }),
  errors: ['coupon.link_over', ...limitRefusals],
})

export const give = endpoint({
  method: 'POST',
  path: '/api/me/coupons/:couponId/gifts',
  summary:
    'Makes a link by which somebody else takes the coupon over, within three days. Until then it stays usable; a new link ends the one before.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params,
  response: z.object({ token: z.string(), until: Instant }),
  errors: ['coupon.not_found', 'coupon.not_usable', 'coupon.not_giftable'],
})

export const acceptGift = endpoint({
  method: 'POST',
  path: '/api/coupon-links/:token/acceptance',
  summary: 'Takes a coupon over that was given. Who has taken it may repeat this.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params: Token,
  response: z.object({ couponId: Id }),
  errors: ['coupon.link_over', 'coupon.gift_own'],
})

export const invite = endpoint({
  method: 'POST',
  path: '/api/me/coupon-invitations',
  summary:
    'Makes an invitation for a friend, under a referral template of a store. Both get a coupon after the friend’s first paid visit.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  body: z.object({ storeId: Id }),
  response: z.object({ token: z.string(), until: Instant, name: z.string(), says: z.string() }),
  errors: ['coupon.no_referral'],
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/coupon-links/:token/friend',
  summary: 'Accepts an invitation. Whoever has accepted one already stays with it.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params: Token,
  response: Nothing,
  errors: ['coupon.link_over', 'coupon.gift_own', 'coupon.already_invited'],
})
