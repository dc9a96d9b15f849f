import { describe, expect, test } from '@jest/globals'
import { isHardVinIssue, normVin, vinCheckDigit, vinIssues } from '@pitlane/contract'
import * as fc from 'fast-check'
import { invalidVins, publishedVins, validVins } from './vin-vectors'

const ALPHABET = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789']
const digits = [...'0123456789']
const withChar = (vin: string, at: number, char: string) => vin.slice(0, at) + char + vin.slice(at + 1)

/** Any 17 characters of the VIN alphabet, made right by putting the computed check digit in its place. */
const checkedVin = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 13, maxLength: 13 })
  .chain((head) =>
    fc.array(fc.constantFrom(...digits), { minLength: 4, maxLength: 4 }).map((tail) => [...head, ...tail].join('')),
  )
  .map((vin) => withChar(vin, 8, vinCheckDigit(vin)))

describe('VINs that are right', () => {
  test('the table has the 26 rows of the reference and every check digit 0-9 and X', () => {
    expect(validVins).toHaveLength(26)
    expect(new Set(validVins.map((row) => row.checkDigit))).toEqual(new Set([...digits, 'X']))
  })

  test.each(validVins)('$vin', ({ vin, checkDigit, year }) => {
    expect(vinIssues(vin)).toEqual([])
    expect(vinCheckDigit(vin)).toBe(checkDigit)
    expect(vin.charAt(9)).toBe(year)
  })

  test.each(publishedVins)('%s, published', (vin) => {
    expect(vinIssues(vin)).toEqual([])
  })

  test('WBA71DC010CH14720, published: the check digit is right, but a European car may carry no model year', () => {
    expect(vinCheckDigit('WBA71DC010CH14720')).toBe('1')
    expect(vinIssues('WBA71DC010CH14720')).toEqual(['year'])
  })

  test.each([
    ['lsvtest20r2900001', 'lower case'],
    ['  LSVTEST20R2900001\n', 'blanks around'],
    ['ＬＳＶＴＥＳＴ２０Ｒ２９００００１', 'full width'],
  ])('%j (%s)', (text) => {
    expect(normVin(text)).toBe('LSVTEST20R2900001')
    expect(vinIssues(text)).toEqual([])
  })
})

describe('VINs that are wrong or doubtful', () => {
  test('the table has the 23 rows of the reference', () => {
    expect(invalidVins).toHaveLength(23)
  })

  test.each(invalidVins)('$vin: $issue ($why)', ({ vin, issue }) => {
    expect(vinIssues(vin)).toContain(issue)
  })

  test.each([
    ['LSVTEST20R290000A', ['format']],
    ['LSVTEST2XU2900001', ['year']],
    ['LSVTEST20Z2900001', ['year']],
    ['LSVTEST2702900001', ['year']],
  ])('%s has no other issue', (vin, issues) => {
    expect(vinIssues(vin)).toEqual(issues)
  })

  test('only a wrong length and foreign letters are beyond a reason', () => {
    expect((['length', 'charset', 'check_digit', 'year', 'format'] as const).filter(isHardVinIssue)).toEqual([
      'length',
      'charset',
    ])
  })

  test('a thousand characters, emoji and SQL are a wrong length, not a crash', () => {
    for (const text of ['L'.repeat(1000), '🚗🚗🚗', "'; drop table vehicle; --"]) {
      expect(vinIssues(text)).toEqual(['length'])
    }
  })
})

describe('the check digit', () => {
  test('of the worked example is 0', () => {
    expect(vinCheckDigit('LSVTEST20R2900001')).toBe('0')
  })

  test('completes any VIN: with it in place there is no doubt about it', () => {
    fc.assert(fc.property(checkedVin, (vin) => !vinIssues(vin).includes('check_digit')))
  })

  test('catches every wrong digit in place of a digit', () => {
    fc.assert(
      fc.property(checkedVin, fc.nat(16), fc.constantFrom(...digits), (vin, at, digit) => {
        const old = vin.charAt(at)
        fc.pre(/\d/.test(old) && old !== digit)
        expect(vinIssues(withChar(vin, at, digit))).toContain('check_digit')
      }),
    )
  })

  test('lets 892 of 13,312 single wrong characters through, as computed for the reference', () => {
    const places = validVins.flatMap(({ vin }) => [...vin].map((_, at) => ({ vin, at }))).filter(({ at }) => at !== 8)
    const tried = places.flatMap(({ vin, at }) =>
      ALPHABET.filter((char) => char !== vin.charAt(at)).map((char) => withChar(vin, at, char)),
    )
    expect(tried).toHaveLength(13_312)
    expect(tried.filter((vin) => vinCheckDigit(vin) === vin.charAt(8))).toHaveLength(892)
  })

  test('does not see a letter taken for one of the same value: the owner must still read the maker and the year', () => {
    expect(vinIssues('LSVTEST20R2900001'.replace('LSV', 'LBV'))).toEqual([])
  })
})

test('normalising twice changes nothing', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'abIOqxZ019 　\tＡｚ０９测-') })
  fc.assert(fc.property(typed, (text) => normVin(normVin(text)) === normVin(text)))
})
