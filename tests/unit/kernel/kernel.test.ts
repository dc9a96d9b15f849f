import { describe, expect, it } from '@jest/globals'
import { addDays, cellsFor, daysBetween, formatFen, formatMinute, isDay, parseMinute, weekdayOf } from '@pitlane/kernel'
import fc from 'fast-check'

describe('formatFen', () => {
  it.each([
    [0, '¥0'],
    [5, '¥0.05'],
    [128_000, '¥1,280'],
    [128_050, '¥1,280.50'],
    [-123_456_700, '-¥1,234,567'],
  ])('%d fen is %s', (fen, text) => {
    expect(formatFen(fen)).toBe(text)
  })

  it('refuses a fraction of a fen', () => {
    expect(() => formatFen(1.5)).toThrow(RangeError)
  })
})

describe('days', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-01-01T00:00:00Z'])('%s is no day', (text) => {
    expect(isDay(text)).toBe(false)
  })

  it('adds and counts days across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(weekdayOf('2026-11-23')).toBe(1)
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (n) => {
        expect(daysBetween('2026-11-23', addDays('2026-11-23', n))).toBe(n)
      }),
    )
  })
})

describe('minutes', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (minute) => {
        expect(parseMinute(formatMinute(minute))).toBe(minute)
      }),
    )
  })

  it.each(['24:01', '9:00', '09:60', 'ab:cd', ''])('%s is no time of day', (text) => {
    expect(parseMinute(text)).toBeUndefined()
  })

  it('counts a started cell whole', () => {
    expect([0, 1, 15, 16, 45].map(cellsFor)).toEqual([0, 1, 1, 2, 3])
  })
})
