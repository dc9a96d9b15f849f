import type { Fen } from '@pitlane/kernel'
import { price, type Priced, type Saving } from './applying'
import type { BillLine, Candidate } from './bill'
import { bestOf } from './combining'
import { sayChosen, sayMisfit, sayRefused, type Taken } from './explaining'
import { misfitOf, type Occasion } from './fitting'

interface Named {
  readonly couponId: string
  readonly name: string
  readonly says: string
}

/** What a customer's coupons do on one bill. */
export interface Offers {
  readonly chosen: readonly (Named & Saving & { readonly because: string })[]
  readonly refused: readonly (Named & { readonly because: string })[]
  readonly savingFen: Fen
  readonly payableFen: Fen
  /** Each line with what coupons take off it. */
  readonly lines: readonly PaidLine[]
}

interface PaidLine {
  readonly id: string
  readonly amountFen: Fen
  readonly allocatedFen: Fen
  readonly netFen: Fen
}

const paidLines = ({ lines }: Priced): PaidLine[] =>
  lines.map(({ id, amountFen, leftFen }) => ({ id, amountFen, allocatedFen: amountFen - leftFen, netFen: leftFen }))

const nameOf = ({ id, face }: Candidate): Named => ({ couponId: id, name: face.name, says: face.says })

/** The best combination for this bill here and now, explained; every other coupon with its reason. */
export function offersOn(bill: readonly BillLine[], coupons: readonly Candidate[], occasion: Occasion): Offers {
  const fitting = coupons.filter((coupon) => misfitOf(coupon, occasion) === undefined)
  return explained(bill, coupons, occasion, { ...bestOf(bill, fitting), isBest: true })
}

/** Exactly the wanted coupons, which go together; every other one with its reason beside these. */
export function offersWith(
  bill: readonly BillLine[],
  coupons: readonly Candidate[],
  occasion: Occasion,
  wanted: readonly string[],
): Offers {
  const chosen = coupons.filter(({ id }) => wanted.includes(id))
  return explained(bill, coupons, occasion, { chosen, priced: price(bill, chosen), leftOut: new Set(), isBest: false })
}

function explained(bill: readonly BillLine[], coupons: readonly Candidate[], occasion: Occasion, taken: Taken): Offers {
  const refused = coupons.flatMap((coupon) => {
    if (taken.chosen.includes(coupon)) return []
    const misfit = misfitOf(coupon, occasion)
    return [{ ...nameOf(coupon), because: misfit ? sayMisfit(misfit) : sayRefused(bill, coupon, taken) }]
  })
  const chosen = taken.priced.savings.flatMap((saving) => {
    const coupon = taken.chosen.find(({ id }) => id === saving.couponId)
    return coupon ? [{ ...nameOf(coupon), ...saving, because: sayChosen(coupon, saving.savingFen) }] : []
  })
  const { savingFen, payableFen } = taken.priced
  return { chosen, refused, savingFen, payableFen, lines: paidLines(taken.priced) }
}
