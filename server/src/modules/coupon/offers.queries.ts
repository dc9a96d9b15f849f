import { AppError } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import { carFacts } from '../vehicle'
import { eligibleSum } from './applying'
import type { BillLine } from './bill'
import { clashOf } from './combining'
import { Coupon } from './coupon.entity'
import { candidateOf } from './coupon.queries'
import { sayMisfit } from './explaining'
import { misfitOf, type Occasion, type Visit } from './fitting'
import { offersOn, offersWith, type Offers } from './offering'
import { isUsable, stateAt } from './standing'

/** Whose bill, where, of which car, and when it is paid. */
export interface BillAt {
  readonly customerId: string
  readonly vehicleId: string | null
  readonly storeId: string
  /** What whoever settles knows of the visit; the car is looked up here. */
  readonly visit: Pick<Visit, 'customer' | 'isBooked' | 'modelYear'>
  /** Lines after line discounts, before coupons. */
  readonly bill: readonly BillLine[]
  readonly at: Date
}

/** The occasion as coupons ask for it. Throws `store.not_found`. */
async function occasionOf(
  db: Reader,
  { storeId, vehicleId, at, visit: known }: Pick<BillAt, 'storeId' | 'vehicleId' | 'at' | 'visit'>,
): Promise<Occasion> {
  const { timeZone } = await requireStore(db, storeId)
  const car = vehicleId === null ? undefined : await carFacts(db, vehicleId)
  const visit: Visit = { ...known, fuel: car?.fuel ?? null, car: car?.name ?? null }
  return { storeId, vehicleId, visit, at, ...toLocal(at, timeZone) }
}

const OPEN = ['issued', 'claimed', 'returned', 'locked'] as const

/** Coupons of the customer, of whoever else has some for this very car, and those that are asked for: read once. */
async function couponsFor(
  db: Reader,
  { customerId, vehicleId }: BillAt,
  wanted: readonly string[] = [],
): Promise<Coupon[]> {
  const open = { state: In([...OPEN]) }
  const ofCar = vehicleId === null ? [] : [{ vehicleId, ...open }]
  const named = wanted.length === 0 ? [] : [{ id: In([...wanted]) }]
  return db.find(Coupon, { where: [{ customerId, ...open }, ...ofCar, ...named], order: { id: 'ASC' } })
}

/** True when this bill may take it: usable, or held by this very bill. */
const isFree = (coupon: Coupon, at: Date, lockRef: string | undefined): boolean => {
  const state = stateAt(coupon, at)
  return isUsable(state) || (state === 'locked' && lockRef !== undefined && coupon.lockRef === lockRef)
}

/** `because` says why, where it is known. */
export const notUsable = (couponId: string, because?: string): AppError =>
  new AppError('coupon.not_usable', because ? { couponId, because } : { couponId })

/** Coupons for a bill as they were found, and what they do. What holds them takes exactly these numbers. */
export interface Choice extends Offers {
  readonly at: Date
  /** The rows behind `chosen`, as they were read. */
  readonly rows: readonly Coupon[]
}

/** Whether a coupon is the customer's, or for this very car. */
const isOfBill = ({ customerId, vehicleId }: Coupon, asked: BillAt): boolean =>
  customerId === asked.customerId || (vehicleId !== null && vehicleId === asked.vehicleId)

/** The wanted ones of `found`. Throws `coupon.not_found` when one does not belong to this bill. */
function requireForBill(found: readonly Coupon[], asked: BillAt, wanted: readonly string[]): Coupon[] {
  const ids = new Set(wanted)
  const mine = found.filter((coupon) => ids.has(coupon.id) && isOfBill(coupon, asked))
  if (mine.length < ids.size) throw new AppError('coupon.not_found')
  return mine
}

/** Throws `coupon.not_usable` with the first coupon that cannot be used here, now, or beside the others. */
function assertFit(coupons: readonly Coupon[], asked: BillAt, occasion: Occasion, lockRef: string | undefined): void {
  const candidates = coupons.map(candidateOf)
  coupons.forEach((coupon, i) => {
    if (!isFree(coupon, asked.at, lockRef)) throw notUsable(coupon.id)
    const candidate = candidateOf(coupon)
    const misfit = misfitOf(candidate, occasion)
    if (misfit) throw notUsable(coupon.id, sayMisfit(misfit))
    const other = candidates.slice(0, i).find((one) => clashOf(candidate, one))
    if (other) throw notUsable(coupon.id, `与「${other.face.name}」不能同时使用`)
  })
}

/** Throws `coupon.not_usable` with the first coupon that would take nothing off. A gift never does. */
function assertWorth(coupons: readonly Coupon[], { chosen }: Offers): void {
  for (const { id, face } of coupons) {
    const saving = chosen.find(({ couponId }) => couponId === id)
    if (face.benefit.kind !== 'gift' && !saving?.savingFen) throw notUsable(id, '账单中没有可以抵扣的金额')
  }
}

/**
 * The coupons of a bill, chosen and explained: exactly those wanted, else the best combination; every other coupon of the
 * customer or the car with its reason. All of it comes of one read. `lockRef` is the bill itself, whose own lock does not count.
 * Reads only; the numbers hold until somebody locks them. Throws `coupon.not_found` and `coupon.not_usable` for wanted ones.
 */
export async function chooseFor(
  db: Reader,
  asked: BillAt,
  { wanted = null, lockRef }: { readonly wanted?: readonly string[] | null; readonly lockRef?: string } = {},
): Promise<Choice> {
  const occasion = await occasionOf(db, asked)
  const found = await couponsFor(db, asked, wanted ?? [])
  const free = found.filter((coupon) => isFree(coupon, asked.at, lockRef) && isOfBill(coupon, asked)).map(candidateOf)
  if (wanted === null) {
    const offers = offersOn(asked.bill, free, occasion)
    return { ...offers, at: asked.at, rows: rowsOf(found, offers) }
  }
  const mine = requireForBill(found, asked, wanted)
  assertFit(mine, asked, occasion, lockRef)
  const offers = offersWith(asked.bill, free, occasion, wanted)
  assertWorth(mine, offers)
  return { ...offers, at: asked.at, rows: rowsOf(found, offers) }
}

const rowsOf = (found: readonly Coupon[], { chosen }: Offers): Coupon[] =>
  found.filter(({ id }) => chosen.some(({ couponId }) => couponId === id))

const thresholdOf = ({ face: { benefit } }: Coupon): number =>
  benefit.kind === 'full_cut' || benefit.kind === 'cash' ? Math.max(1, benefit.thresholdFen) : 1

/** Ids of the coupons used on a bill that what is left of it would not reach any more. A gift stays where it is. */
export async function brokenCoupons(db: Reader, usedRef: string, left: readonly BillLine[]): Promise<string[]> {
  const used = await db.find(Coupon, { where: { usedRef, state: 'used' }, order: { id: 'ASC' } })
  return used
    .filter(({ face }) => face.refundPolicy === 'return')
    .filter((coupon) => coupon.face.benefit.kind !== 'gift' && eligibleSum(left, coupon.face) < thresholdOf(coupon))
    .map(({ id }) => id)
}
