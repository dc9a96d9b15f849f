import { expect, test } from '@jest/globals'
import { distanceKm } from '@pitlane/kernel'
import { sayDistance } from '../../../miniprogram/src/lib/distance'

const bund = { latitude: 31.2397, longitude: 121.4998 }
const hongqiao = { latitude: 31.1979, longitude: 121.3363 }

test('from the Bund to Hongqiao it is a good 16 km, both ways', () => {
  expect(distanceKm(bund, hongqiao)).toBeCloseTo(16.2, 0)
  expect(distanceKm(hongqiao, bund)).toBeCloseTo(distanceKm(bund, hongqiao), 9)
  expect(distanceKm(bund, bund)).toBe(0)
})

test.each([
  [0, '10 米'],
  [0.844, '840 米'],
  [1, '1.0 公里'],
  [12.34, '12.3 公里'],
  [1064.2, '1064 公里'],
])('%d km are said as %s', (km, said) => {
  expect(sayDistance(km)).toBe(said)
})
