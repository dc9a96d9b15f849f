import { settlement } from '@pitlane/contract'
import type { Bill } from './pay.api'

/** What others pay: insurer, maker, the company. */
export const othersOf = ({ parts }: Pick<Bill, 'parts'>) =>
  parts.filter(({ payer, payableFen }) => payer !== 'owner' && payableFen > 0)

/** What the owner has paid so far. */
export const ownPaidFen = ({ parts }: Pick<Bill, 'parts'>): number =>
  parts.find(({ payer }) => payer === 'owner')?.paidFen ?? 0

/** Coupons may be changed until the first money or the first open payment. */
export const canChoose = ({ state, openOrder }: Pick<Bill, 'state' | 'openOrder'>): boolean =>
  state === 'open' && openOrder === null

/** How one more coupon may come in: beside all others, else in the place of one of them, else alone. */
export const waysIn = (chosen: readonly string[], id: string): string[][] => [
  [...chosen, id],
  ...(chosen.length > 1 ? chosen.map((out) => [...chosen.filter((one) => one !== out), id]) : []),
  ...(chosen.length > 0 ? [[id]] : []),
]

export const payerName = (payer: settlement.Payer): string => settlement.payers[payer]
export const methodName = (method: settlement.ReceiptMethod): string => settlement.receiptMethods[method]
