import type { BodyIn, settlement } from '@pitlane/contract'

type View = settlement.SettlementView
export type BillLine = View['lines'][number]

/** What somebody has typed and not saved. Whatever is not in it follows the server, so that a colleague's change is not undone. */
export interface Edits {
  readonly discounts: Readonly<Record<string, number>>
  readonly payers: Readonly<Record<string, settlement.Payer>>
  /** Null chooses the best combination; left out: as it is. */
  readonly couponIds?: readonly string[] | null | undefined
}

export const NO_EDITS: Edits = { discounts: {}, payers: {} }

export const isEmpty = ({ discounts, payers, couponIds }: Edits): boolean =>
  couponIds === undefined && Object.keys(discounts).length === 0 && Object.keys(payers).length === 0

export const discountOf = ({ key, discountFen }: BillLine, { discounts }: Edits): number =>
  discounts[key] ?? discountFen

export const payerOf = ({ key, payer }: BillLine, { payers }: Edits): settlement.Payer => payers[key] ?? payer

/** Null where the best combination is wanted. */
export function couponIdsOf({ coupons, isBest }: View, { couponIds }: Edits): readonly string[] | null {
  if (couponIds !== undefined) return couponIds
  return isBest ? null : coupons.map(({ id }) => id)
}

type Given = Omit<BodyIn<typeof settlement.save>, 'requestId'>

/** The whole settlement as it is saved: what was typed, over what is there. */
export function draftOf(view: View, edits: Edits): Given {
  const couponIds = couponIdsOf(view, edits)
  return {
    version: view.version,
    discounts: view.lines
      .map((line) => ({ key: line.key, discountFen: discountOf(line, edits) }))
      .filter(({ discountFen }) => discountFen > 0),
    payers: view.lines
      .map((line) => ({ key: line.key, payer: payerOf(line, edits) }))
      .filter(({ payer }) => payer !== 'owner'),
    couponIds: couponIds && [...couponIds],
  }
}
