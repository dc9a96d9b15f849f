import { AppError, DAY_MS, isAppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { requireBooking } from '../booking'
import { findServices } from '../catalog'
import { chooseFor, type BillAt, type BillLine, type Choice as Offered } from '../coupon'
import { requireStore } from '../store'
import { modelYearOf } from '../vehicle'
import { isFirstVisit, lastVisitAt, type Workorder } from '../workorder'
import type { CouponShare, PricedLine } from './computing'

/** Coupons that were chosen, and those that were left out, each with why. */
export interface Choice {
  readonly coupons: readonly CouponShare[]
  /** What holds them: the coupons as they were read and priced. */
  readonly offered: Pick<Offered, 'at' | 'rows'>
  readonly losers: readonly { readonly id: string; readonly name: string; readonly reason: string }[]
}

/** What coupons may be used on: the owner's own lines after discounts, as far as anything is left of them. */
export async function billOf(db: Reader, lines: readonly PricedLine[]): Promise<BillLine[]> {
  const own = lines.filter(({ payer, amountFen, discountFen }) => payer === 'owner' && amountFen > discountFen)
  const ids = [...new Set(own.flatMap(({ serviceId }) => serviceId ?? []))]
  const services = ids.length === 0 ? [] : await findServices(db, ids)
  return own.map(({ key, kind, serviceId, amountFen, discountFen }) => ({
    ...{ id: key, kind, serviceId, amountFen: amountFen - discountFen },
    category: services.find(({ id }) => id === serviceId)?.category ?? null,
  }))
}

/** Who has not been here for a year is lost, until they come (DOMAIN §8.4). */
const LAPSED_MS = 365 * DAY_MS

/** The visit as coupons ask for it: a car that anybody has ever brought makes nobody new (DOMAIN §6.8). */
async function visitOf(app: App, db: Reader, workorder: Workorder): Promise<BillAt['visit']> {
  const { bookingId, vehicleId, storeId, createdAt } = workorder
  const { timeZone } = await requireStore(db, storeId)
  const today = toLocal(app.clock.now(), timeZone).day
  const last = await lastVisitAt(db, workorder)
  const isNew = last === null && (await isFirstVisit(db, workorder))
  const isLapsed = last !== null && createdAt.getTime() - last.getTime() > LAPSED_MS
  return {
    customer: isNew ? 'new' : isLapsed ? 'lapsed' : 'regular',
    isBooked: (await requireBooking(db, bookingId)).channel !== 'walk_in',
    modelYear: (await modelYearOf(db, app.vault, vehicleId, today)) ?? null,
  }
}

async function billAt(app: App, db: Reader, workorder: Workorder, lines: readonly PricedLine[]): Promise<BillAt> {
  const { customerId, vehicleId, storeId } = workorder
  const visit = await visitOf(app, db, workorder)
  return { customerId, vehicleId, storeId, visit, bill: await billOf(db, lines), at: app.clock.now() }
}

const shareOf = ({ couponId, name, savingFen, allocations }: Offered['chosen'][number], text: string): CouponShare => ({
  ...{ id: couponId, name, text, valueFen: savingFen },
  shares: Object.fromEntries(allocations.map(({ lineId, fen }) => [lineId, fen])),
})

/** Says of a coupon that does not fit what the coupon itself says. */
export async function fitting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (e) {
    if (isAppError(e) && (e.code === 'coupon.not_usable' || e.code === 'coupon.not_found'))
      throw new AppError('settlement.coupon_unfit', e.data)
    throw e
  }
}

/**
 * The coupons of a bill: those wanted, else the best combination. Whatever is not taken is answered with its reason. Reads only.
 * Throws `settlement.coupon_unfit` where a wanted one does not fit.
 */
export async function chooseCoupons(
  app: App,
  db: Reader,
  workorder: Workorder,
  { lines, lockRef, wanted }: { lines: readonly PricedLine[]; lockRef?: string; wanted: readonly string[] | null },
): Promise<Choice> {
  const at = await billAt(app, db, workorder, lines)
  const offered = await fitting(() => chooseFor(db, at, { wanted, ...(lockRef !== undefined && { lockRef }) }))
  return {
    coupons: offered.chosen.map((one) => shareOf(one, wanted === null ? one.because : one.says)),
    losers: offered.refused.map(({ couponId: id, name, because: reason }) => ({ id, name, reason })),
    offered,
  }
}
