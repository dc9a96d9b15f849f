import { isAppError, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { brokenCoupons, holdChoice, releaseCoupons, returnCoupons, useCoupons } from '../coupon'
import type { CouponShare, PricedLine } from './computing'
import { billOf, fitting, type Choice } from './coupon-choice.queries'
import type { Settlement } from './payment.entity'

/** Holds what was chosen for a bill while it is paid, at the numbers it was chosen by. Throws `settlement.coupon_unfit` where somebody was faster. */
export const holdCoupons = (tx: Tx, settlement: Settlement, { offered }: Choice, by: AuditActor): Promise<void> =>
  fitting(() => holdChoice(tx, offered, { lockRef: settlement.id, actor: by }))

/** Nobody pays after all: what the bill holds is free again, but for what is kept. */
export const freeCoupons = (
  app: App,
  tx: Tx,
  settlement: Settlement,
  by: AuditActor,
  keep: readonly string[] = [],
): Promise<void> => releaseCoupons(tx, { lockRef: settlement.id, at: app.clock.now(), actor: by, keep })

/**
 * Redeems what a bill holds. Answers with those that another bill has taken since the lock ran out: the money that came for
 * the rest is there all the same. Throws `coupon.own_hands` for staff who would redeem for their own family.
 */
export async function redeem(app: App, tx: Tx, settlement: Settlement, by: AuditActor): Promise<CouponShare[]> {
  const gone: CouponShare[] = []
  for (const coupon of settlement.agreed?.coupons ?? []) {
    const { id: lockRef, storeId, vehicleId } = settlement
    try {
      await useCoupons(tx, {
        ...{ lockRef, useRequestNo: lockRef, usedRef: lockRef, storeId, vehicleId, at: app.clock.now(), actor: by },
        savings: [{ couponId: coupon.id, savingFen: coupon.valueFen }],
      })
    } catch (e) {
      if (!isAppError(e) || e.code !== 'coupon.not_usable') throw e
      gone.push(coupon)
    }
  }
  return gone
}

/** 反结算: all coupons of the bill come back (DOMAIN §6.6). */
export async function takeCouponsBack(app: App, tx: Tx, { id: usedRef }: Settlement, by: StaffActor): Promise<void> {
  await returnCoupons(tx, { usedRef, at: app.clock.now(), actor: by })
}

/**
 * Work or goods were given back by the store's fault: coupons whose threshold the rest does not reach any more come back to the
 * owner (DOMAIN §6.6). `lines` are what is left of the bill, before coupons. Answers with their ids.
 */
export async function takeBrokenBack(
  app: App,
  tx: Tx,
  { id: usedRef }: Settlement,
  lines: readonly PricedLine[],
  by: AuditActor,
): Promise<string[]> {
  const couponIds = await brokenCoupons(tx, usedRef, await billOf(tx, lines))
  if (couponIds.length === 0) return []
  const back = await returnCoupons(tx, { usedRef, couponIds, at: app.clock.now(), actor: by })
  return back.map(({ couponId }) => couponId)
}
