import { describe, expect, it, test } from '@jest/globals'
import { hasWord, REMARK_LENGTH, toggleWord } from '../../../miniprogram/src/features/booking/remark-words'

describe('words that are a touch away', () => {
  test.each([
    ['', '异响', '异响'],
    ['异响', '抖动', '异响、抖动'],
    ['昨天开始', '异响', '昨天开始、异响'],
    ['昨天开始，', '异响', '昨天开始，异响'],
    ['昨天开始：\n', '异响', '昨天开始：异响'],
    ['刹车异响', '异响', '刹车异响、异响'],
  ])('%j and a touch on %s', (before, word, after) => {
    expect(toggleWord(before, word)).toBe(after)
    expect(hasWord(after, word)).toBe(true)
  })

  test.each([
    ['异响', '异响', ''],
    ['异响、抖动', '异响', '抖动'],
    ['异响、抖动、漏油', '抖动', '异响、漏油'],
    ['昨天开始，异响。明天到店', '异响', '昨天开始。明天到店'],
  ])('%j and another touch on %s', (before, word, after) => {
    expect(toggleWord(before, word)).toBe(after)
    expect(hasWord(after, word)).toBe(false)
  })

  it('never cuts what the owner wrote', () => {
    const full = 'x'.repeat(REMARK_LENGTH)
    expect(toggleWord(full, '异响')).toBe(full)
  })
})
