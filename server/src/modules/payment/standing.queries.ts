import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { findAgreedLines, type Workorder } from '../workorder'
import { agreedOf, priceLines, type Agreed, type PricedLine } from './computing'
import { chooseCoupons, type Choice } from './coupon-choice.queries'
import type { Settlement } from './payment.entity'

export interface Standing {
  readonly agreed: Agreed
  /** Coupons of the owner that are left out, each with why. */
  readonly losers: Choice['losers']
  readonly isBest: boolean
}

type Terms = Pick<Settlement, 'discounts' | 'payers' | 'couponIds'>

const NO_TERMS: Terms = { discounts: {}, payers: {}, couponIds: null }

/** The lines of a visit with discounts and payers, before coupons. */
export async function pricedLines(db: Reader, workorderId: string, terms: Terms): Promise<PricedLine[]> {
  return priceLines(await findAgreedLines(db, workorderId), terms)
}

/**
 * What is to be paid for a visit: as it was agreed, or as it is now with the coupons that staff or owner chose, else with the
 * best combination. Throws `settlement.coupon_unfit` where chosen coupons do not fit.
 */
export async function standingOf(
  app: App,
  db: Reader,
  workorder: Workorder,
  settlement: Settlement | undefined,
  wanted: readonly string[] | null = settlement?.couponIds ?? null,
): Promise<Standing> {
  if (settlement?.agreed) return { agreed: settlement.agreed, losers: [], isBest: settlement.couponIds === null }
  const lines = await pricedLines(db, workorder.id, settlement ?? NO_TERMS)
  const choice = { lines, wanted, ...(settlement && { lockRef: settlement.id }) }
  const { coupons, losers } = await chooseCoupons(app, db, workorder, choice)
  return { agreed: agreedOf(lines, coupons), losers, isBest: wanted === null }
}
