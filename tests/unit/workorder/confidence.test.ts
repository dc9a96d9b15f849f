import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { confidenceOf, decilesOf } from '../../../server/src/modules/workorder/confidence'

/** From ten to a hundred and ten minutes, evenly. */
const even = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]

describe('what comparable visits took', () => {
  it('is not said of fewer than thirty', () => {
    expect(decilesOf(Array.from({ length: 29 }, () => 60))).toBeNull()
    expect(decilesOf(Array.from({ length: 30 }, () => 60))).toEqual(Array.from({ length: 11 }, () => 60))
  })

  it('is the shortest, nine deciles and the longest, in whatever order they come', () => {
    expect(decilesOf(Array.from({ length: 101 }, (_, i) => 10 + ((i * 37) % 101)))).toEqual(even)
  })

  it('is whole minutes between two visits where a decile falls between them', () => {
    const minutes = Array.from({ length: 30 }, (_, i) => (i + 1) * 10)
    expect(decilesOf(minutes)).toEqual([10, 39, 68, 97, 126, 155, 184, 213, 242, 271, 300])
  })
})

describe('how sure a promise is', () => {
  it.each([
    [0, 60, 50],
    [0, 65, 55],
    [10, 90, 80],
    [60, 60, 1],
    [60, 85, 50],
    [85, 110, 99],
    [0, 110, 99],
    [0, 500, 99],
    [0, 10, 1],
    [0, 5, 1],
    [90, 60, 1],
  ])('after %d minutes of a promise of %d: %d in a hundred', (elapsed, promised, expected) => {
    expect(confidenceOf({ usual: even, elapsed, promised })).toBe(expected)
  })

  it('is not known of a visit that takes longer than any before', () => {
    expect(confidenceOf({ usual: even, elapsed: 111, promised: 200 })).toBeNull()
  })

  it('counts visits that took exactly as long', () => {
    const same = even.map(() => 60)
    expect(confidenceOf({ usual: same, elapsed: 60, promised: 60 })).toBe(99)
    expect(confidenceOf({ usual: same, elapsed: 0, promised: 59 })).toBe(1)
  })

  const minutes = fc.integer({ min: 0, max: 3000 })
  const visits = fc.array(minutes, { minLength: 30, maxLength: 60 })

  it('never falls when more time is promised, and is never a certainty', () => {
    fc.assert(
      fc.property(visits, minutes, minutes, minutes, (took, elapsed, promised, more) => {
        const usual = decilesOf(took) ?? []
        const [sooner, later] = [promised, promised + more].map((by) => confidenceOf({ usual, elapsed, promised: by }))
        if (sooner === null || later === null) return sooner === later
        return (sooner ?? 0) <= (later ?? 0) && (sooner ?? 0) >= 1 && (later ?? 100) <= 99
      }),
    )
  })

  it('is near the share that is counted where nothing is gone yet', () => {
    fc.assert(
      fc.property(fc.uniqueArray(minutes, { minLength: 101, maxLength: 101 }), minutes, (took, promised) => {
        const counted = (100 * took.filter((one) => one <= promised).length) / took.length
        const said = confidenceOf({ usual: decilesOf(took) ?? [], elapsed: 0, promised }) ?? 0
        return Math.abs(said - counted) <= 12
      }),
    )
  })
})
