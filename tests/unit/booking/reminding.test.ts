import { describe, expect, it } from '@jest/globals'
import { formatMinute } from '@pitlane/kernel'
import { nextDecentTime, reminderTimes } from '../../../server/src/modules/booking/reminding'

describe('when owners are reminded', () => {
  it.each([
    [540, []],
    [570, []],
    [600, ['09:00']],
    [660, ['09:00']],
    [690, ['09:30']],
    [840, ['12:00']],
    [1320, ['20:00']],
    [1380, ['20:00']],
  ])('of a start at minute %i', (minute, expected) => {
    const [evening, ...ahead] = reminderTimes('2026-03-01', minute)
    expect(evening).toEqual({ kind: 'day_before', day: '2026-02-28', minute: 1080 })
    expect(ahead.map((one) => formatMinute(one.minute))).toEqual(expected)
  })

  it.each([
    [0, { day: '2026-12-31', minute: 540 }],
    [539, { day: '2026-12-31', minute: 540 }],
    [540, undefined],
    [1200, undefined],
    [1201, { day: '2027-01-01', minute: 540 }],
  ])('late, at minute %i', (minute, expected) => {
    expect(nextDecentTime('2026-12-31', minute)).toEqual(expected)
  })
})
