import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { nextSend } from '../../../server/src/modules/identity/sms-rules'

const at = new Date('2026-11-23T01:00:00.000Z')
const today = { at, day: '2026-11-23', nextDayAt: new Date('2026-11-23T16:00:00.000Z') }
const sent = (ordinal: number, secondsAgo: number, day = '2026-11-23') => ({
  ...{ day, ordinal, createdAt: new Date(at.getTime() - secondsAgo * 1000) },
})

describe('when the next SMS code may be sent', () => {
  it.each([
    ['the first ever', undefined, { ordinal: 1 }],
    ['this second', sent(1, 0), { waitMs: 60_000 }],
    ['59 s ago', sent(1, 59), { waitMs: 1000 }],
    ['60 s ago', sent(1, 60), { ordinal: 2 }],
    ['the fourth', sent(4, 600), { ordinal: 5 }],
    ['the fifth of the day: tomorrow', sent(5, 600), { waitMs: 15 * 3600_000 }],
    ['the fifth of the day before', sent(5, 86_400, '2026-11-22'), { ordinal: 1 }],
    ['a minute ago but yesterday', sent(5, 59, '2026-11-22'), { waitMs: 1000 }],
  ])('%s', (_, last, expected) => {
    expect(nextSend(last, today)).toEqual(expected)
  })

  it('never numbers a sixth, and never waits for nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 86_400 }),
        fc.boolean(),
        (ordinal, ago, isToday) => {
          const next = nextSend(sent(ordinal, ago, isToday ? '2026-11-23' : '2026-11-22'), today)
          return 'ordinal' in next ? next.ordinal >= 1 && next.ordinal <= 5 : next.waitMs > 0
        },
      ),
    )
  })
})
