import { randomInt } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { groupCode, luhnDigit, makeCode, maskCode, readCode } from '../../../server/src/modules/coupon/code'
import { validDays } from '../../../server/src/modules/coupon/validity'

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 })
const codeOf = (list: number[]) => makeCode(() => list.shift() ?? 0)

describe('a code', () => {
  it('has the check digit of Luhn', () => {
    expect(luhnDigit('7992739871')).toBe('3')
    expect(readCode('0000 0000 0000')).toBe('000000000000')
  })

  it('is read as it is written, grouped or not', () => {
    const code = makeCode(() => randomInt(10))
    expect(groupCode(code)).toMatch(/^\d{4} \d{4} \d{4}$/)
    for (const written of [code, groupCode(code), ` ${groupCode(code)} `, groupCode(code).replaceAll(' ', '-')])
      expect(readCode(written)).toBe(code)
    expect(maskCode(code)).toBe(`**** **** ${code.slice(8)}`)
  })

  it('is not read with one digit wrong', () => {
    fc.assert(
      fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (list, place, off) => {
        const code = codeOf([...list])
        const wrong = [...code].map((c, i) => (i === place ? String((Number(c) + off) % 10) : c)).join('')
        expect(readCode(wrong)).toBeUndefined()
      }),
    )
  })

  it.each(['', '12345678901', '1234567890123', '12345678901a', '١٢٣٤٥٦٧٨٩٠١٢'])('is not %j', (text) => {
    expect(readCode(text)).toBeUndefined()
  })
})

describe('how long a coupon is good', () => {
  it.each([
    [{ kind: 'relative' as const, startsAfterDays: 0, days: 30 }, '2026-11-24', '2026-12-24'],
    [{ kind: 'relative' as const, startsAfterDays: 0, days: 0 }, '2026-11-24', '2026-11-24'],
    [{ kind: 'relative' as const, startsAfterDays: 3, days: 7 }, '2026-11-27', '2026-12-04'],
    [{ kind: 'fixed' as const, from: '2026-12-01', to: '2026-12-31' }, '2026-12-01', '2026-12-31'],
    [{ kind: 'fixed' as const, from: '2026-11-01', to: '2026-12-31' }, '2026-11-24', '2026-12-31'],
  ])('%j', (validity, from, to) => {
    expect(validDays(validity, '2026-11-24')).toEqual({ from, to })
  })
})
