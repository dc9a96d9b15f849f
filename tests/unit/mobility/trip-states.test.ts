import { describe, expect, it } from '@jest/globals'
import { mobility } from '@pitlane/contract'
import { refusalOf as loanerRefusal } from '../../../server/src/modules/mobility/loaner-states'
import { hasEnded, refusalOf, stepsFrom } from '../../../server/src/modules/mobility/trip-states'
import { cellsOf, daySpans, fetchSpan, isOnDuty, returnSpan } from '../../../server/src/modules/mobility/trip-time'

const states = mobility.TripState.options
const directions = mobility.TripDirection.options

describe('the steps of a trip', () => {
  it('lead from every state to an end, and from an end nowhere', () => {
    for (const direction of directions) {
      const reachable = new Set<mobility.TripState>(['requested'])
      for (const state of reachable) stepsFrom(direction, state).forEach((next) => reachable.add(next))
      for (const state of reachable) {
        const ends = new Set([state])
        for (const one of ends) stepsFrom(direction, one).forEach((next) => ends.add(next))
        expect([...ends].some((one) => hasEnded(direction, one))).toBe(true)
      }
    }
  })

  it('are refused with a reason exactly when they cannot follow', () => {
    for (const direction of directions)
      for (const from of states)
        for (const to of states)
          expect(refusalOf(direction, from, to) === undefined).toBe(stepsFrom(direction, from).includes(to))
  })

  it.each([
    ['fetch', 'requested', 'en_route', 'not_yet'],
    ['fetch', 'en_route', 'arrived', 'passed'],
    ['fetch', 'requested', 'returned', 'not_this_way'],
    ['fetch', 'en_route', 'cancelled_by_customer', 'under_way'],
    ['return', 'requested', 'inspected', 'not_this_way'],
    ['return', 'returned', 'cancelled_by_store', 'over'],
  ] as const)('%s %s → %s: %s', (direction, from, to, reason) => {
    expect(refusalOf(direction, from, to)).toBe(reason)
  })

  it('have words for every state, for staff and owners', () => {
    for (const state of states) {
      expect(mobility.tripStates[state].zh).toMatch(/[一-鿿]/)
      for (const direction of directions) expect(mobility.tripNext[direction][state]).toMatch(/。$/)
    }
  })
})

it.each([
  ['reserved', 'hand_out', 'not_yet'],
  ['out', 'cancel', 'under_way'],
  ['out', 'check', 'passed'],
  ['returned', 'extend', 'over'],
  ['checked', 'hand_out', undefined],
] as const)('a loaner that is %s, %s: %s', (state, kind, reason) => {
  expect(loanerRefusal(state, kind)).toBe(reason)
})

describe('the time of a trip', () => {
  it('is counted back from the visit, and on from its end', () => {
    expect(fetchSpan(600)).toEqual({ startsMinute: 510, doorMinute: 540, endsMinute: 600 })
    expect(fetchSpan(600, 90)).toEqual({ startsMinute: 480, doorMinute: 510, endsMinute: 600 })
    expect(returnSpan(700)).toEqual({ startsMinute: 705, doorMinute: 765, endsMinute: 795 })
  })

  it('takes started quarters whole', () => {
    expect(cellsOf({ startsMinute: 600, doorMinute: 600, endsMinute: 631 })).toEqual([40, 41, 42])
  })

  it('asks for the whole span of the right weekday', () => {
    const week: mobility.DriverWeek = Array.from({ length: 7 }, () => null)
    week[2] = { startsMinute: 510, endsMinute: 600 }
    expect(isOnDuty(week, '2026-11-24', fetchSpan(600))).toBe(true)
    expect(isOnDuty(week, '2026-11-24', fetchSpan(615))).toBe(false)
    expect(isOnDuty(week, '2026-11-25', fetchSpan(600))).toBe(false)
  })

  it('goes over midnight day by day', () => {
    expect(daySpans({ day: '2026-11-30', minute: 900 }, { day: '2026-12-02', minute: 0 })).toEqual([
      { day: '2026-11-30', startsMinute: 900, endsMinute: 1440 },
      { day: '2026-12-01', startsMinute: 0, endsMinute: 1440 },
    ])
  })

  it('allows a tenth more and two kilometres', () => {
    expect([mobility.allowedKm(10), mobility.allowedKm(0), mobility.allowedKm(8.5)]).toEqual([13, 2, 11.4])
  })
})
