import { expect, it } from '@jest/globals'
import { modelYear } from '../../../server/src/modules/vehicle/model-year'

const vin = (code: string) => `LSVTEST20${code}2900001`

it.each([
  ['P', '2026-11-30', 2023],
  ['R', '2026-11-30', 2024],
  ['V', '2026-11-30', 2027],
  ['W', '2026-11-30', 1998],
  ['W', '2027-01-01', 2028],
  ['1', '2026-11-30', 2001],
  ['A', '2026-11-30', 2010],
])('%s in %s is %i', (code, today, year) => {
  expect(modelYear(vin(code), today)).toBe(year)
})

it('is not known where the place holds no year, or the number is none', () => {
  expect(modelYear(vin('0'), '2026-11-30')).toBeUndefined()
  expect(modelYear('LSV', '2026-11-30')).toBeUndefined()
})
