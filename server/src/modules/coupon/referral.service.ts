import { isAppError, type AuditActor } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import { survivorOf } from '../customer'
import { CouponReferral } from './coupon.entity'
import { issueCoupon } from './issuing.service'

const system: AuditActor = { kind: 'system', name: 'coupon' }

/** A visit that has been paid for, as far as invitations ask. */
export interface PaidVisit {
  readonly customerId: string
  /** The settlement. */
  readonly ref: string
  readonly at: Date
  /** The customer has never paid for a visit before, and nobody has ever brought this car: only then is the friend new. */
  readonly isNew: boolean
}

/** One side's coupon. A template that gives no more is no reason for a payment to fail. */
async function reward(tx: Tx, at: Date, templateId: string, side: { who: string; cause: string }): Promise<void> {
  try {
    const customerId = await survivorOf(tx, side.who)
    const order = { templateId, customerId, vehicleId: null, actor: system, state: 'issued', note: '邀请好友' } as const
    await issueCoupon(tx, at, { ...order, cause: side.cause })
  } catch (e) {
    if (!isAppError(e)) throw e
  }
}

/**
 * Rewards both sides of an invitation when the friend has paid for the first visit, and ends it without a reward when the
 * friend turns out not to be new. A repeat, and a customer whom nobody invited, change nothing.
 */
export async function rewardReferral(tx: Tx, visit: PaidVisit): Promise<void> {
  const { customerId: friendId, ref, at, isNew } = visit
  const referral = await tx.findOne(CouponReferral, { friendId, state: 'open' })
  if (!referral) return
  const set = { state: isNew ? 'rewarded' : 'refused', decidedAt: at, decidedRef: ref } as const
  if ((await tx.update(CouponReferral, { friendId, state: 'open' }, set)) === 0 || !isNew) return
  const { templateId, referrerId } = referral
  await reward(tx, at, templateId, { who: friendId, cause: `referral:${friendId}:friend` })
  await reward(tx, at, templateId, { who: referrerId, cause: `referral:${friendId}:referrer` })
}
