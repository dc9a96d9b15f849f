import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import { carFacts } from '../vehicle'
import { eligibleSum, price, type Priced, type Saving } from './applying'
import type { BillLine, Candidate } from './bill'
import { clashOf } from './combining'
import { Coupon } from './coupon.entity'
import { candidateOf } from './coupon.queries'
import { sayMisfit } from './explaining'
import { misfitOf, type Occasion } from './fitting'
import { offersOn, type Offers } from './offering'
import { isUsable, stateAt } from './standing'

/** Whose bill, where, of which car, and when it is paid. */
export interface BillAt {
  readonly customerId: string
  readonly vehicleId: string | null
  readonly storeId: string
  /** Lines after line discounts, before coupons. */
  readonly bill: readonly BillLine[]
  readonly at: Date
}

/** The occasion as coupons ask for it. Throws `store.not_found`. */
async function occasionOf(
  db: Reader,
  { storeId, vehicleId, at }: Pick<BillAt, 'storeId' | 'vehicleId' | 'at'>,
): Promise<Occasion> {
  const { timeZone } = await requireStore(db, storeId)
  const car = vehicleId === null ? undefined : await carFacts(db, vehicleId)
  return { storeId, vehicleId, fuel: car?.fuel ?? null, at, ...toLocal(at, timeZone) }
}

/** Coupons of the customer, and of whoever else has some for this very car. */
async function couponsFor(db: Reader, { customerId, vehicleId }: BillAt): Promise<Coupon[]> {
  const open = { state: In(['issued', 'claimed', 'returned', 'locked']) }
  const ofCar = vehicleId === null ? [] : [{ vehicleId, ...open }]
  return db.find(Coupon, { where: [{ customerId, ...open }, ...ofCar], order: { id: 'ASC' } })
}

/**
 * The best coupons for a bill, chosen and explained, and every other coupon of the customer or the car with its reason.
 * `lockRef` is the bill itself, whose own lock does not count. Reads only; the numbers hold until somebody locks them.
 */
export async function offersFor(db: Reader, asked: BillAt, lockRef?: string): Promise<Offers> {
  const occasion = await occasionOf(db, asked)
  const coupons = await couponsFor(db, asked)
  const free = coupons.filter((coupon) => isFree(coupon, asked.at, lockRef))
  return offersOn(asked.bill, free.map(candidateOf), occasion)
}

/** True when this bill may take it: usable, or held by this very bill. */
const isFree = (coupon: Coupon, at: Date, lockRef: string | undefined): boolean => {
  const state = stateAt(coupon, at)
  return isUsable(state) || (state === 'locked' && lockRef !== undefined && coupon.lockRef === lockRef)
}

/** `because` says why, where it is known. */
export const notUsable = (couponId: string, because?: string): AppError =>
  new AppError('coupon.not_usable', because ? { couponId, because } : { couponId })

/** The coupons of these ids, in the order of their ids. Throws `coupon.not_found` when one does not belong to this bill. */
async function requireForBill(db: Reader, asked: BillAt, couponIds: readonly string[]): Promise<Coupon[]> {
  const ids = [...new Set(couponIds)]
  const coupons = await db.find(Coupon, { where: { id: In(ids) }, order: { id: 'ASC' } })
  const mine = coupons.filter(
    ({ customerId, vehicleId }) =>
      customerId === asked.customerId || (vehicleId !== null && vehicleId === asked.vehicleId),
  )
  if (mine.length < ids.length) throw new AppError('coupon.not_found')
  return mine
}

/** Throws `coupon.not_usable` with the first coupon that cannot be used here, now, or beside the others. */
async function assertFit(db: Reader, asked: BillAt, coupons: readonly Coupon[], lockRef: string | undefined) {
  const occasion = await occasionOf(db, asked)
  const candidates: readonly Candidate[] = coupons.map(candidateOf)
  coupons.forEach((coupon, i) => {
    if (!isFree(coupon, asked.at, lockRef)) throw notUsable(coupon.id)
    const candidate = candidateOf(coupon)
    const misfit = misfitOf(candidate, occasion)
    if (misfit) throw notUsable(coupon.id, sayMisfit(misfit))
    if (candidates.slice(0, i).some((other) => clashOf(candidate, other)))
      throw notUsable(coupon.id, '不能与其他所选的券同时使用')
  })
  return candidates
}

/** Exactly these coupons on a bill, and what they take off. Throws `coupon.not_found` and `coupon.not_usable`. */
export async function priceFor(
  db: Reader,
  asked: BillAt,
  couponIds: readonly string[],
  lockRef: string | undefined,
): Promise<{ readonly coupons: readonly Coupon[]; readonly priced: Priced }> {
  const coupons = await requireForBill(db, asked, couponIds)
  const priced = price(asked.bill, await assertFit(db, asked, coupons, lockRef))
  for (const { id, face } of coupons) {
    const saving = priced.savings.find(({ couponId }) => couponId === id)
    if (face.benefit.kind !== 'gift' && !saving?.savingFen) throw notUsable(id, '账单中没有可以抵扣的金额')
  }
  return { coupons, priced }
}

/** What exactly these coupons would take off a bill. Holds nothing. Throws `coupon.not_found` and `coupon.not_usable`. */
export async function priceCoupons(
  db: Reader,
  asked: BillAt,
  couponIds: readonly string[],
  lockRef?: string,
): Promise<(Saving & { readonly name: string; readonly says: string })[]> {
  const { coupons, priced } = await priceFor(db, asked, couponIds, lockRef)
  return priced.savings.flatMap((saving) => {
    const coupon = coupons.find(({ id }) => id === saving.couponId)
    return coupon ? [{ ...saving, name: coupon.face.name, says: coupon.face.says }] : []
  })
}

const thresholdOf = ({ face: { benefit } }: Coupon): number =>
  benefit.kind === 'full_cut' || benefit.kind === 'cash' ? Math.max(1, benefit.thresholdFen) : 1

/** Ids of the coupons used on a bill that what is left of it would not reach any more. A gift stays where it is. */
export async function brokenCoupons(db: Reader, usedRef: string, left: readonly BillLine[]): Promise<string[]> {
  const used = await db.find(Coupon, { where: { usedRef, state: 'used' }, order: { id: 'ASC' } })
  return used
    .filter((coupon) => coupon.face.benefit.kind !== 'gift' && eligibleSum(left, coupon.face) < thresholdOf(coupon))
    .map(({ id }) => id)
}
