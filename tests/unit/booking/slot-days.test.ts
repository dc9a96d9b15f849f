import { describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import fc from 'fast-check'
import { cellRange, countRuns, cellSet, NO_BITS } from '../../../server/src/modules/booking/bits'
import { assign, Counter, type Demand, type Resource } from '../../../server/src/modules/booking/capacity'
import { recommended } from '../../../server/src/modules/booking/slot-day'
import { familyOfName, forFamily } from '../../../server/src/modules/catalog'

const open = cellRange(36, 72)
const resource = (id: string, over: Partial<Resource> = {}): Resource => ({
  ...{ id, open, taken: NO_BITS, breadth: 1 },
  ...over,
})
const demand = (over: Partial<Demand> = {}): Demand => ({
  ...{ minutes: 60, technicianCount: 1, kept: 0, bays: [resource('b1'), resource('b2')] },
  technicians: [resource('t1'), resource('t2')],
  ...over,
})

describe('what is kept for work that is done again', () => {
  it('is so many cars of the day, less those that are there', () => {
    // Two bays of nine hours take eighteen cars of an hour.
    expect(new Counter([demand({ reworkCars: 17 })]).free(600)).toBe(1)
    expect(new Counter([demand({ reworkCars: 18 })]).free(600)).toBe(0)
    const again = resource('b1', { taken: cellRange(36, 40), rework: cellRange(36, 40) })
    expect(new Counter([demand({ reworkCars: 17, bays: [again, resource('b2')] })]).free(600)).toBe(1)
  })

  it('is given to everybody for times before the release, and counts only what is left of the day', () => {
    const counter = new Counter([demand({ reworkCars: 18 })], 700)
    expect([counter.free(600), counter.free(720)]).toEqual([2, 0])
    expect([counter.keeps(600), counter.keeps(720)]).toEqual([false, true])
    expect(new Counter([demand({ reworkCars: 18 })], Number.POSITIVE_INFINITY).free(600)).toBe(2)
  })

  it('leaves room for them however the day is booked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 36, max: 68 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (starts, reworkCars) => {
          let day = demand({ reworkCars })
          const book = (cell: number) => {
            if (new Counter([day]).free(cell * 15) === 0) return
            const [who] = assign([day], cell * 15) ?? []
            const hit = new Set([who?.bayId, ...(who?.technicianIds ?? [])])
            const taken = cellRange(cell, cell + 4)
            const occupy = (one: Resource) =>
              hit.has(one.id) ? { ...one, taken: cellSet([...cells(one.taken), ...cells(taken)]) } : one
            day = { ...day, bays: day.bays.map(occupy), technicians: day.technicians.map(occupy) }
          }
          starts.forEach(book)
          // Whoever comes back is taken in as long as anything is kept for them.
          const { reworkCars: _, ...unreserved } = day
          const rest = Array.from({ length: 33 }, (_, i) => new Counter([unreserved]).free((36 + i) * 15))
          expect(Math.max(...rest)).toBeGreaterThan(0)
        },
      ),
      { numRuns: 200 },
    )
  })
})

const cells = (bits: readonly number[]): number[] =>
  Array.from({ length: 96 }, (_, i) => i).filter((i) => (((bits[i >> 5] ?? 0) >>> (i & 31)) & 1) === 1)

describe('what limits a time', () => {
  it.each([
    ['bay', demand({ bays: [resource('b1')] })],
    ['technician', demand({ technicians: [resource('t1')] })],
    ['skill', demand({ technicians: [resource('t1')], unqualified: () => [resource('t9')] })],
    ['qc', demand({ kind: 'qc', technicianCount: 0, technicians: [] })],
    ['walk_in', demand({ kept: 0.9, bays: [resource('b1')], technicians: [resource('t1'), resource('t2')] })],
  ] as const)('is the %s', (limit, one) => {
    if (limit === 'walk_in') {
      const busy = { ...one, kept: 0.99, bays: [resource('b1'), resource('b2', { taken: open })] }
      expect(new Counter([busy]).free(600)).toBe(0)
      expect(new Counter([busy]).limit(600)).toBe('walk_in')
    } else expect(new Counter([one]).limit(600)).toBe(limit)
  })

  it('is that of the scarcest step of the visit', () => {
    const lane = demand({
      kind: 'reception',
      minutes: 15,
      technicianCount: 0,
      bays: [resource('lane')],
      technicians: [],
    })
    expect(new Counter([lane, demand()]).limit(600)).toBe('reception')
  })
})

describe('countRuns', () => {
  it('counts stretches, also across words', () => {
    expect(countRuns(NO_BITS)).toBe(0)
    expect(countRuns(cellRange(30, 34))).toBe(1)
    expect(countRuns(cellSet([0, 1, 3, 31, 32, 63, 64, 95]))).toBe(5)
  })
})

