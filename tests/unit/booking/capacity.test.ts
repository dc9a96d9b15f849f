import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { cellRange, cellsWithin, NO_BITS, or } from '../../../server/src/modules/booking/bits'
import {
  assign,
  carsPerStart,
  type Demand,
  type Resource,
  type Visit,
} from '../../../server/src/modules/booking/capacity'
import { demandOf } from '../../../server/src/modules/booking/day-state'
import { slotsOf, startsOf } from '../../../server/src/modules/booking/slot-day'

const open = cellsWithin(540, 1080)
const resource = (id: string, over: Partial<Resource> = {}): Resource => ({
  id,
  open,
  taken: NO_BITS,
  breadth: 1,
  ...over,
})
const demand = (over: Partial<Demand> = {}): Demand => ({
  ...{ minutes: 60, technicianCount: 1, kept: 0, bays: [resource('bay-1')], technicians: [resource('tech-1')] },
  ...over,
})

const one = (over: Partial<Demand> = {}): Visit => [demand(over)]

describe('carsPerStart', () => {
  it('is the smaller of free bays and free technicians', () => {
    const three = ['a', 'b', 'c'].map((id) => resource(id))
    expect(carsPerStart(one({ technicians: three }), [540])).toEqual([1])
    expect(carsPerStart(one({ technicians: three, bays: three.slice(0, 2) }), [540])).toEqual([2])
  })

  it('counts teams when a job takes two people', () => {
    const people = ['a', 'b', 'c'].map((id) => resource(id))
    const bays = ['x', 'y'].map((id) => resource(id))
    expect(carsPerStart(one({ technicianCount: 2, technicians: people, bays }), [540])).toEqual([1])
  })

  it('is zero where the work would not fit into what is left', () => {
    const busyFromTen = resource('tech-1', { taken: cellRange(40, 72) })
    expect(carsPerStart(one({ technicians: [busyFromTen] }), [540, 570, 600])).toEqual([1, 0, 0])
  })
})

describe('assign', () => {
  it('agrees with carsPerStart: exactly so many cars can be assigned one after another', () => {
    const resources = fc.array(
      fc.record({
        busy: fc.array(fc.tuple(fc.integer({ min: 36, max: 71 }), fc.integer({ min: 1, max: 6 })), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(
        resources,
        resources,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 2 }),
        (techs, bays, cells, team) => {
          const made = (prefix: string, list: typeof techs): Resource[] =>
            list.map(({ busy }, i) =>
              resource(`${prefix}${i}`, {
                taken: busy.reduce((bits, [from, n]) => or(bits, cellRange(from, from + n)), NO_BITS),
              }),
            )
          let now = demand({
            minutes: cells * 15,
            technicianCount: team,
            technicians: made('t', techs),
            bays: made('b', bays),
          })
          const start = 600
          const [expected] = carsPerStart([now], [start])
          let placed = 0
          for (let chosen = assign([now], start)?.[0]; chosen; chosen = assign([now], start)?.[0]) {
            placed++
            const taken = cellRange(40, 40 + cells)
            const used = new Set([chosen.bayId, ...chosen.technicianIds])
            const occupy = (list: readonly Resource[]) =>
              list.map((r) => (used.has(r.id) ? { ...r, taken: or(r.taken, taken) } : r))
            expect(used.size).toBe(1 + team)
            now = { ...now, technicians: occupy(now.technicians), bays: occupy(now.bays) }
          }
          expect(placed).toBe(expected)
        },
      ),
    )
  })

  it('keeps the specialist with many skills for what only he can do', () => {
    const people = [resource('a', { breadth: 5 }), resource('b', { breadth: 2 })]
    expect(assign(one({ technicians: people }), 540)).toEqual([{ bayId: 'bay-1', technicianIds: ['b'] }])
  })

  it('prefers the least loaded of equals, and repeats its choice', () => {
    const people = [resource('a', { taken: cellRange(60, 68) }), resource('b')]
    expect(assign(one({ technicians: people }), 540)?.[0]?.technicianIds).toEqual(['b'])
    expect(assign(one({ technicians: people }), 540)?.[0]?.technicianIds).toEqual(['b'])
  })

  it('has nobody when the only bay is taken', () => {
    expect(assign(one({ bays: [resource('bay-1', { taken: cellRange(36, 37) })] }), 540)).toBeUndefined()
  })
})

describe('demandOf', () => {
  const hours = { day: '2026-11-24', isOpen: true, opensMinute: 540, closesMinute: 1080, note: null }
  const person = { id: 't', breadth: 1, shifts: [[540, 1080]] as const, leaves: [[720, 780]] as const }

  const crew = { bays: [{ id: 'b', outages: [[840, 900]] as const }], technicians: [person] }

  it('takes leave and a bay out of order out of the day', () => {
    const made = demandOf(hours, { minutes: 60, technicianCount: 1, kept: 0 }, crew, new Map())
    expect(carsPerStart([made], [660, 690, 720, 780, 840, 870, 900])).toEqual([1, 0, 0, 1, 0, 0, 1])
  })

  it('has no capacity on a closed day', () => {
    const made = demandOf({ ...hours, isOpen: false }, { minutes: 60, technicianCount: 1, kept: 0 }, crew, new Map())
    expect(carsPerStart([made], [540, 600])).toEqual([0, 0])
  })
})

describe('slotsOf', () => {
  it('offers starts half an hour apart that end before closing', () => {
    expect(startsOf(540, 660, 60)).toEqual([540, 570, 600])
    expect(startsOf(550, 660, 60)).toEqual([570, 600])
    expect(startsOf(540, 580, 60)).toEqual([])
  })

  it('marks the past, and recommends the earliest and the quietest time', () => {
    const people = ['a', 'b', 'c'].map((id) => resource(id, id === 'a' ? {} : { taken: cellRange(36, 48) }))
    const bays = ['x', 'y', 'z'].map((id) => resource(id))
    const { slots } = slotsOf(one({ technicians: people, bays }), [540, 570, 600, 720], 560)
    expect(slots).toEqual([
      { minute: 540, level: 'past', free: 0, percentOff: 0, recommended: null, limit: 'lead' },
      { minute: 570, level: 'few', free: 1, percentOff: 0, recommended: 'earliest', limit: 'technician' },
      { minute: 600, level: 'few', free: 1, percentOff: 0, recommended: null, limit: 'technician' },
      { minute: 720, level: 'plenty', free: 3, percentOff: 0, recommended: 'quiet', limit: 'bay' },
    ])
  })

  it('calls a day that is over past from end to end', () => {
    const { slots } = slotsOf(one(), [540, 570], Number.POSITIVE_INFINITY)
    expect(slots.map((slot) => slot.level)).toEqual(['past', 'past'])
  })
})
