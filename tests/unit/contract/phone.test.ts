import { describe, expect, test } from '@jest/globals'
import { formatPhone, isMobile, normPhone } from '@pitlane/contract'
import * as fc from 'fast-check'

describe('mobile numbers', () => {
  test.each([
    ['13800138000', '13800138000'],
    ['+8613800138000', '13800138000'],
    ['86 138-0013-8000', '13800138000'],
    ['008613912345678', '13912345678'],
    ['19912345678', '19912345678'],
    ['16612345678', '16612345678'],
    ['17012345678', '17012345678'],
    ['１３８００１３８０００', '13800138000'],
  ])('%s is %s', (text, phone) => {
    expect(normPhone(text)).toBe(phone)
    expect(isMobile(normPhone(text))).toBe(true)
  })

  test.each([
    '12800138000',
    '1380013800',
    '138001380000',
    '02112345678',
    '400-820-8820',
    '+85291234567',
    'abc',
    '１２',
    '',
    '86',
    '86138001380001',
  ])('%j is none', (text) => {
    expect(isMobile(normPhone(text))).toBe(false)
  })

  test('normalising twice changes nothing', () => {
    const part = fc.constantFrom('+86', '0086', '86', ' ', '-', '13800138000', '1', '0', '2123', '＋８６', 'x')
    const typed = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(fc.property(typed, (text) => normPhone(normPhone(text)) === normPhone(text)))
  })

  test('is shown as people read it aloud, and read back', () => {
    expect(formatPhone('13800138000')).toBe('138 0013 8000')
    expect(normPhone(formatPhone('13800138000'))).toBe('13800138000')
  })
})
