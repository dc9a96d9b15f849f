import { describe, expect, test } from '@jest/globals'
import { judgeVin, readVin, typedVin } from '../../../miniprogram/src/features/garage/vin-check'

const GOOD = 'LSVTEST20R2900001'

describe('what the field keeps', () => {
  test.each([
    [' lsvt est2 0r29 00001 ', GOOD],
    ['LSVTEST20-R29-00001', GOOD],
    ['ＬＳＶＴＥＳＴ２０Ｒ２９００００１', GOOD],
    ['', ''],
  ])('%j becomes %j', (text, vin) => {
    expect(typedVin(text)).toBe(vin)
  })

  test('a thousand characters are cut', () => {
    expect(typedVin('L'.repeat(1000))).toHaveLength(32)
  })
})

describe('judging while it is typed', () => {
  test('empty, short, long and right', () => {
    expect(judgeVin('')).toEqual({ state: 'empty' })
    expect(judgeVin('LSV')).toEqual({ state: 'short', by: 14 })
    expect(judgeVin(`${GOOD}1`)).toEqual({ state: 'long', by: 1 })
    expect(judgeVin(GOOD)).toEqual({ state: 'fine' })
  })

  test('a letter that no VIN has is told at once, with the digit it looks like', () => {
    expect(judgeVin('LSVTO')).toEqual({
      state: 'foreign',
      chars: ['O'],
      fixes: [{ position: 5, from: 'O', to: '0', vin: 'LSVT0' }],
    })
    expect(judgeVin('LSVTEST2OR29OOOOI')).toMatchObject({ state: 'foreign', chars: ['O', 'I'] })
  })

  test('a foreign character without a look-alike has no suggestion', () => {
    expect(judgeVin('LSV测EST20R2900001')).toEqual({ state: 'foreign', chars: ['测'], fixes: [] })
  })

  test('a wrong check digit asks about characters that are easily mistaken', () => {
    const misread = GOOD.replace('R2', 'RZ')
    expect(judgeVin(misread)).toMatchObject({
      state: 'doubtful',
      issues: ['check_digit'],
      // `L5V` would fit the check digit too, but LSV is a maker and L5V is not.
      fixes: [{ position: 11, from: 'Z', to: '2', vin: GOOD }],
    })
  })

  test('every suggestion is a VIN without a doubt, and there are at most three', () => {
    const verdict = judgeVin('LGXTESTH5SN900012')
    expect(verdict.state).toBe('doubtful')
    const fixes = verdict.state === 'doubtful' ? verdict.fixes : []
    expect(fixes.length).toBeLessThanOrEqual(3)
    for (const fix of fixes) expect(judgeVin(fix.vin)).toEqual({ state: 'fine' })
  })

  test('a European VIN without a check digit is doubtful, not refused', () => {
    expect(judgeVin('WVWZZZ1KZ90000000')).toMatchObject({ state: 'doubtful', issues: ['format'] })
  })
})

describe('reading a VIN', () => {
  test.each([
    [GOOD, 2026, { maker: '上汽大众', year: 2024 }],
    ['LRWTESTJ4TC900012', 2026, { maker: '特斯拉（上海）', year: 2026 }],
    ['L6TTESTY4VU900025', 2026, { maker: '吉利', year: 2027 }],
    ['LGBTESTG9GA900010', 2026, { maker: '东风日产', year: 2016 }],
    ['LHGRC3838F8043791', 2026, { maker: '广汽本田', year: 2015 }],
    ['1HGCM82633A004352', 2026, { maker: undefined, year: 2003 }],
    ['LATPAB071W1005301', 2026, { maker: undefined, year: 1998 }],
    ['11111111111111111', 2031, { maker: undefined, year: 2031 }],
    ['WVWZZZ1KZ00000000', 2026, { maker: undefined, year: undefined }],
    ['LSV', 2026, { maker: '上汽大众', year: undefined }],
  ])('%s in %d', (vin, thisYear, reading) => {
    expect(readVin(vin, thisYear)).toEqual(reading)
  })
})
