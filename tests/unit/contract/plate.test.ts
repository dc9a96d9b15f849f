import { describe, expect, test } from '@jest/globals'
import { formatPlate, normPlate, plateDoubt, plateKind, provinces } from '@pitlane/contract'
import * as fc from 'fast-check'

const valid: readonly [string, string][] = [
  ['京A12345', 'ordinary'],
  ['沪B6789Z', 'ordinary'],
  ['粤B·12A45', 'ordinary'],
  ['苏e8k88u', 'ordinary'],
  ['浙A 00001', 'ordinary'],
  ['川AD2345', 'ordinary'],
  ['渝AF1234', 'ordinary'],
  ['京Ａ１２３４５', 'ordinary'],
  ['京AD12345', 'nev_small'],
  ['沪AF12345', 'nev_small'],
  ['粤BDK1234', 'nev_small'],
  ['浙AA12345', 'nev_small'],
  ['粤BB12345', 'nev_small'],
  ['苏EG00001', 'nev_small'],
  ['沪A·K12345', 'nev_small'],
  ['京A12345D', 'nev_large'],
  ['粤B54321F', 'nev_large'],
  ['粤Z1234港', 'hk_mo'],
  ['粤ZF023澳', 'hk_mo'],
  ['京A0021学', 'coach'],
  ['京A0006警', 'police'],
  ['京O0006警', 'police'],
  ['京A0060挂', 'trailer'],
  ['京A0007试', 'test'],
  ['沪A0023领', 'consulate'],
  ['沪22478领', 'consulate'],
  ['224578使', 'embassy'],
  ['使014578', 'embassy'],
  ['京X0001应急', 'emergency'],
  ['WJ京1234X', 'armed_police'],
  ['WJ12345', 'armed_police'],
  ['VA12345', 'military'],
]

const invalid: readonly string[] = [
  ...['', '京A1234', '京A123456', '京A1234567', '京I12345', '京A1234I', '京A1234O', '京AO2345', '中A12345', 'AA12345'],
  ...['京112345', '京AABCDE', '京AL12345', '京AI12345', '京ADI1234', '京AD1234A', '京A1234DD5', '粤Z1234学港'],
  ...['粤A1234港', '京A0021学学', '使01457', 'WJ京12345X', '沪A0023 领事', '京A12345F1', '台A12345', '港12345'],
  ...['12345', '京A-123', 'undefined'],
]

describe('plates', () => {
  test('the tables have the 32 and 29 rows of the reference', () => {
    expect([valid.length, invalid.length]).toEqual([32, 29])
  })

  test.each(valid)('%s is %s', (plate, kind) => {
    expect(plateKind(plate)).toBe(kind)
  })

  test.each(invalid)('%j is no plate', (text) => {
    expect(plateKind(text)).toBeUndefined()
  })

  test('a thousand characters, emoji and SQL are no plate', () => {
    for (const text of [`京${'A'.repeat(1000)}`, '京A🚗2345', "京A' or '1'='1"]) expect(plateKind(text)).toBeUndefined()
  })

  test('there are 31 provinces', () => {
    expect(new Set(provinces).size).toBe(31)
  })
})

describe('spelling', () => {
  test.each([
    ['粤B·12a45', '粤B12A45'],
    ['京Ａ１２３４５', '京A12345'],
    [' 沪a•1 2.3_4-5・', '沪A12345'],
    ['沪Ａ･１２３４５', '沪A12345'],
  ])('%j is normalised to %s', (text, plate) => {
    expect(normPlate(text)).toBe(plate)
  })

  test('normalising twice changes nothing', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'沪京abZ09 　·•・･.-_－．ａＺ０９警') })
    fc.assert(fc.property(typed, (text) => normPlate(normPlate(text)) === normPlate(text)))
  })

  test.each([
    ['沪A12345', '沪A·12345'],
    ['沪AD12345', '沪A·D12345'],
    ['WJ京1234X', 'WJ京1234X'],
    ['224578使', '224578使'],
  ])('%s is shown as %s', (plate, shown) => {
    expect(formatPlate(plate)).toBe(shown)
  })

  test('what is shown is read back as the same plate', () => {
    for (const [plate, kind] of valid) {
      const shown = formatPlate(normPlate(plate))
      expect([normPlate(shown), plateKind(shown)]).toEqual([normPlate(plate), kind])
    }
  })
})

describe('the doubt about a new-energy car', () => {
  test.each(['bev', 'phev', 'erev', 'fcev'])('%s with seven characters', (fuel) => {
    expect(plateDoubt('京AD1234', fuel)).toBe('nev_plate_expected')
    expect(plateDoubt('京AD12345', fuel)).toBeUndefined()
  })

  test.each(['ice', 'hev'])('not for %s, which gets no green plate', (fuel) => {
    expect(plateDoubt('京AD1234', fuel)).toBeUndefined()
  })
})
