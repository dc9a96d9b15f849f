import { describe, expect, test } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { groupSlots, isFreeAt, takenBetween } from '../../../miniprogram/src/features/booking/slot-groups'

const slot = (minute: number, level: booking.SlotLevel): booking.SlotView => ({
  minute,
  level,
  free: level === 'plenty' ? 4 : level === 'few' ? 1 : 0,
  percentOff: 0,
  recommended: null,
  limit: null,
})

describe('the parts of a day', () => {
  test('noon belongs to the afternoon, six to the evening, and what is past is gone', () => {
    const day = [slot(510, 'past'), slot(690, 'few'), slot(720, 'plenty'), slot(1050, 'full'), slot(1080, 'plenty')]
    expect(groupSlots(day).map(({ part, slots }) => [part, slots.map((s) => s.minute)])).toEqual([
      ['morning', [690]],
      ['afternoon', [720, 1050]],
      ['evening', [1080]],
    ])
  })

  test('a part without times is left out', () => {
    expect(groupSlots([slot(600, 'past'), slot(780, 'few')]).map((g) => g.part)).toEqual(['afternoon'])
  })
})

describe('times that somebody took', () => {
  test.each([
    ['plenty', 'full', [600]],
    ['few', 'full', [600]],
    ['plenty', 'few', []],
    ['full', 'full', []],
    ['full', 'plenty', []],
    // A time that simply went by was taken by nobody.
    ['few', 'past', []],
  ] as const)('from %s to %s', (before, after, taken) => {
    expect(takenBetween([slot(600, before)], [slot(600, after)])).toEqual(taken)
  })

  test('a time that is no longer offered is not free', () => {
    expect(isFreeAt([slot(600, 'few')], 600)).toBe(true)
    expect(isFreeAt([slot(600, 'full')], 600)).toBe(false)
    expect(isFreeAt([], 600)).toBe(false)
  })
})
