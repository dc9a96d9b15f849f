import { describe, expect, it } from '@jest/globals'
import { colors } from '@pitlane/tokens'
import { withStanding } from '../../console/src/features/board/board-row'
import { clockOf } from '../../console/src/features/board/clock'
import { refusalOf } from '../../console/src/features/board/commands'
import { fitsText } from '../../console/src/features/board/filter'
import { settle } from '../../console/src/features/board/steady'
import { themeTokens } from '../../console/src/lib/theme'
import { monthStep, sayDayTime, sayMinutes } from '../../console/src/lib/time'
import { row, rowId, staff, today } from './support/people'

describe('what a masked row can tell', () => {
  const car = row(1, { maskedPlate: '沪A·**D45', maskedName: '欧***', maskedPhone: '138****8000' })
  it.each([
    ['45', true],
    ['d45', true],
    ['沪A', false],
    ['1D45', true],
    ['8000', true],
    ['800', true],
    ['9', false],
    ['欧', true],
    ['欧阳', true],
    ['阳', false],
    ['', true],
    [' ', true],
  ])('fits %j: %s', (text, expected) => {
    expect(fitsText(car, text)).toBe(expected)
  })
  it('knows nothing about a car without plate, name and phone', () => {
    const unknown = row(1, { maskedPlate: null, maskedName: null, maskedPhone: null })
    expect(fitsText(unknown, '45')).toBe(false)
  })
})

describe('the steady list', () => {
  const known = new Set(['a', 'b', 'c', 'd'])
  it('follows freely when nobody is there', () => {
    expect(settle({ shown: ['b'], held: [] }, ['a', 'b'], known, false)).toEqual({ shown: ['a', 'b'], held: [] })
  })
  it('holds newcomers, keeps what left the filter, drops what is gone', () => {
    const previous = { shown: ['a', 'b', 'gone'], held: [] }
    expect(settle(previous, ['c', 'b', 'd'], known, true)).toEqual({ shown: ['a', 'b'], held: ['c', 'd'] })
  })
})

describe('what may be done', () => {
  const [store] = staff().stores
  const noon = Date.parse(`${today()}T12:00:00+08:00`)
  const refused = (kind: Parameters<typeof refusalOf>[0], over: Parameters<typeof row>[1]) =>
    refusalOf(kind, row(1, over), store!, noon) !== undefined
  it.each([
    ['confirm', { state: 'placed' }, false],
    ['confirm', { state: 'confirmed' }, true],
    ['arrive', { state: 'confirmed' }, false],
    ['arrive', { state: 'no_show' }, false],
    ['arrive', { state: 'placed' }, true],
    ['arrive', { state: 'confirmed', day: '2020-01-01' }, true],
    ['noShow', { state: 'confirmed', minute: 719 }, false],
    ['noShow', { state: 'confirmed', minute: 721 }, true],
    ['cancel', { state: 'arrived' }, true],
  ] as const)('%s of %j is refused: %s', (kind, over, expected) => {
    expect(refused(kind, over)).toBe(expected)
  })
})

describe('the clock of a row', () => {
  const now = Date.parse(`${today()}T12:00:00+08:00`)
  const placedAt = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
  it.each([
    [9, 'green'],
    [10, 'yellow'],
    [14, 'yellow'],
    [15, 'red'],
  ])('of a request that has waited %i minutes is %s', (minutes, light) => {
    expect(clockOf(row(1, { placedAt: placedAt(minutes) }), now)).toEqual({ kind: 'waiting', minutes, light })
  })
  it('never runs backwards when two clocks disagree', () => {
    expect(clockOf(row(1, { placedAt: placedAt(-3) }), now)?.minutes).toBe(0)
  })
  it.each([
    [760, null, 'early', 40, 'none'],
    [750, null, 'soon', 30, 'green'],
    [720, null, 'due', 0, 'yellow'],
    [705, null, 'due', 15, 'yellow'],
    [704, null, 'overdue', 16, 'red'],
    [710, 20, 'toldLate', 20, 'yellow'],
    [690, 20, 'due', 30, 'yellow'],
    [680, 20, 'overdue', 40, 'red'],
  ] as const)('of a car for minute %i that is told %s late: %s %i, %s', (minute, lateMinutes, kind, minutes, light) => {
    expect(clockOf(row(1, { state: 'confirmed', minute, lateMinutes }), now)).toEqual({ kind, minutes, light })
  })
  it('is silent on other days and for cars that are here', () => {
    expect(clockOf(row(1, { state: 'confirmed', minute: 710, day: '2020-01-01' }), now)).toBeUndefined()
    expect(clockOf(row(1, { state: 'arrived', minute: 710 }), now)).toBeUndefined()
  })
})

it('ignores an answer that is older than what is known', () => {
  const rows = [row(1, { version: 5, state: 'arrived' })]
  expect(withStanding(rows, { id: rowId(1), state: 'confirmed', version: 4 })[0]).toMatchObject({ state: 'arrived' })
  expect(withStanding(rows, { id: rowId(1), state: 'cancelled', version: 6 })[0]).toMatchObject({ state: 'cancelled' })
})

it.each([
  [0, '0 分'],
  [59, '59 分'],
  [60, '1 小时'],
  [190, '3 小时 10 分'],
  [2880, '2 天'],
])('says %i minutes as %s', (minutes, words) => {
  expect(sayMinutes(minutes)).toBe(words)
})

it('says days as people do', () => {
  expect(sayDayTime('2026-11-24', '2026-11-24', '09:30')).toBe('今天 09:30')
  expect(sayDayTime('2026-11-25', '2026-11-24', '09:30')).toBe('明天（周三）09:30')
  expect(sayDayTime('2026-12-03', '2026-11-24', '09:30')).toBe('12月3日 周四 09:30')
})

it.each([
  ['2026-01-01', -1, '2025-12-01'],
  ['2026-01-01', 1, '2026-02-01'],
  ['2026-02-01', 1, '2026-03-01'],
  ['2026-12-01', 1, '2027-01-01'],
] as const)('the month next to %s by %i is %s', (start, step, expected) => {
  expect(monthStep(start, step)).toBe(expected)
})

describe.each(['light', 'dark'] as const)('contrast, %s', (scheme) => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ratio = (a: string, b: string) => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }
  it('controls stand out from the card by 3 : 1, text by 4.5 : 1', () => {
    const theme = themeTokens(scheme)
    expect(ratio(theme.colorBorder, colors.card[scheme])).toBeGreaterThanOrEqual(3)
    expect(ratio(theme.colorTextPlaceholder, colors.card[scheme])).toBeGreaterThanOrEqual(4.5)
    expect(ratio(theme.colorTextLightSolid, theme.colorPrimary)).toBeGreaterThanOrEqual(4.5)
  })
})
