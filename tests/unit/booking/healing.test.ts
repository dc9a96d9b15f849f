import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cellsWithin } from '../../../server/src/modules/booking/bits'
import { heal, type Healed, type Job } from '../../../server/src/modules/booking/healing'
import type { Seat, Taken } from '../../../server/src/modules/booking/seat-board'
import { canSeatAll } from '../../support/seating-days'

const open = cellsWithin(540, 1080)
const FIRST = 36
const LAST = 72

/** One car that needs one person from a cell on. `who` are those who may do it; the first one does it now. */
interface Car {
  readonly from: number
  readonly cells: number
  readonly who: readonly number[]
}

const name = (i: number): string => `t${i}`

const jobOf = ({ from, cells, who }: Car, id: string, over: Partial<Job> = {}): Job => {
  const eligible = new Map(who.map((i) => [name(i), open]))
  const seats = [{ kind: 'technician' as const, eligible, preferred: name(who[0] ?? 0) }]
  const delays = Array.from({ length: 9 }, (_, i) => i)
  return { id, stints: [{ from, to: from + cells, seats }], delay: 0, delays, ...over }
}

const fixedAt = (who: number, from: number, cells: number): Taken => {
  const eligible = new Map([[name(who), open]])
  const seat: Seat = { key: 'fixed', kind: 'technician', from, to: from + cells, eligible, isMovable: false }
  return { seat, resourceId: name(who) }
}

/** Throws when two have the same person at once, or somebody has a person who may not or is not there. */
function assertSound(fixed: readonly Taken[], jobs: readonly Job[], healed: Healed): void {
  const spans = fixed.map(({ seat, resourceId }) => ({ id: resourceId, from: seat.from, to: seat.to }))
  for (const job of jobs) {
    const placement = healed.get(job.id)
    const [stint] = job.stints
    if (!placement || !stint) continue
    const id = placement.holders[0]?.[0] ?? ''
    const [from, to] = [stint.from + placement.delay, stint.to + placement.delay]
    expect(stint.seats[0]?.eligible.has(id)).toBe(true)
    expect(from >= FIRST && to <= LAST).toBe(true)
    expect(job.delays).toContain(placement.delay)
    expect(spans.every((other) => other.id !== id || other.to <= from || to <= other.from)).toBe(true)
    spans.push({ id, from, to })
  }
}

const disturbed = (jobs: readonly Job[], healed: Healed): number =>
  jobs.filter(({ id, delay }) => healed.get(id)?.delay !== delay).length

const cars = fc.array(
  fc.record({
    from: fc.integer({ min: FIRST, max: LAST - 8 }),
    cells: fc.integer({ min: 1, max: 6 }),
    who: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 9 },
)

/** A day on which nobody has anybody twice: cars that do not fit are left out. */
function soundDay(wishes: readonly Car[]): Car[] {
  const day: Car[] = []
  for (const car of wishes) {
    const isFree = day.every(
      (other) =>
        other.who[0] !== car.who[0] || other.from + other.cells <= car.from || car.from + car.cells <= other.from,
    )
    if (isFree) day.push(car)
  }
  return day
}

describe('heal', () => {
  it('lets others change hands before anybody waits', () => {
    const jobs = [jobOf({ from: 40, cells: 4, who: [0, 1] }, 'a'), jobOf({ from: 44, cells: 4, who: [1] }, 'b')]
    const healed = heal([fixedAt(0, 38, 4)], jobs)
    expect(healed?.get('a')).toEqual({ delay: 0, holders: [['t1']] })
    expect(healed?.get('b')).toEqual({ delay: 0, holders: [['t1']] })
  })

  it('delays one car as little as can be where there is no other way', () => {
    const jobs = [jobOf({ from: 40, cells: 4, who: [0] }, 'a'), jobOf({ from: 48, cells: 4, who: [0] }, 'b')]
    const healed = heal([fixedAt(0, 36, 6)], jobs)
    expect(healed?.get('a')?.delay).toBe(2)
    expect(healed?.get('b')?.delay).toBe(0)
  })

  it('lets a row of cars follow one another rather than sending one away', () => {
    const rows = [40, 44, 48, 52, 56, 60, 64].map((from) => jobOf({ from, cells: 4, who: [0] }, `c${from}`))
    const healed = heal([fixedAt(0, 36, 6)], rows)
    expect(rows.map(({ id }) => healed?.get(id)?.delay)).toEqual([2, 2, 2, 2, 2, 2, 2])
  })

  it('sends away who cannot be helped within two hours', () => {
    const jobs = [jobOf({ from: 40, cells: 4, who: [0] }, 'a')]
    expect(heal([fixedAt(0, 36, 20)], jobs)?.get('a')).toBeNull()
  })

  it('moves those forward who wait already, where that delays nobody, and seats who had no seat', () => {
    const late = jobOf({ from: 40, cells: 4, who: [0] }, 'late', { delay: 4 })
    const away = jobOf({ from: 50, cells: 4, who: [0] }, 'away', { delay: undefined })
    const healed = heal([], [late, away])
    expect(healed?.get('late')?.delay).toBe(0)
    expect(healed?.get('away')?.delay).toBe(0)
  })

  it('says so when what must have its place cannot have it', () => {
    expect(heal([fixedAt(0, 36, 8)], [jobOf({ from: 40, cells: 2, who: [0] }, 'a', { isMust: true })])).toBeUndefined()
  })

  it('never seats two at once, leaves what is fixed, and delays nobody while there is another way', () => {
    let calm = 0
    fc.assert(
      fc.property(cars, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 38, max: 60 }), (wishes, who, from) => {
        const day = soundDay(wishes)
        const fixed = [fixedAt(who, from, 4)]
        const jobs = day.map((car, i) => jobOf(car, `car ${i}`))
        const healed = heal(fixed, jobs)
        if (!healed) throw new Error('nothing had to have its place')
        assertSound(fixed, jobs, healed)
        const isPossible = canSeatAll([
          ...day.map(({ from: at, cells, who: eligible }) => ({ from: at, cells, eligible })),
          { from, cells: 4, eligible: [who] },
        ])
        if (isPossible) calm++
        expect(disturbed(jobs, healed) === 0).toBe(isPossible)
      }),
      { numRuns: 600, seed: 20_261_123 },
    )
    expect(calm).toBeGreaterThan(100)
  })

  it('disturbs one car only, whenever one is enough, against an oracle that tries every car and delay', () => {
    let single = 0
    fc.assert(
      fc.property(cars, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 38, max: 60 }), (wishes, who, from) => {
        const day = soundDay(wishes)
        const fixed = [fixedAt(who, from, 4)]
        const jobs = day.map((car, i) => jobOf(car, `car ${i}`))
        const healed = heal(fixed, jobs)
        const plain = (car: Car, by = 0) => ({ from: car.from + by, cells: car.cells, eligible: car.who })
        const isEnough = day.some((car, i) =>
          [1, 2, 3, 4, 5, 6, 7, 8].some((by) => {
            if (car.from + by + car.cells > LAST) return false
            const others = day.map((one, j) => plain(one, i === j ? by : 0))
            return canSeatAll([...others, { from, cells: 4, eligible: [who] }])
          }),
        )
        if (!isEnough || !healed) return
        single++
        expect(disturbed(jobs, healed)).toBeLessThanOrEqual(1)
        expect([...healed.values()]).not.toContain(null)
      }),
      { numRuns: 400, seed: 20_261_124 },
    )
    expect(single).toBeGreaterThan(100)
  })
})
