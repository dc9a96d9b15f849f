import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { allocate, refundShare } from '../../../server/src/modules/coupon/allocating'

const open = (...amounts: number[]) => amounts.map((leftFen, i) => ({ id: `l${i}`, leftFen }))
const parts = (value: number, ...amounts: number[]) => [...allocate(value, open(...amounts)).values()]

const amounts = fc.array(fc.integer({ min: 0, max: 9_000_000_000 }), { minLength: 1, maxLength: 12 })

describe('spreading a coupon over lines', () => {
  it('gives the worked example: ¥100.00 on 199.00, 88.00, 269.00 and 45.00', () => {
    expect(parts(10_000, 19_900, 8_800, 26_900, 4_500)).toEqual([3311, 1464, 4476, 749])
  })

  it.each([
    ['three equal lines share a fen too many by id', 100, [50, 50, 50], [34, 33, 33]],
    ['one fen goes to the dearest', 1, [10, 30, 20], [0, 1, 0]],
    ['the whole leaves nothing', 60, [10, 20, 30], [10, 20, 30]],
    ['a free line gets nothing', 7, [0, 7], [0, 7]],
    ['nothing is spread as nothing', 0, [5, 5], [0, 0]],
  ])('%s', (_what, value, lines, expected) => {
    expect(parts(value, ...lines)).toEqual(expected)
  })

  it('adds up exactly, and never takes more than a line has', () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 1, noNaN: true }), (lines, portion) => {
        const whole = lines.reduce((a, b) => a + b, 0)
        const value = Math.floor(whole * portion)
        const given = allocate(value, open(...lines))
        expect([...given.values()].reduce((a, b) => a + b, 0)).toBe(value)
        lines.forEach((amount, i) => {
          const part = given.get(`l${i}`) ?? 0
          expect(part).toBeGreaterThanOrEqual(0)
          expect(part).toBeLessThanOrEqual(amount)
        })
      }),
    )
  })

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100 }), (lines, percent) => {
        const value = Math.floor((lines.reduce((a, b) => a + b, 0) / 100) * percent)
        const there = allocate(value, open(...lines))
        const back = allocate(value, open(...lines).reverse())
        expect(new Map([...back].sort())).toEqual(new Map([...there].sort()))
      }),
    )
  })

  it('refuses more than the lines are worth', () => {
    expect(() => allocate(11, open(5, 5))).toThrow(RangeError)
    expect(() => allocate(-1, open(5, 5))).toThrow(RangeError)
  })
})

describe('what goes back of a line', () => {
  it('is its share net of coupons', () => {
    expect(refundShare({ amountFen: 19_900, allocatedFen: 3311 }, 0, 19_900)).toBe(16_589)
    expect(refundShare({ amountFen: 300, allocatedFen: 100 }, 0, 150)).toBe(100)
    expect(refundShare({ amountFen: 0, allocatedFen: 0 }, 0, 0)).toBe(0)
  })

  it('adds up to the whole in whatever steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (steps, portion) => {
          const amountFen = steps.reduce((a, b) => a + b, 0)
          const line = { amountFen, allocatedFen: Math.floor(amountFen * portion) }
          let before = 0
          let back = 0
          for (const step of steps) {
            const part = refundShare(line, before, step)
            expect(part).toBeGreaterThanOrEqual(0)
            back += part
            before += step
          }
          expect(back).toBe(refundShare(line, 0, amountFen))
          expect(back).toBe(amountFen - line.allocatedFen)
        },
      ),
    )
  })

  it('refuses more than the line', () => {
    expect(() => refundShare({ amountFen: 100, allocatedFen: 10 }, 60, 50)).toThrow(RangeError)
  })
})
