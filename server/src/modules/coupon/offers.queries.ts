import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import { carFacts } from '../vehicle'
import type { BillLine } from './bill'
import { Coupon } from './coupon.entity'
import { candidateOf } from './coupon.queries'
import type { Occasion } from './fitting'
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
export async function occasionOf(
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
export const isFree = (coupon: Coupon, at: Date, lockRef: string | undefined): boolean => {
  const state = stateAt(coupon, at)
  return isUsable(state) || (state === 'locked' && lockRef !== undefined && coupon.lockRef === lockRef)
}

/** The coupons of these ids, in the order of their ids. Throws `coupon.not_found` when one does not belong to this bill. */
export async function requireForBill(db: Reader, asked: BillAt, couponIds: readonly string[]): Promise<Coupon[]> {
  const ids = [...new Set(couponIds)]
  const coupons = await db.find(Coupon, { where: { id: In(ids) }, order: { id: 'ASC' } })
  const mine = coupons.filter(
    ({ customerId, vehicleId }) =>
      customerId === asked.customerId || (vehicleId !== null && vehicleId === asked.vehicleId),
  )
  if (mine.length < ids.length) throw new AppError('coupon.not_found')
  return mine
}
