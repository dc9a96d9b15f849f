import { describe, expect, it } from '@jest/globals'
import { test as holds, type Cond, type Facts, type When } from '@pitlane/rule'
import { monday } from './orders'

const ago = (n: number, unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year') => ({ ago: { n, unit } })
const at = (text: string, zone?: string): When => ({ asOf: new Date(text), ...(zone ? { zone } : {}) })

describe('so long ago', () => {
  it.each<[string, string, ReturnType<typeof ago>, string]>([
    ['today', '2026-11-23T01:00:00.000Z', ago(0, 'day'), '2026-11-23'],
    ['today is local', '2026-11-23T16:00:00.000Z', ago(0, 'day'), '2026-11-24'],
    ['a week', '2026-11-23T01:00:00.000Z', ago(1, 'week'), '2026-11-16'],
    ['a month, clamped', '2026-03-31T01:00:00.000Z', ago(1, 'month'), '2026-02-28'],
    ['a month, clamped in a leap year', '2024-03-31T01:00:00.000Z', ago(1, 'month'), '2024-02-29'],
    ['five months', '2026-07-31T01:00:00.000Z', ago(5, 'month'), '2026-02-28'],
    ['a year after a leap day', '2025-02-28T01:00:00.000Z', ago(1, 'year'), '2024-02-28'],
    ['a year from a leap day', '2024-02-29T01:00:00.000Z', ago(1, 'year'), '2023-02-28'],
    ['twelve months', '2026-01-31T01:00:00.000Z', ago(12, 'month'), '2025-01-31'],
  ])('%s', (_what, asOf, v, day) => {
    expect(holds({ f: 'day', op: '=', v }, { day }, at(asOf))).toBe(true)
    expect(holds({ f: 'day', op: '<', v }, { day }, at(asOf))).toBe(false)
    expect(holds({ f: 'day', op: '<=', v }, { day }, at(asOf))).toBe(true)
  })

  it.each<[string, string, ReturnType<typeof ago>, string]>([
    ['minutes', '2026-11-23T01:00:00.000Z', ago(90, 'minute'), '2026-11-22T23:30:00.000Z'],
    ['a month at the same hour', '2026-03-31T01:00:00.123Z', ago(1, 'month'), '2026-02-28T01:00:00.123Z'],
    ['a local month', '2026-03-30T16:30:00.000Z', ago(1, 'month'), '2026-02-27T16:30:00.000Z'],
  ])('on an instant: %s', (_what, asOf, v, instant) => {
    expect(holds({ f: 'at', op: '=', v }, { at: instant }, at(asOf))).toBe(true)
    expect(holds({ f: 'at', op: '=', v }, { at: new Date(instant) }, at(asOf))).toBe(true)
  })

  it('keeps the hour of the wall clock where clocks change', () => {
    const when = at('2025-03-10T13:00:00.000Z', 'America/New_York')
    expect(holds({ f: 'at', op: '=', v: ago(2, 'day') }, { at: '2025-03-08T14:00:00.000Z' }, when)).toBe(true)
    expect(holds({ f: 'at', op: '=', v: ago(48, 'hour') }, { at: '2025-03-08T13:00:00.000Z' }, when)).toBe(true)
  })

  it('is a day that nobody has when the unit is shorter than a day', () => {
    expect(holds({ f: 'day', op: '<', v: ago(1, 'hour') }, { day: '2000-01-01' }, monday)).toBe(false)
  })

  it('is refused without a moment or in an unknown zone', () => {
    const cond: Cond = { f: 'day', op: '<', v: ago(1, 'day') }
    expect(() => holds(cond, { day: '2000-01-01' }, at('never'))).toThrow(RangeError)
    expect(() => holds(cond, { day: '2000-01-01' }, at('2026-11-23T01:00:00.000Z', 'Mars/Base'))).toThrow(RangeError)
  })
})

describe('another field, so long later', () => {
  it.each<[string, Facts, number, 'day' | 'month' | 'hour', boolean]>([
    ['a day', { a: '2026-11-24', b: '2026-11-23' }, 1, 'day', true],
    ['a month, clamped', { a: '2026-02-28', b: '2026-01-31' }, 1, 'month', true],
    ['hours', { a: '2026-11-24T01:00:00.000Z', b: new Date('2026-11-22T01:00:00.000Z') }, 48, 'hour', true],
    ['the end of time', { a: '9999-12-31', b: '9999-12-31' }, 0, 'day', true],
    ['beyond the end of time', { a: '9999-12-31', b: '9999-12-31' }, 1, 'day', false],
    ['of nothing', { a: '9999-12-31' }, 1, 'day', false],
    ['of a text', { a: 'x', b: 'x' }, 1, 'day', false],
  ])('%s', (_what, facts, n, unit, expected) => {
    const cond: Cond = { f: 'a', op: '=', v: { field: 'b', plus: { n, unit } } }
    expect(holds(cond, facts, monday)).toBe(expected)
  })
})

describe('an instant and a local day', () => {
  const last = '2026-11-03T15:59:59.999Z'
  const next = '2026-11-03T16:00:00.000Z'
  it.each<['<' | '<=' | '>' | '>=', boolean, boolean]>([
    ['<', false, false],
    ['<=', true, false],
    ['>', false, true],
    ['>=', true, true],
  ])('%s the day of its evening: %s, and of the midnight after: %s', (op, evening, midnight) => {
    const cond: Cond = { f: 'at', op, v: '2026-11-03' }
    expect([holds(cond, { at: last }, monday), holds(cond, { at: next }, monday)]).toEqual([evening, midnight])
  })

  it('a range of days has all of its last day', () => {
    const cond: Cond = { f: 'at', op: 'between', v: ['2026-11-01', '2026-11-03'] }
    expect([last, next].map((instant) => holds(cond, { at: instant }, monday))).toEqual([true, false])
  })

  it('begins when clocks say so, also where midnight does not exist', () => {
    const cond: Cond = { f: 'at', op: '>=', v: '2025-03-30' }
    const when = at('2026-01-01T00:00:00.000Z', 'Asia/Beirut')
    const instants = ['2025-03-29T21:59:59.999Z', '2025-03-29T22:00:00.000Z']
    expect(instants.map((instant) => holds(cond, { at: instant }, when))).toEqual([false, true])
  })
})

describe('an anniversary', () => {
  it.each<[string, string, string, boolean]>([
    ['on the day', '1990-11-23', '2026-11-23', true],
    ['on another day', '1990-11-24', '2026-11-23', false],
    ['of a leap day, in a leap year', '1992-02-29', '2024-02-29', true],
    ['of a leap day, the day before', '1992-02-29', '2024-02-28', false],
    ['of a leap day, in another year', '1992-02-29', '2025-02-28', true],
    ['of 28 February, in another year', '1992-02-28', '2025-02-28', true],
    ['of a leap day, a day late', '1992-02-29', '2025-03-01', false],
  ])('%s', (_what, birthday, day, expected) => {
    const facts = { birthday }
    expect(holds({ f: 'birthday', op: 'anniversary' }, facts, at(`${day}T04:00:00.000Z`))).toBe(expected)
    const week = { ahead: { n: 7, unit: 'day' } } as const
    const before = new Date(Date.parse(`${day}T04:00:00.000Z`) - 7 * 86_400_000)
    expect(holds({ f: 'birthday', op: 'anniversary', v: week }, facts, { asOf: before })).toBe(expected)
  })
})
