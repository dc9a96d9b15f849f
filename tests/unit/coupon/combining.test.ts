import { describe, expect, it } from '@jest/globals'
import type { coupon as contract } from '@pitlane/contract'
import fc from 'fast-check'
import { price } from '../../../server/src/modules/coupon/applying'
import type { BillLine, Candidate } from '../../../server/src/modules/coupon/bill'
import { bestOf, clashOf } from '../../../server/src/modules/coupon/combining'
import { candidate, cash, discount, fullCut, line, service } from './faces'

const SERVICES = ['wash', 'oil', 'brake'] as const

const anyLine = fc.record({
  kind: fc.constantFrom('labour' as const, 'material' as const),
  serviceId: fc.option(fc.constantFrom(...SERVICES)),
  category: fc.option(fc.constantFrom('maintenance', 'brake', 'tyre')),
  amountFen: fc.integer({ min: 0, max: 500_000 }),
})
const anyBill: fc.Arbitrary<BillLine[]> = fc
  .array(anyLine, { minLength: 1, maxLength: 7 })
  .map((lines) => lines.map((one, i) => ({ id: `line-${i}`, ...one })))

const amount = fc.integer({ min: 1, max: 80_000 })
const anyBenefit: fc.Arbitrary<contract.Benefit> = fc.oneof(
  fc.tuple(amount, fc.constantFrom(0, 30_000)).map(([fen, threshold]) => cash(fen, threshold)),
  fc.tuple(fc.integer({ min: 1, max: 400_000 }), amount).map(([threshold, fen]) => fullCut(threshold, fen)),
  fc.tuple(fc.integer({ min: 1, max: 99 }), amount).map(([percent, cap]) => discount(percent, cap)),
  fc.constantFrom(...SERVICES).map(service),
  fc.constant({ kind: 'gift' as const, item: '玻璃水' }),
)
const anyCoupon = fc.record({
  benefit: anyBenefit,
  type: fc.constantFrom('cash' as const, 'comp' as const, 'offpeak' as const, 'birthday' as const),
  kinds: fc.constantFrom<('labour' | 'material')[]>([], ['labour'], ['material']),
  exceptCategories: fc.constantFrom<'tyre'[]>([], ['tyre']),
  group: fc.option(fc.constantFrom('春季', '周年')),
  withGroups: fc.constantFrom<string[]>([], ['春季'], ['周年']),
  isAlone: fc.boolean(),
  template: fc.integer({ min: 0, max: 9 }),
  endsIn: fc.integer({ min: 1, max: 5 }),
})
const couponsUpTo = (maxLength: number): fc.Arbitrary<Candidate[]> =>
  fc.array(anyCoupon, { maxLength }).map((coupons) =>
    coupons.map((c, i) =>
      candidate(
        `coupon-${i}`,
        c.benefit,
        {
          ...{ type: c.type, scope: { kinds: c.kinds, exceptCategories: c.exceptCategories } },
          stack: { group: c.group, with: c.withGroups, isAlone: c.isAlone },
        },
        { templateId: `t-${c.template}`, templateVersion: i, validUntil: new Date(Date.UTC(2027, 0, c.endsIn)) },
      ),
    ),
  )

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** Every combination that is allowed, tried one by one without any shortcut. */
function bestByHand(bill: readonly BillLine[], coupons: readonly Candidate[]): number {
  let best = 0
  for (let mask = 0; mask < 1 << coupons.length; mask++) {
    const chosen = coupons.filter((_, i) => mask & (1 << i))
    if (chosen.some((a, i) => chosen.some((b, j) => i < j && clashOf(a, b)))) continue
    best = Math.max(best, price(bill, chosen).savingFen)
  }
  return best
}

