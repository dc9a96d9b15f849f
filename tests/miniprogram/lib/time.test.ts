import { describe, expect, test } from '@jest/globals'
import {
  sayAgo,
  sayDay,
  sayDuration,
  sayInstant,
  sayMoment,
  storeTime,
  storeToday,
} from '../../../miniprogram/src/lib/time'

const today = '2026-11-24'

describe('days and moments as people say them', () => {
  test.each([
    ['2026-11-23', '昨天'],
    ['2026-11-24', '今天'],
    ['2026-11-25', '明天(周三)'],
    ['2026-11-26', '后天(周四)'],
    ['2026-11-27', '11月27日(周五)'],
    ['2026-11-20', '11月20日(周五)'],
    ['2027-01-01', '2027年1月1日(周五)'],
  ])('%s is %s', (day, said) => {
    expect(sayDay(day, today)).toBe(said)
  })

  test('a word is set apart from the time, a bracket is not', () => {
    expect(sayMoment('2026-11-24', 870, today)).toBe('今天 14:30')
    expect(sayMoment('2026-11-25', 540, today)).toBe('明天(周三)09:00')
  })
})

describe("the stores' day", () => {
  test.each([
    ['2026-11-23T15:59:59.999Z', '2026-11-23'],
    ['2026-11-23T16:00:00.000Z', '2026-11-24'],
  ])('at %s it is %s in Beijing', (instant, day) => {
    expect(storeToday(Date.parse(instant))).toBe(day)
  })

  test('an instant has a local day and minute', () => {
    expect(storeTime('2026-12-31T16:30:00.000Z')).toEqual({ day: '2027-01-01', minute: 30 })
  })
})

describe('instants that are past', () => {
  const now = Date.parse('2026-11-24T06:00:00.000Z')
  test.each([
    ['2026-11-24T05:59:30.000Z', '刚刚'],
    ['2026-11-24T05:50:00.000Z', '10 分钟前'],
    ['2026-11-24T03:00:00.000Z', '3 小时前'],
    ['2026-11-23T06:00:00.000Z', '昨天 14:00'],
  ])('%s was %s', (instant, said) => {
    expect(sayAgo(instant, now)).toBe(said)
  })

  test('an instant is said in local time', () => {
    expect(sayInstant('2026-11-24T06:30:00.000Z', now)).toBe('今天 14:30')
  })
})

test.each([
  [45, '约 45 分钟'],
  [60, '约 1 小时'],
  [75, '约 75 分钟'],
  [90, '约 1.5 小时'],
  [120, '约 2 小时'],
])('%d minutes are %s', (minutes, said) => {
  expect(sayDuration(minutes)).toBe(said)
})
