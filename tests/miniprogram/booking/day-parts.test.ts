import { describe, expect, test } from '@jest/globals'
import { partsAhead, sayPart } from '../../../miniprogram/src/features/booking/day-parts'
import { namesOf, totalFen, totalMinutes } from '../../../miniprogram/src/features/booking/service-sum'
import { slot } from './scene'

describe('the parts of a day that one can wait for', () => {
  test.each([
    [0, 720, '上午'],
    [720, 1080, '下午'],
    [1080, 1440, '晚间'],
    [0, 1440, '全天'],
    [540, 660, '09:00-11:00'],
  ])('from %d to %d is %s', (from, to, said) => {
    expect(sayPart(from, to)).toBe(said)
  })

  test('only those with times ahead, and the whole day', () => {
    expect(partsAhead([slot(540, 'past'), slot(780, 'full')])).toEqual(['afternoon', 'whole'])
  })
})

describe('several services', () => {
  const services = [
    { name: '小保养', bayMinutes: 40, priceFen: 39_999 },
    { name: '四轮定位', bayMinutes: 50, priceFen: 20_000 },
  ]
  test('begin on quarters of an hour', () => {
    expect(totalMinutes(services)).toBe(95)
    expect(totalMinutes([])).toBe(0)
  })

  test('cost their sum, each rounded in favour of the owner', () => {
    expect(totalFen(services)).toBe(59_999)
    expect(totalFen(services, 10)).toBe(35_999 + 18_000)
    expect(namesOf(services)).toBe('小保养、四轮定位')
  })
})
