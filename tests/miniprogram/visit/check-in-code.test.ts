import { describe, expect, test } from '@jest/globals'
import { codeOf } from '../../../miniprogram/src/features/visit/check-in-code'

const code = 'PL1.01J00000000000000000000201.abcdefghijklmnopqrst_-'

describe('what a poster says', () => {
  test.each([
    ['the code alone', code],
    ['with spaces around', ` ${code}\n`],
    ['an address', `https://shop.example/#/packages/booking/pages/check-in/index?code=${code}`],
    ['an address with more in it', `https://shop.example/#/x?from=a&code=${code}&to=b#end`],
    ['encoded, as WeChat hands it over', encodeURIComponent(`https://shop.example/#/x?code=${code}`)],
  ])('%s', (_, scanned) => expect(codeOf(scanned)).toBe(code))

  test.each(['', 'https://example.com/', '%', '你好', 'a b', 'x'.repeat(65)])('%j is no code of ours', (scanned) =>
    expect(codeOf(scanned)).toBeUndefined(),
  )
})
