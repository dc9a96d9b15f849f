import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cellRange } from '../../../server/src/modules/booking/bits'
import { reseat } from '../../../server/src/modules/booking/reseat'
import { bookDay, canSeatAll, DAY_FROM, DAY_TO, seatOf, visitOf, type Job } from '../../support/seating-days'

const jobs = fc.array(
  fc.record({
    from: fc.integer({ min: DAY_FROM, max: DAY_TO - 8 }),
    cells: fc.integer({ min: 2, max: 8 }),
    eligible: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 14 },
)

describe('reseat', () => {
  it('moves a plain job to somebody plain, so that the specialist is free', () => {
    const plain: Job = { from: 40, cells: 4, eligible: [0, 1] }
    const special: Job = { from: 40, cells: 4, eligible: [0] }
    const seat = seatOf(plain, 'plain')
    const taken = new Map([['t0', cellRange(40, 44)]])
    const found = reseat(visitOf(special, taken), 600, [{ seat, resourceId: 't0' }])
    expect(found?.chosen[0]?.technicianIds).toEqual(['t0'])
    expect(found?.moves).toEqual([{ seat, resourceId: 't1' }])
  })

  it('leaves a car alone that is being worked on', () => {
    const seat = seatOf({ from: 40, cells: 4, eligible: [0, 1] }, 'begun', false)
    const taken = new Map([['t0', cellRange(40, 44)]])
    expect(
      reseat(visitOf({ from: 40, cells: 4, eligible: [0] }, taken), 600, [{ seat, resourceId: 't0' }]),
    ).toBeUndefined()
  })

  it('never seats two at once, nobody where they may not be, and moves nobody for nothing', () => {
    fc.assert(
      fc.property(jobs, (wishes) => {
        const { seats } = bookDay(wishes)
        for (const { seat, resourceId } of seats) {
          expect(seat.eligible.has(resourceId)).toBe(true)
          const others = seats.filter((other) => other.seat !== seat && other.resourceId === resourceId)
          expect(others.every((other) => other.seat.to <= seat.from || seat.to <= other.seat.from)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses hardly a car that could have been seated, against an oracle that tries everything', () => {
    let possible = 0
    let refused = 0
    fc.assert(
      fc.property(jobs, (wishes) => {
        const accepted: Job[] = []
        for (const wish of wishes) {
          const isPossible = canSeatAll([...accepted, wish])
          const isAccepted = bookDay([...accepted, wish]).accepted.length === accepted.length + 1
          expect(isAccepted && !isPossible).toBe(false)
          if (isPossible) possible++
          if (isPossible && !isAccepted) refused++
          if (isAccepted) accepted.push(wish)
        }
      }),
      { numRuns: 400, seed: 20_261_122 },
    )
    expect(possible).toBeGreaterThan(1500)
    expect(refused / possible).toBeLessThan(0.01)
  })
})
