import { describe, expect, it } from '@jest/globals'
import { playDays } from '../../support/random-days'

describe('capacity', () => {
  it('counts, chooses and re-seats on 10,000 random days as a sheet of paper with a box per minute says', () => {
    const tally = playDays(10_000, 20_261_122)
    expect(tally.days).toBe(10_000)
    // The days are neither empty nor hopeless.
    expect(tally.taken / tally.wishes).toBeGreaterThan(0.2)
    expect(tally.taken / tally.wishes).toBeLessThan(0.9)
    expect(tally.reseated).toBeGreaterThan(100)
  }, 120_000)
})
