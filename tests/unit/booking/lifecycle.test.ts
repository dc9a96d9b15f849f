import { describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { canMove, isLive, statesBefore } from '../../../server/src/modules/booking/lifecycle'
import { bookingNumber } from '../../../server/src/modules/booking/number'
import { closingText } from '../../../server/src/modules/booking/wording'

const states = booking.BookingState.options

describe('the life of a booking', () => {
  it('moves along these arrows and no others', () => {
    const arrows = states.flatMap((from) => states.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`))
    expect(arrows).toEqual([
      ...['held → placed', 'held → confirmed', 'held → expired'],
      ...['placed → confirmed', 'placed → cancelled', 'placed → rejected', 'placed → no_show'],
      ...['confirmed → arrived', 'confirmed → cancelled', 'confirmed → no_show'],
      'no_show → arrived',
    ])
  })

  it('never comes back from an end', () => {
    for (const end of ['cancelled', 'rejected', 'arrived', 'expired'] as const)
      expect(states.filter((to) => canMove(end, to))).toEqual([])
  })

  it('knows where a state can be reached from', () => {
    expect(statesBefore('arrived')).toEqual(['confirmed', 'no_show'])
  })

  it('holds its capacity only while it is live', () => {
    expect(states.filter(isLive)).toEqual(['held', 'placed', 'confirmed', 'arrived'])
  })
})

describe('bookingNumber', () => {
  it('has no look-alikes and differs for neighbours made in the same millisecond', () => {
    const one = bookingNumber('01ARZ3NDEKTSV4RRFFQ69G5FAV')
    const two = bookingNumber('01ARZ3NDEKTSV4RRFFQ69G5FAW')
    expect(one).toMatch(/^BK[2-9A-HJKMNP-Z]{8}$/)
    expect(two).toMatch(/^BK[2-9A-HJKMNP-Z]{8}$/)
    expect(one).not.toBe(two)
  })
})

describe('closingText', () => {
  it.each([
    [null, null, null],
    ['plan_changed', null, '行程有变'],
    ['no_parts', '轮胎明天到货', '所需配件暂缺：轮胎明天到货'],
    ['other', '请先电话联系', '请先电话联系'],
    ['by_store', '设备检修', '门店原因取消：设备检修'],
  ])('says %s and %s as %s', (closingReason, closingNote, text) => {
    expect(closingText({ closingReason, closingNote })).toBe(text)
  })
})