const slot = (minute: number, free: number, over: Partial<booking.SlotView> = {}): booking.SlotView => ({
  ...{ minute, free, level: booking.levelOf(free, 4), percentOff: 0, recommended: null, limit: null },
  ...over,
})
const reasonsOf = (slots: readonly booking.SlotView[]) =>
  recommended(slots, 4).flatMap(({ minute, recommended: why }) => (why ? [[minute, why]] : []))

describe('recommended', () => {
  it('gives each reason once, and no time two reasons', () => {
    const slots = [slot(540, 1), slot(570, 3), slot(600, 2), slot(840, 4, { percentOff: 10 }), slot(870, 4)]
    expect(reasonsOf(slots)).toEqual([
      [540, 'earliest'],
      [840, 'off_peak'],
      [870, 'quiet'],
    ])
  })

  it('points at the emptier half of the day', () => {
    expect(reasonsOf([slot(540, 1), slot(600, 1), slot(780, 1), slot(840, 1), slot(870, 4)])).toContainEqual([
      870,
      'quiet',
    ])
    const even = [slot(540, 3), slot(600, 3), slot(780, 3)]
    expect(reasonsOf(even)).toEqual([[540, 'earliest']])
    const quietMorning = [slot(540, 4), slot(600, 4), slot(780, 1), slot(840, 1)]
    expect(reasonsOf(quietMorning)).toEqual([
      [540, 'earliest'],
      [600, 'balanced'],
    ])
    const emptyAfternoon = [slot(540, 2), slot(600, 2), slot(780, 2), slot(840, 4), slot(870, 4)]
    expect(reasonsOf(emptyAfternoon)).toEqual([
      [540, 'earliest'],
      [840, 'quiet'],
      [870, 'balanced'],
    ])
  })

  it('recommends nothing on a full day', () => {
    expect(reasonsOf([slot(540, 0), slot(600, 0)])).toEqual([])
  })
})

describe('a packed day', () => {
  const limits = ['lead', 'bay', 'technician', 'skill', 'reception', 'qc', 'wash', 'walk_in', 'rework'] as const
  const anySlot = fc.record({
    free: fc.integer({ min: 0, max: 35 }),
    isPast: fc.boolean(),
    limit: fc.constantFrom(null, ...limits),
  })

  it('says what the day says', () => {
    fc.assert(
      fc.property(fc.array(anySlot, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 35 }), (made, most) => {
        const slots = made.map(({ free, isPast, limit }, i) => ({
          ...slot(540 + 30 * i, isPast ? 0 : free, { limit }),
          level: isPast ? ('past' as const) : booking.levelOf(free, most),
        }))
        const view = { day: '2026-11-24', isOpen: true, note: null, visitMinutes: 60, slots: recommended(slots, most) }
        const page = {
          today: view.day,
          visitMinutes: 60,
          priceFen: 1,
          offPeak: [],
          days: [booking.packDay(view, most)],
        }
        expect(booking.readSlotPage(page)).toEqual([view])
      }),
    )
  })

  it('keeps a closed day closed, with its note', () => {
    const view = { day: '2026-11-24', isOpen: false, note: '国庆节', visitMinutes: 0, slots: [] }
    const page = { today: view.day, visitMinutes: 60, priceFen: 1, offPeak: [], days: [booking.packDay(view, 0)] }
    expect(booking.readSlotPage(page)).toEqual([view])
  })
})

describe('the family of a car', () => {
  const families = [
    { id: 'all', brand: '大众', modelPrefix: '' },
    { id: 'passat', brand: '大众', modelPrefix: '帕萨特' },
    { id: 'model3', brand: '特斯拉', modelPrefix: 'Model 3' },
  ]
  it.each([
    ['大众 帕萨特 2024款', 'passat'],
    ['大众 途观L', 'all'],
    ['特斯拉 model3 后驱', 'model3'],
    ['特斯拉 Model Y', undefined],
    ['丰田 帕萨特', undefined],
  ])('of %s is %s', (name, id) => expect(familyOfName(families, name)?.id).toBe(id))

  it('decides minutes, people and price, and leaves the price of the service where it has none', () => {
    const variant = { familyId: 'passat', bayMinutes: 90, technicianCount: 2, priceFen: null }
    const service = { bayMinutes: 60, technicianCount: 1, priceFen: 100, variants: [variant] }
    expect(forFamily(service, 'passat')).toMatchObject({ bayMinutes: 90, technicianCount: 2, priceFen: 100 })
    expect(forFamily(service, undefined)).toBe(service)
  })
})
