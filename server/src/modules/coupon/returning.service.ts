import { addDays, type AuditActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Tx } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { Coupon, CouponTemplate } from './coupon.entity'
import { moveFunds } from './funds.service'
import { note } from './history.service'

const RETURN_DAYS = 7

/** A coupon that ended meanwhile is good for another seven days. */
async function validAgain(tx: Tx, coupon: Coupon, at: Date): Promise<Date> {
  if (coupon.validUntil > at) return coupon.validUntil
  const template = await tx.findOne(CouponTemplate, { id: coupon.templateId })
  const zone = template?.timeZone ?? 'Asia/Shanghai'
  return toInstant(addDays(toLocal(at, zone).day, RETURN_DAYS + 1), 0, zone)
}

/**
 * Gives back what a settlement used, as it is reversed: all of it, or some. One that ended meanwhile is extended by seven
 * days; one that does not come back by its own terms stays used. Answers with the coupons that came back; a repeat finds none.
 */
export async function returnCoupons(
  tx: Tx,
  { usedRef, couponIds, at, actor }: { usedRef: string; couponIds?: readonly string[]; at: Date; actor: AuditActor },
): Promise<{ couponId: string; validUntil: Date; isExtended: boolean }[]> {
  const some = couponIds === undefined ? {} : { id: In([...couponIds]) }
  const all = await tx.find(Coupon, { where: { usedRef, state: 'used', ...some }, order: { id: 'ASC' } })
  const used = all.filter(({ face }) => face.refundPolicy !== 'void')
  const back = []
  const moves = []
  for (const coupon of used) {
    const validUntil = await validAgain(tx, coupon, at)
    const set = {
      ...{ state: 'returned' as const, validUntil, usedAt: null, usedRef: null, usedStoreId: null, usedFen: null },
      ...{ usedVin: null, useRequestNo: null, lockRef: null, remindedAt: null, updatedAt: at },
    }
    if ((await tx.update(Coupon, { id: coupon.id, usedRef, state: 'used' }, set)) === 0) continue
    await note(tx, at, actor, [coupon.id], { kind: 'returned', ref: usedRef })
    back.push({ couponId: coupon.id, validUntil, isExtended: validUntil > coupon.validUntil })
    moves.push({ templateId: coupon.templateId, reservedFen: coupon.worthFen, spentFen: -(coupon.usedFen ?? 0) })
  }
  await moveFunds(tx, moves)
  return back
}
