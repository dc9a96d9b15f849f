import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  agreedOf,
  canPayBy,
  dueOf,
  isSettled,
  isWithin,
  partsOf,
  priceLines,
  refundableFen,
  totalsOf,
  type AgreedLine,
} from '../../../server/src/modules/payment/computing'

const line = (key: string, amountFen: number, kind: AgreedLine['kind'] = 'labour'): AgreedLine => ({
  ...{ key, kind, amountFen, name: key, serviceId: null },
})
const lines = [line('a', 20_000), line('b', 10_000, 'material'), line('c', 0)]

describe('what is to be paid', () => {
  it('is amount less discount less coupons, line by line, each by its payer', () => {
    const priced = priceLines(lines, { discounts: { a: 1000 }, payers: { b: 'insurance' } })
    const coupon = { id: 'k', name: '满减', text: '', valueFen: 4000, shares: { a: 4000 } }
    const agreed = agreedOf(priced, [coupon])
    expect(agreed.lines.map(({ key, payableFen, payer }) => [key, payableFen, payer])).toEqual([
      ['a', 15_000, 'owner'],
      ['b', 10_000, 'insurance'],
      ['c', 0, 'owner'],
    ])
    expect(totalsOf(agreed)).toEqual({ totalFen: 30_000, discountFen: 1000, couponFen: 4000 })
    const parts = partsOf(agreed, [{ payer: 'owner', amountFen: 6000 }])
    expect(parts.map(({ payer, dueFen }) => [payer, dueFen])).toEqual([
      ['owner', 9000],
      ['insurance', 10_000],
    ])
    expect(isSettled(parts)).toBe(false)
    expect(dueOf(parts, 'warranty')).toBe(0)
  })

  it('shows the owner even with nothing to pay', () => {
    const agreed = agreedOf(priceLines([line('a', 500)], { discounts: {}, payers: { a: 'warranty' } }), [])
    expect(partsOf(agreed, []).map(({ payer, dueFen }) => [payer, dueFen])).toEqual([
      ['owner', 0],
      ['warranty', 500],
    ])
  })

  it('adds up: the parts are the total less what was taken off', () => {
    const payer = fc.constantFrom('owner' as const, 'insurance' as const, 'warranty' as const, 'account' as const)
    const rows = fc.array(fc.record({ amountFen: fc.nat(1_000_000), off: fc.nat(100), payer }), { maxLength: 20 })
    fc.assert(
      fc.property(rows, (list) => {
        const some = list.map(({ amountFen }, i) => line(`l${i}`, amountFen))
        const discounts = Object.fromEntries(
          list.map(({ amountFen, off }, i) => [`l${i}`, Math.floor((amountFen * off) / 100)]),
        )
        const payers = Object.fromEntries(list.map((row, i) => [`l${i}`, row.payer]))
        const agreed = agreedOf(priceLines(some, { discounts, payers }), [])
        const { totalFen, discountFen } = totalsOf(agreed)
        const payable = partsOf(agreed, []).reduce((sum, { payableFen }) => sum + payableFen, 0)
        expect(payable).toBe(totalFen - discountFen)
        expect(payable).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('how much may be taken off', () => {
  it.each([
    ['just five per cent of the labour', { a: 1000 }, 5, true],
    ['a fen more', { a: 1001 }, 5, false],
    ['material is counted by itself', { a: 1000, b: 501 }, 5, false],
    ['more than the line is worth', { b: 10_001 }, 100, false],
    ['below nothing', { a: -1 }, 5, false],
    ['off a line of nothing', { c: 1 }, 100, false],
    ['nothing, by somebody who may give nothing', {}, 0, true],
  ])('%s', (_what, discounts, percent, expected) => {
    expect(isWithin(lines, discounts, percent)).toBe(expected)
  })
})

describe('ways to pay', () => {
  it('asks claims of insurers and makers, and gives credit to accounts only', () => {
    expect([canPayBy('owner', 'cash'), canPayBy('owner', 'account'), canPayBy('owner', 'claim')]).toEqual([
      ...[true, false, false],
    ])
    expect([canPayBy('insurance', 'claim'), canPayBy('warranty', 'cash'), canPayBy('account', 'account')]).toEqual([
      ...[true, false, true],
    ])
  })
})

describe('what can go back of a receipt', () => {
  it('is what came, less what went back or is on its way', () => {
    const refunds = [
      { refundOf: 'r', amountFen: -300 },
      { refundOf: 'other', amountFen: -9 },
    ]
    expect(refundableFen({ id: 'r', amountFen: 1000 }, refunds, [{ receiptId: 'r', amountFen: 200 }])).toBe(500)
  })
})
