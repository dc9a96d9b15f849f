import type { Fen } from '@pitlane/kernel'
import { sumOf } from './bill'

/** `value × part / whole` without the fractions, exact beyond 2^53, and what was cut off. */
function share(value: Fen, part: Fen, whole: Fen): { readonly fen: Fen; readonly rest: bigint } {
  const product = BigInt(value) * BigInt(part)
  return { fen: Number(product / BigInt(whole)), rest: product % BigInt(whole) }
}

/**
 * Spreads an amount over lines in proportion to what is left of each, in whole fen, by largest remainder; of equal remainders
 * the line with the smaller id comes first. The parts add up to the amount, and none is larger than its line. The amount is
 * at most the sum of the lines.
 */
export function allocate(
  valueFen: Fen,
  lines: readonly { readonly id: string; readonly leftFen: Fen }[],
): ReadonlyMap<string, Fen> {
  const whole = sumOf(lines.map(({ leftFen }) => leftFen))
  if (valueFen < 0 || valueFen > whole) throw new RangeError('an amount that does not fit the lines')
  if (whole === 0) return new Map()
  const parts = lines.map(({ id, leftFen }) => ({ id, ...share(valueFen, leftFen, whole) }))
  const missing = valueFen - sumOf(parts.map(({ fen }) => fen))
  const first = [...parts].sort((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1))
  const rounded = new Set(first.slice(0, missing).map(({ id }) => id))
  return new Map(parts.map(({ id, fen }) => [id, rounded.has(id) ? fen + 1 : fen]))
}

/**
 * What goes back of a line when goods or work worth `refundFen` before coupons are taken back and `refundedFen` were before:
 * the share of what was paid. Refunds of the parts add up to the refund of the whole, in whatever steps.
 */
export function refundShare(
  line: { readonly amountFen: Fen; readonly allocatedFen: Fen },
  refundedFen: Fen,
  refundFen: Fen,
): Fen {
  const { amountFen, allocatedFen } = line
  const until = refundedFen + refundFen
  if (refundedFen < 0 || refundFen < 0 || until > amountFen) throw new RangeError('more than the line')
  if (amountFen === 0) return 0
  const paid = amountFen - allocatedFen
  return share(paid, until, amountFen).fen - share(paid, refundedFen, amountFen).fen
}