describe('a bill with coupons', () => {
  it('is never negative, and what is taken off adds up to the fen, line by line', () => {
    fc.assert(
      fc.property(anyBill, couponsUpTo(8), (bill, coupons) => {
        const priced = price(bill, coupons)
        expect(priced.payableFen).toBeGreaterThanOrEqual(0)
        expect(priced.payableFen + priced.savingFen).toBe(sum(bill.map(({ amountFen }) => amountFen)))
        for (const { savingFen, allocations } of priced.savings)
          expect(sum(allocations.map(({ fen }) => fen))).toBe(savingFen)
        for (const { id, amountFen, leftFen } of priced.lines) {
          const taken = priced.savings.flatMap(({ allocations }) => allocations).filter(({ lineId }) => lineId === id)
          expect(leftFen).toBeGreaterThanOrEqual(0)
          expect(amountFen - leftFen).toBe(sum(taken.map(({ fen }) => fen)))
        }
      }),
    )
  })

  it('takes services off first, then a discount, then 满减, then cash', () => {
    const bill = [line('a', 10_000, { serviceId: 'wash' }), line('b', 50_000)]
    const coupons = [
      candidate('1', cash(5000)),
      candidate('2', fullCut(40_000, 4000)),
      candidate('3', discount(80, 20_000)),
      candidate('4', service('wash')),
    ]
    expect(price(bill, coupons).savings.map(({ couponId, savingFen }) => [couponId, savingFen])).toEqual([
      ['4', 10_000],
      ['3', 10_000],
      ['2', 4000],
      ['1', 5000],
    ])
  })

  it('frees one job of a service: its dearest labour and its material', () => {
    const bill = [
      line('a', 4000, { serviceId: 'oil' }),
      line('b', 6000, { serviceId: 'oil' }),
      line('c', 28_000, { serviceId: 'oil', kind: 'material' }),
      line('d', 9000, { serviceId: 'wash' }),
    ]
    expect(price(bill, [candidate('1', service('oil'))]).savings[0]?.allocations).toEqual([
      { lineId: 'b', fen: 6000 },
      { lineId: 'c', fen: 28_000 },
    ])
    const labourOnly = candidate('1', service('oil'), { scope: { kinds: ['labour'] } })
    expect(price(bill, [labourOnly]).savingFen).toBe(6000)
  })

  it('gives no change, keeps to the cap, and rounds a discount for the customer', () => {
    expect(price([line('a', 3000)], [candidate('1', cash(5000))])).toMatchObject({ payableFen: 0, savingFen: 3000 })
    expect(price([line('a', 100_000)], [candidate('1', discount(85, 10_000))]).savingFen).toBe(10_000)
    expect(price([line('a', 999)], [candidate('1', discount(85, 10_000))]).payableFen).toBe(849)
  })

  it('measures a threshold on the lines it may be used on, after services', () => {
    const coupon = candidate('1', fullCut(50_000, 8000), { scope: { kinds: ['labour'] } })
    const material = line('m', 90_000, { kind: 'material' })
    expect(price([line('a', 49_999), material], [coupon]).savingFen).toBe(0)
    expect(price([line('a', 50_000), material], [coupon]).savings[0]?.allocations).toEqual([{ lineId: 'a', fen: 8000 }])
    const bill = [line('a', 45_000), line('w', 5000, { serviceId: 'wash' })]
    expect(price(bill, [coupon, candidate('2', service('wash'))]).savingFen).toBe(5000)
  })
})

