import type { Tx } from '../../platform/database'
import type { Coupon } from './coupon.entity'

/** What is promised and spent of a budget, in fen, more or less than before. */
export interface FundsMove {
  readonly templateId: string
  readonly reservedFen: number
  readonly spentFen: number
}

/** Moves money of budgets, one template after the other in the order of their ids, so that no two writers wait for each other. */
export async function moveFunds(tx: Tx, moves: readonly FundsMove[]): Promise<void> {
  const ids = [...new Set(moves.map(({ templateId }) => templateId))].sort()
  for (const id of ids) {
    const mine = moves.filter(({ templateId }) => templateId === id)
    const sum = (of: (move: FundsMove) => number) => mine.reduce((total, move) => total + of(move), 0)
    await tx.run('update coupon_template set reserved_fen = reserved_fen + ?, spent_fen = spent_fen + ? where id = ?', [
      ...[sum(({ reservedFen }) => reservedFen), sum(({ spentFen }) => spentFen), id],
    ])
  }
}

/** Coupons that will not be used any more give back what was promised. */
export const releaseFunds = (tx: Tx, coupons: readonly Pick<Coupon, 'templateId' | 'worthFen'>[]): Promise<void> =>
  moveFunds(
    tx,
    coupons.map(({ templateId, worthFen }) => ({ templateId, reservedFen: -worthFen, spentFen: 0 })),
  )
