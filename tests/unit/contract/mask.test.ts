import { describe, expect, test } from '@jest/globals'
import { maskName, maskPhone, maskPlate, maskVin } from '@pitlane/contract'
import * as fc from 'fast-check'
import { validVins } from './vin-vectors'

const digit = fc.constantFrom(...'0123456789')
const digits = (length: number) => fc.array(digit, { minLength: length, maxLength: length }).map((d) => d.join(''))

/** What stays readable when the stars are taken away must be the two agreed ends, and nothing between them. */
const ends = (mask: string) => mask.split(/\*+/)

describe('phones', () => {
  test('keep three and four', () => {
    expect(maskPhone('13800138000')).toBe('138****8000')
  })

  test('never show the middle', () => {
    fc.assert(
      fc.property(digits(9), (rest) => {
        const phone = `13${rest}`
        expect(ends(maskPhone(phone))).toEqual([phone.slice(0, 3), phone.slice(7)])
      }),
    )
  })

  test('anything that is no mobile number is hidden whole', () => {
    for (const text of ['+85291234567', '021-12345678', '12345678', '', 'abc']) expect(maskPhone(text)).toBe('***')
  })
})

describe('VINs', () => {
  test.each(validVins)('$vin keeps the maker and the last four', ({ vin }) => {
    expect(maskVin(vin)).toBe(`${vin.slice(0, 3)}**********${vin.slice(13)}`)
  })

  test('of another length are hidden whole', () => {
    expect([maskVin('LSV'), maskVin(''), maskVin('L'.repeat(18))]).toEqual(['***', '***', '***'])
  })
})

describe('plates', () => {
  test.each([
    ['沪A12345', '沪A·**345'],
    ['沪AD12345', '沪A·***345'],
    ['京X0001应急', '京X·***1应急'],
  ])('%s is %s', (plate, mask) => {
    expect(maskPlate(plate)).toBe(mask)
  })

  test('never show the middle', () => {
    fc.assert(
      fc.property(digits(5), (serial) => {
        expect(ends(maskPlate(`沪A${serial}`))).toEqual(['沪A·', serial.slice(2)])
      }),
    )
  })

  test('too short to have a middle are hidden whole', () => {
    for (const text of ['', '沪', '沪A', '沪A123']) expect(maskPlate(text)).toBe('***')
  })
})

describe('names', () => {
  test.each([
    ['张三', '张*'],
    ['欧阳娜娜', '欧***'],
    ['阿依古丽·买买提', '阿***'],
    ['张', '张'],
    ['', ''],
    ['𠮷田', '𠮷*'],
  ])('%s is %s', (name, mask) => {
    expect(maskName(name)).toBe(mask)
  })

  test('show the first character and nothing else, and do not tell how long a long name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 50 }), (name) => {
        fc.pre(!name.includes('*'))
        const [first = ''] = [...name]
        expect(maskName(name)).toMatch(/\*{1,3}$/u)
        expect(maskName(name).replace(/\*{1,3}$/u, '')).toBe(first)
      }),
    )
  })
})