describe('the best combination', () => {
  it('is the best there is, whenever there are few enough to try them all', () => {
    fc.assert(
      fc.property(anyBill, couponsUpTo(7), (bill, coupons) => {
        expect(bestOf(bill, coupons).priced.savingFen).toBe(bestByHand(bill, coupons))
      }),
    )
  })

  it('saves at least as much as any single coupon, however many there are', () => {
    fc.assert(
      fc.property(anyBill, couponsUpTo(16), (bill, coupons) => {
        const best = bestOf(bill, coupons)
        for (const coupon of coupons)
          expect(best.priced.savingFen).toBeGreaterThanOrEqual(price(bill, [coupon]).savingFen)
      }),
      { numRuns: 40 },
    )
  })

  it('has no coupon twice, none that saves nothing, no two that clash, and one of each template', () => {
    fc.assert(
      fc.property(anyBill, couponsUpTo(10), (bill, coupons) => {
        const { chosen, priced } = bestOf(bill, coupons)
        expect(new Set(chosen.map(({ id }) => id)).size).toBe(chosen.length)
        expect(new Set(chosen.map(({ templateId }) => templateId)).size).toBe(chosen.length)
        expect(priced.savings.every(({ savingFen }) => savingFen > 0)).toBe(true)
        expect(chosen.some((a) => chosen.some((b) => a !== b && clashOf(a, b)))).toBe(false)
      }),
    )
  })

  it('does not depend on the order of coupons or lines', () => {
    fc.assert(
      fc.property(anyBill, couponsUpTo(8), fc.nat(), (bill, coupons, seed) => {
        const turned = <T>(list: readonly T[]) => list.map((_, i) => list[(i + seed) % list.length]!).reverse()
        const there = bestOf(bill, coupons)
        const back = bestOf(turned(bill), turned(coupons))
        expect(back.chosen.map(({ id }) => id)).toEqual(there.chosen.map(({ id }) => id))
        expect(back.priced).toEqual(there.priced)
      }),
    )
  })

  it('takes the coupon that ends first where it makes no difference', () => {
    const soon = { validUntil: new Date('2026-06-01T00:00:00Z') }
    const coupons = [candidate('1', cash(500)), candidate('2', cash(500), {}, soon)]
    expect(bestOf([line('a', 9000)], coupons).chosen.map(({ id }) => id)).toEqual(['2'])
  })
})

describe('what may meet on one bill', () => {
  const of = (a: Candidate, b: Candidate) => [clashOf(a, b), clashOf(b, a)]
  it.each([
    ['two cuts', candidate('1', fullCut(1, 1)), candidate('2', discount(90, 1)), 'one_cut'],
    ['two cash coupons', candidate('1', cash(1)), candidate('2', cash(2)), 'one_cash'],
    ['services', candidate('1', service('wash')), candidate('2', service('oil')), undefined],
    ['a cut and cash', candidate('1', fullCut(1, 1)), candidate('2', cash(1)), undefined],
    [
      'off-peak cash and a discount',
      candidate('1', cash(1), { type: 'offpeak' }),
      candidate('2', discount(90, 1)),
      'off_peak',
    ],
    ['a compensation and anything', candidate('1', cash(1), { type: 'comp' }), candidate('2', cash(2)), undefined],
    [
      'one that stands alone',
      candidate('1', cash(1), { stack: { isAlone: true } }),
      candidate('2', service('oil')),
      'alone',
    ],
    [
      'two of one group',
      candidate('1', cash(1), { stack: { group: '春季' } }),
      candidate('2', service('oil'), { stack: { group: '春季' } }),
      'same_group',
    ],
    [
      'groups that name each other',
      candidate('1', fullCut(1, 1), { stack: { group: '春季', with: ['会员'] } }),
      candidate('2', discount(90, 1), { stack: { group: '会员', with: ['春季'] } }),
      undefined,
    ],
    [
      'groups of which only one names the other',
      candidate('1', fullCut(1, 1), { stack: { group: '春季', with: ['会员'] } }),
      candidate('2', discount(90, 1), { stack: { group: '会员' } }),
      'one_cut',
    ],
    [
      'one template twice, whatever else',
      candidate('1', cash(1), { type: 'comp' }, { templateId: 't' }),
      candidate('2', cash(1), { type: 'comp' }, { templateId: 't' }),
      'same_template',
    ],
  ])('%s', (_what, a, b, expected) => {
    expect(of(a, b)).toEqual([expected, expected])
  })
})
