import { describe, expect, it } from '@jest/globals'
import { requirePlate, requireVin } from '../../../server/src/modules/vehicle/checks'

const refusal = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (e) {
    const { code, data } = e as { code: string; data?: unknown }
    return data === undefined ? { code } : { code, data }
  }
}

describe('plate and VIN of a car', () => {
  it.each([
    ['沪a·12345', '沪A12345'],
    ['京Ａ１２３４５', '京A12345'],
    ['粤B D12345', '粤BD12345'],
  ])('plate %s is kept as %s', (text, kept) => {
    expect(requirePlate(text)).toBe(kept)
  })

  it.each(['', 'A12345', '沪A1234', '沪I12345', '沪A😀2345', '沪A12345沪A12345'])('plate %j is refused', (text) => {
    expect(refusal(() => requirePlate(text))).toEqual({ code: 'vehicle.plate_invalid' })
  })

  it('a VIN without doubts needs no reason and keeps none', () => {
    expect(requireVin(' lsvtest20r2900001 ', 'pre_2004')).toEqual({ vin: 'LSVTEST20R2900001', vinOverride: null })
  })

  it.each([
    ['LSVTEST20R290000', 'length'],
    ['LSVTESI20R2900001', 'charset'],
    ['', 'length'],
  ])('VIN %j is refused whatever the reason', (vin, issue) => {
    expect(refusal(() => requireVin(vin, 'oem_exception'))).toEqual({
      code: 'vehicle.vin_invalid',
      data: { issues: [issue] },
    })
  })

  it('a doubtful VIN is refused without a reason and kept with it', () => {
    expect(refusal(() => requireVin('WVWZZZ1KZ90000000', undefined))).toMatchObject({ code: 'vehicle.vin_suspicious' })
    expect(requireVin('WVWZZZ1KZ90000000', 'parallel_import')).toEqual({
      ...{ vin: 'WVWZZZ1KZ90000000', vinOverride: 'parallel_import' },
    })
  })
})
