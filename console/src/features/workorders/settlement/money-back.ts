import type { BillLine } from './edits'

/** What of a line can still be given back, by its price before coupons, in fen. */
export const leftFen = ({ amountFen, discountFen, returnedFen }: BillLine): number =>
  Math.max(0, amountFen - discountFen - returnedFen)

/** `value × part / whole`, cut to whole fen; exact beyond 2^53. */
const shareFen = (value: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(value) * BigInt(part)) / BigInt(whole))

/**
 * What was paid for goods or work that are given back: of each line its share net of coupons, so that the parts add up to the
 * whole (DOMAIN §6.4). The server computes the same and refuses any other amount. `goods` by key of the line, in fen.
 */
export function paidFen(lines: readonly BillLine[], goods: Readonly<Record<string, number>>): number {
  return lines.reduce((total, line) => {
    const backFen = goods[line.key] ?? 0
    const wholeFen = line.amountFen - line.discountFen
    const until = shareFen(line.payableFen, line.returnedFen + backFen, wholeFen)
    return total + until - shareFen(line.payableFen, line.returnedFen, wholeFen)
  }, 0)
}
