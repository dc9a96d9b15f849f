import { describe, expect, test } from '@jest/globals'
import { addDays } from '@pitlane/kernel'
import { monthsOf } from '../../../miniprogram/src/features/booking/month-grid'

const daysFrom = (first: string, count: number) => Array.from({ length: count }, (_, i) => ({ day: addDays(first, i) }))

describe('the month', () => {
  test.each([
    ['2026-11-23', 0],
    ['2026-11-24', 1],
    ['2026-11-28', 5],
    ['2026-11-29', 6],
  ])('%s leaves %i columns of the week empty: it begins on Monday', (first, before) => {
    expect(monthsOf(daysFrom(first, 1))[0]?.before).toBe(before)
  })

  test('goes on in the next month under its own name, in the column of its first day', () => {
    const months = monthsOf(daysFrom('2026-12-20', 31))
    expect(months.map(({ year, month, before, days }) => [year, month, before, days.length])).toEqual([
      [2026, 12, 6, 12],
      [2027, 1, 4, 19],
    ])
  })

  test('of nothing is nothing', () => expect(monthsOf([])).toEqual([]))
})
