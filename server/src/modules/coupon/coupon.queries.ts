import type { coupon as contract, couponDesk, View } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import type { StoreScope } from '../../platform/scope'
import { findStores } from '../store'
import type { Candidate } from './bill'
import { groupCode, maskCode } from './code'
import { Coupon, CouponEvent } from './coupon.entity'
import { ENDING_SOON_MS, isUsable, stateAt } from './standing'

const MAX_PAST = 100

/** A coupon as its owner sees it at this moment. */
export function couponView(coupon: Coupon, now: Date): contract.CouponView {
  const { id, face, validFrom, validUntil, usedAt, vehicleId } = coupon
  const { name, type, says, limits, terms } = face
  const state = stateAt(coupon, now)
  const leftMs = validUntil.getTime() - now.getTime()
  return {
    ...{ id, name, type, says, limits: [...limits], terms, state, hasBegun: validFrom <= now },
    isEndingSoon: isUsable(state) && leftMs <= ENDING_SOON_MS,
    ...{ validFrom: validFrom.toISOString(), validUntil: validUntil.toISOString() },
    isGiftable: face.isGiftable && vehicleId === null && isUsable(state),
    usedAt: usedAt?.toISOString() ?? null,
  }
}

const staffView = (coupon: Coupon, now: Date): couponDesk.StaffCoupon => ({
  ...couponView(coupon, now),
  ...{ templateId: coupon.templateId, maskedCode: maskCode(coupon.code), usedRef: coupon.usedRef },
})

/** As the rules of a bill see it. */
export const candidateOf = (coupon: Coupon): Candidate => {
  const { id, templateId, templateVersion, vehicleId, face, validFrom, validUntil } = coupon
  return { id, templateId, templateVersion, vehicleId, face, validFrom, validUntil }
}

/** The owner's coupons, in the groups of the wallet. */
export async function readWallet(db: Reader, customerId: string, now: Date): Promise<View<typeof contract.wallet>> {
  const live = await db.find(Coupon, {
    where: { customerId, state: In(['issued', 'claimed', 'returned', 'locked']) },
    order: { validUntil: 'ASC', id: 'ASC' },
  })
  const past = await db.find(Coupon, {
    where: { customerId, state: In(['used', 'expired', 'voided']) },
    order: { updatedAt: 'DESC', id: 'DESC' },
    take: MAX_PAST,
  })
  const views = live.map((coupon) => couponView(coupon, now))
  const gone = past.map((coupon) => couponView(coupon, now))
  return {
    usable: views.filter(({ state }) => state !== 'expired'),
    used: gone.filter(({ state }) => state === 'used'),
    ended: [...views.filter(({ state }) => state === 'expired'), ...gone.filter(({ state }) => state !== 'used')],
  }
}

/** A coupon of this owner. Throws `coupon.not_found` for those of others alike. */
export async function requireOwnCoupon(db: Reader, customerId: string, couponId: string): Promise<Coupon> {
  const coupon = await db.findOne(Coupon, { id: couponId, customerId })
  if (!coupon) throw new AppError('coupon.not_found')
  return coupon
}

const words: Readonly<Record<CouponEvent['kind'], string>> = {
  ...{ issued: '门店发放', claimed: '领取', given: '转赠', locked: '结算中，暂时锁定', released: '解除锁定' },
  ...{ used: '已核销', returned: '已退回', expired: '已过期', voided: '已作废', checked: '门店核验' },
  ...{ flag_vin: '同一车架号 30 天内使用超过 2 张，请核实', flag_staff: '员工或亲属的券，请核实' },
}

/** What only staff read. */
const inside: readonly CouponEvent['kind'][] = ['checked', 'flag_vin', 'flag_staff']

interface Line {
  readonly at: string
  readonly what: string
}

const lineOf = ({ at, kind, note }: CouponEvent): Line => ({
  ...{ at: at.toISOString(), what: note === null ? words[kind] : `${words[kind]}：${note}` },
})

const eventsOf = (db: Reader, couponIds: readonly string[]): Promise<CouponEvent[]> =>
  db.find(CouponEvent, { where: { couponId: In([...couponIds]) }, order: { at: 'ASC', id: 'ASC' } })

/** One coupon with what its owner needs to use it. Throws `coupon.not_found`. */
export async function readMine(
  db: Reader,
  customerId: string,
  couponId: string,
  now: Date,
): Promise<View<typeof contract.mine>> {
  const coupon = await requireOwnCoupon(db, customerId, couponId)
  const stores = await findStores(db, coupon.face.storeIds)
  const events = await eventsOf(db, [couponId])
  return {
    ...{ ...couponView(coupon, now), code: groupCode(coupon.code) },
    stores: stores.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })),
    history: events
      .filter(({ kind }) => !inside.includes(kind))
      .map(({ at, kind }) => ({ at: at.toISOString(), what: words[kind] })),
  }
}

/** Coupons of a customer that are good in a store, newest first, each with its history. */
export async function readForStaff(
  db: Reader,
  { storeId }: StoreScope,
  customerId: string,
  now: Date,
): Promise<View<typeof couponDesk.ofCustomer>> {
  const all = await db.find(Coupon, { where: { customerId }, order: { createdAt: 'DESC', id: 'DESC' }, take: 200 })
  const here = all.filter(({ face }) => face.storeIds.includes(storeId))
  const events = await eventsOf(
    db,
    here.map(({ id }) => id),
  )
  return {
    coupons: here.map((coupon) => ({
      ...staffView(coupon, now),
      history: events.filter(({ couponId }) => couponId === coupon.id).map(lineOf),
    })),
  }
}
