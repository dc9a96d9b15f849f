import type { coupon as contract } from '@pitlane/contract'
import { priceWith, type Fen } from '@pitlane/kernel'
import { allocate } from './allocating'
import { isEligible, sumOf, type BillLine, type Candidate, type Face, type OpenLine } from './bill'

/** 项目券 first, then 折扣, 满减, 代金券 (DOMAIN §6.4); a gift takes nothing off. */
const ORDER: Readonly<Record<contract.Benefit['kind'], number>> = {
  service: 0,
  discount: 1,
  full_cut: 2,
  cash: 3,
  gift: 4,
}

const rankOf = ({ face }: Candidate): number => ORDER[face.benefit.kind]

/** What one coupon takes off, and from which lines. */
export interface Saving {
  readonly couponId: string
  readonly savingFen: Fen
  /** Only lines from which something is taken. */
  readonly allocations: readonly { readonly lineId: string; readonly fen: Fen }[]
}

/** A bill with some coupons taken off. */
export interface Priced {
  readonly savings: readonly Saving[]
  readonly lines: readonly OpenLine[]
  readonly savingFen: Fen
  readonly payableFen: Fen
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** One job of the service: its dearest labour line, and all material of the service. */
function linesOfService(lines: readonly OpenLine[]): readonly OpenLine[] {
  const labour = lines.filter(({ kind }) => kind === 'labour').sort((a, b) => b.leftFen - a.leftFen || byId(a, b))
  return [...labour.slice(0, 1), ...lines.filter(({ kind }) => kind === 'material')]
}

const linesFor = (lines: readonly OpenLine[], face: Face): readonly OpenLine[] => {
  const eligible = lines.filter((line) => line.leftFen > 0 && isEligible(line, face))
  return face.benefit.kind === 'service' ? linesOfService(eligible) : eligible
}

/** What a benefit takes off an eligible sum. */
function savingOn(benefit: contract.Benefit, sum: Fen): Fen {
  switch (benefit.kind) {
    case 'service':
      return sum
    case 'discount':
      return Math.min(sum - priceWith(sum, 100 - benefit.percent), benefit.capFen)
    case 'full_cut':
    case 'cash':
      return sum >= benefit.thresholdFen ? Math.min(benefit.amountFen, sum) : 0
    case 'gift':
      return 0
  }
}

/** Takes one coupon off what others have left. */
export function applyOne(
  lines: readonly OpenLine[],
  { id, face }: Candidate,
): { saving: Saving; lines: readonly OpenLine[] } {
  const reached = linesFor(lines, face)
  const savingFen = savingOn(face.benefit, sumOf(reached.map(({ leftFen }) => leftFen)))
  const parts = allocate(savingFen, reached)
  const allocations = [...parts].flatMap(([lineId, fen]) => (fen > 0 ? [{ lineId, fen }] : []))
  return {
    saving: { couponId: id, savingFen, allocations },
    lines: lines.map((line) => ({ ...line, leftFen: line.leftFen - (parts.get(line.id) ?? 0) })),
  }
}

/** A bill before any coupon. */
export const openLines = (bill: readonly BillLine[]): readonly OpenLine[] =>
  bill.map((line) => ({ ...line, leftFen: line.amountFen })).sort(byId)

/** The one order in which coupons are taken off. */
export const inOrder = (coupons: readonly Candidate[]): Candidate[] =>
  [...coupons].sort((a, b) => rankOf(a) - rankOf(b) || byId(a, b))

/**
 * Takes all of these coupons off a bill, in the one order that is right, whatever the order they come in. A coupon that
 * nothing is left for takes off nothing.
 */
export function price(bill: readonly BillLine[], coupons: readonly Candidate[]): Priced {
  let lines = openLines(bill)
  const savings = inOrder(coupons).map((coupon) => {
    const applied = applyOne(lines, coupon)
    lines = applied.lines
    return applied.saving
  })
  return {
    ...{ savings, lines, savingFen: sumOf(savings.map(({ savingFen }) => savingFen)) },
    payableFen: sumOf(lines.map(({ leftFen }) => leftFen)),
  }
}

/** The sum that a coupon's threshold is measured against, on a bill without other coupons. */
export const eligibleSum = (bill: readonly BillLine[], face: Face): Fen =>
  sumOf(bill.filter((line) => isEligible(line, face)).map(({ amountFen }) => amountFen))
