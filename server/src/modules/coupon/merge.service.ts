import type { Tx } from '../../platform/database'
import { passCustomerGate, survivorOf } from '../customer'
import { Coupon, CouponLink, CouponReferral } from './coupon.entity'

/** Whoever invited their own other account has invited nobody; of two invitations the survivor's own stays. */
async function adoptReferrals(tx: Tx, from: string, to: string): Promise<void> {
  await tx.delete(CouponReferral, { friendId: from, referrerId: to })
  await tx.delete(CouponReferral, { friendId: to, referrerId: from })
  await tx.update(CouponReferral, { referrerId: from }, { referrerId: to })
  if ((await tx.count(CouponReferral, { friendId: to })) > 0) await tx.delete(CouponReferral, { friendId: from })
  else await tx.update(CouponReferral, { friendId: from }, { friendId: to })
}

/** Two customers turned out to be one: their coupons follow, also where that makes more than a limit. */
export async function adoptCoupons(tx: Tx, from: string, into: string): Promise<void> {
  const to = await survivorOf(tx, into)
  await passCustomerGate(tx, to)
  await tx.update(Coupon, { customerId: from }, { customerId: to })
  await tx.update(CouponLink, { customerId: from }, { customerId: to })
  await tx.update(CouponLink, { takenBy: from }, { takenBy: to })
  await adoptReferrals(tx, from, to)
}
