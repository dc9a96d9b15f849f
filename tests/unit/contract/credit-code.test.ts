import { describe, expect, test } from '@jest/globals'
import { CreditCode, isCreditCode } from '@pitlane/contract'
import { STORES } from '../../../server/src/seed/store-data'

/** Codes that their holders publish, and the example of GB 32100-2015. */
const published = [
  ...['91350100M000100Y43', '91110000802100433B', '91440300708461136T'],
  ...['914403001922038216', '91330100799655058B', '91310000775785552L'],
]

describe('统一社会信用代码', () => {
  test.each(published)('%s is right', (code) => {
    expect(isCreditCode(code)).toBe(true)
  })

  test('the demo stores print right ones', () => {
    const codes = STORES.map(({ row }) => row.creditCode ?? '')
    expect(codes.map(isCreditCode)).toEqual(codes.map(() => true))
    expect(new Set(codes).size).toBe(STORES.length)
  })

  test.each(published)('%s with any other last sign is wrong', (code) => {
    const others = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((sign) => sign !== code[17])
    expect(others.filter((sign) => isCreditCode(code.slice(0, 17) + sign))).toEqual([])
  })

  test.each(published)('%s with two unlike neighbours exchanged is wrong', (code) => {
    const swapped = [...code.slice(1)].map(
      (_, i) => code.slice(0, i) + code.charAt(i + 1) + code.charAt(i) + code.slice(i + 2),
    )
    expect(swapped.filter((one) => one !== code).filter(isCreditCode)).toEqual([])
  })

  test.each(['I', 'O', 'S', 'V', 'Z', 'a', '-', '一'])('%s is in no code', (sign) => {
    const [code = ''] = published
    const spoilt = [...code].map((_, i) => code.slice(0, i) + sign + code.slice(i + 1))
    expect(spoilt.filter(isCreditCode)).toEqual([])
  })

  test.each(['', '91350100M000100Y4', '91350100M000100Y433'])('%s has the wrong length', (code) => {
    expect(isCreditCode(code)).toBe(false)
  })

  test('is kept in capitals without what stands around it', () => {
    expect(CreditCode.parse(' 91350100m000100y43 ')).toBe('91350100M000100Y43')
    expect(CreditCode.safeParse('91350100M000100Y44').success).toBe(false)
  })
})
