import type { coupon as contract } from '@pitlane/contract'
import type { Fen } from '@pitlane/kernel'

/** One coupon worth more, or a template that may cost more in all, needs a second person. */
const APPROVAL_COUPON_FEN = 100_000
const APPROVAL_TOTAL_FEN = 5_000_000

type Fields = Pick<contract.TemplateFields, 'type' | 'benefit' | 'times' | 'stockTotal' | 'budgetFen'>

/** What a template may cost in all: its stock, or its budget, whichever ends first. A compensation is given one by one. */
function mostOf({ type, times, stockTotal, budgetFen }: Fields, worthFen: Fen): number {
  if (type === 'comp' || worthFen === 0) return 0
  const stock = stockTotal === null ? Infinity : stockTotal * times * worthFen
  return Math.min(stock, budgetFen ?? Infinity)
}

/** Whether a second person has to agree before it is issued. `worthFen` is what one coupon may cost. */
export const needsApproval = (fields: Fields, worthFen: Fen): boolean =>
  worthFen > APPROVAL_COUPON_FEN || mostOf(fields, worthFen) > APPROVAL_TOTAL_FEN

/** Whether what was agreed to still covers another version: it gives the same, and costs no more. */
export const isCovered = (before: Fields, after: Fields): boolean =>
  JSON.stringify([before.type, before.benefit, before.times]) ===
    JSON.stringify([after.type, after.benefit, after.times]) &&
  (after.stockTotal ?? Infinity) <= (before.stockTotal ?? Infinity) &&
  (after.budgetFen ?? Infinity) <= (before.budgetFen ?? Infinity)
