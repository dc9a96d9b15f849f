import { describe, expect, it } from '@jest/globals'
import { headlineOf } from '../../../server/src/modules/workorder/headline'
import { byPromise, laneOf } from '../../../server/src/modules/workorder/lanes'
import { p80Of, riskOf, SAMPLE, stayDays } from '../../../server/src/modules/workorder/risk'
import { warningOf } from '../../../server/src/modules/workorder/warranty'

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)

describe('a promise in danger', () => {
  const car = { state: 'in_progress', arrivedAt: at('01:00'), promisedAt: at('11:00') } as const
  it.each([
    ['07:59', 'none'],
    ['08:00', 'soon'],
    ['11:00', 'soon'],
    ['11:01', 'late'],
  ])('at %s: %s', (now, expected) => {
    expect(riskOf(car, at(now))).toBe(expected)
  })

  it('is none where no work remains, or nothing was promised', () => {
    expect(riskOf({ ...car, state: 'ready' }, at('12:00'))).toBe('none')
    expect(riskOf({ ...car, promisedAt: null }, at('12:00'))).toBe('none')
    expect(riskOf({ ...car, arrivedAt: null }, at('12:00'))).toBe('none')
  })
})

describe('what eight of ten visits stayed below', () => {
  it('is not said of fewer than thirty', () => {
    expect(p80Of(Array.from({ length: SAMPLE - 1 }, () => 60))).toBeNull()
    expect(p80Of(Array.from({ length: SAMPLE }, () => 60))).toEqual({ p80: 60, sample: SAMPLE })
  })

  it('is the value that 80 of 100 do not exceed, in whatever order they come', () => {
    const minutes = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1)
    expect(p80Of(minutes)).toEqual({ p80: 80, sample: 100 })
  })
})

describe('days in the shop', () => {
  it.each([
    ['01:00', null, '01:00', 1],
    ['01:00', null, '23:00', 1],
    ['01:00', at('05:00'), '23:00', 1],
  ])('from %s, ready %s, at %s: %d', (from, readyAt, now, expected) => {
    expect(stayDays({ arrivedAt: at(from), readyAt }, at(now))).toBe(expected)
  })

  it('count each day that has begun, up to the notice that the car is ready', () => {
    const arrivedAt = at('01:00')
    const after = (hours: number) => new Date(arrivedAt.getTime() + hours * 3_600_000)
    expect([24, 25, 120, 121].map((hours) => stayDays({ arrivedAt, readyAt: null }, after(hours)))).toEqual([
      1, 2, 5, 6,
    ])
    expect(stayDays({ arrivedAt, readyAt: after(30) }, after(300))).toBe(2)
    expect(stayDays({ arrivedAt: null, readyAt: null }, after(1))).toBe(0)
  })
})

describe('warnings of 三包', () => {
  it.each([
    [4, 4, 1, null],
    [5, 5, 1, '超过 5 日须提供'],
    [6, 6, 1, '须提供代步车'],
    [1, 25, 1, null],
    [1, 26, 1, '接近 30 日'],
    [1, 30, 1, '接近 30 日'],
    [1, 31, 1, '已超过 30 日'],
    [1, 1, 3, null],
    [1, 1, 4, '已维修 4 次，再次'],
    [1, 1, 5, '已超过 4 次'],
    [9, 31, 5, '已超过 30 日'],
  ])('%d days now, %d in all, %d repairs: %s', (daysThisVisit, daysInAll, repairs, expected) => {
    const warning = warningOf({ daysThisVisit, daysInAll, repairs })
    if (expected === null) expect(warning).toBeNull()
    else expect(warning).toContain(expected)
  })
})

describe('the lanes of an advisor', () => {
  it.each([
    ['received', null, 'reception'],
    ['inspected', null, 'quote'],
    ['quoted', null, 'consent'],
    ['authorised', null, 'work'],
    ['in_progress', null, 'work'],
    ['in_progress', 'parts', 'waiting'],
    ['in_progress', 'customer', 'consent'],
    ['work_done', null, 'work'],
    ['ready', 'parts', 'ready'],
    ['settled', null, 'ready'],
  ] as const)('%s waiting for %s: %s', (state, waiting, lane) => {
    expect(laneOf(state, waiting)).toBe(lane)
  })

  it('have the promise that breaks next on top, and those without one last', () => {
    const cards = [
      { id: 'c', promisedAt: null },
      { id: 'b', promisedAt: '2026-11-23T09:00:00.000Z' },
      { id: 'a', promisedAt: '2026-11-23T08:00:00.000Z' },
      { id: 'A', promisedAt: null },
    ]
    expect(cards.sort(byPromise).map(({ id }) => id)).toEqual(['a', 'b', 'A', 'c'])
  })
})

describe('what an owner reads', () => {
  it.each([
    ['in_progress', null, '施工中'],
    ['in_progress', 'parts', '等待备件'],
    ['in_progress', 'customer', '等待您确认'],
    ['quoted', 'customer', '报价已出'],
    ['work_done', null, '质检'],
    ['ready', null, '可以取车'],
  ] as const)('%s waiting for %s: %s', (state, waiting, expected) => {
    expect(headlineOf(state, waiting, [])).toContain(expected)
  })

  it.each([
    [['extra'], '有增项需要您确认'],
    [['removal'], '有减项需要您确认'],
    [['removal', 'extra'], '有增项和减项需要您确认'],
  ] as const)('while %s is asked about: %s', (kinds, expected) => {
    const open = kinds.map((kind) => ({ kind, state: 'pending' }))
    const decided = { kind: 'extra', state: 'approved' } as const
    expect(headlineOf('in_progress', 'customer', [decided, ...open])).toBe(expected)
  })
})
