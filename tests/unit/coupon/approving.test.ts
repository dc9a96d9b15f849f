import { describe, expect, it } from '@jest/globals'
import type { coupon } from '@pitlane/contract'
import { isCovered, needsApproval } from '../../../server/src/modules/coupon/approving'

const fields = (over: Partial<coupon.TemplateFields> = {}) => ({
  ...{ type: 'cash' as const, times: 1, stockTotal: 100, budgetFen: null },
  ...{ benefit: { kind: 'cash' as const, amountFen: 5000, thresholdFen: 0 }, ...over },
})

describe('a template needs a second person', () => {
  it.each([
    ['a small stock', {}, 5000, false],
    ['a hundred coupons of ¥1,000', {}, 100_000, true],
    ['one coupon of ¥1,000 within a small budget', { budgetFen: 200_000 }, 100_000, false],
    ['one coupon above ¥1,000', { stockTotal: 1 }, 100_001, true],
    ['a stock of exactly ¥50,000', { stockTotal: 1000 }, 5000, false],
    ['a stock above ¥50,000', { stockTotal: 1001 }, 5000, true],
    ['a stock of cards', { type: 'times' as const, times: 20, stockTotal: 100 }, 5000, true],
    ['a budget that ends before the stock', { stockTotal: 1_000_000, budgetFen: 5_000_000 }, 5000, false],
    ['a budget above ¥50,000', { stockTotal: null, budgetFen: 5_000_001 }, 5000, true],
    ['neither stock nor budget', { stockTotal: null }, 5000, true],
    ['a compensation without end', { type: 'comp' as const, stockTotal: null }, 5000, false],
    ['a gift without end', { type: 'gift' as const, stockTotal: null }, 0, false],
  ])('for %s', (_what, over, worthFen, expected) => {
    expect(needsApproval(fields(over), worthFen)).toBe(expected)
  })
})

describe('what was agreed to covers', () => {
  it.each([
    ['the same', {}, true],
    ['less stock', { stockTotal: 99 }, true],
    ['more stock', { stockTotal: 101 }, false],
    ['stock without end', { stockTotal: null }, false],
    ['a budget where there was none', { budgetFen: 1 }, true],
    ['another amount', { benefit: { kind: 'cash' as const, amountFen: 4999, thresholdFen: 0 } }, false],
    ['another type', { type: 'birthday' as const }, false],
  ])('%s', (_what, over, expected) => {
    expect(isCovered(fields(), fields(over))).toBe(expected)
  })
})
