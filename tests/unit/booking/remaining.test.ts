import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { BookingStep } from '../../../server/src/modules/booking/booking.entity'
import { layOut, type OpenDay } from '../../../server/src/modules/booking/overnight'
import { planRest } from '../../../server/src/modules/booking/remaining'

const MON = '2026-11-23'
const TUE = '2026-11-24'
const WED = '2026-11-25'
const days: OpenDay[] = [MON, TUE, WED].map((day) => ({ day, opensMinute: 540, closesMinute: 1080 }))
const cut = (minutes: number) => ({ minutes, isCut: true })
const whole = (minutes: number) => ({ minutes, isCut: false })

describe('layOut', () => {
  it.each([
    [
      'within a day',
      [cut(60), whole(15)],
      600,
      [
        [0, MON, 600, 660],
        [1, MON, 660, 675],
      ],
    ],
    [
      'cut at closing',
      [cut(180), whole(15)],
      960,
      [
        [0, MON, 960, 1080],
        [0, TUE, 540, 600],
        [1, TUE, 600, 615],
      ],
    ],
    [
      'a check that does not fit',
      [cut(60), whole(30)],
      1005,
      [
        [0, MON, 1005, 1065],
        [1, TUE, 540, 570],
      ],
    ],
    ['from closing on', [cut(30)], 1080, [[0, TUE, 540, 570]]],
    [
      'whole quarters',
      [cut(40), cut(20)],
      600,
      [
        [0, MON, 600, 640],
        [1, MON, 645, 665],
      ],
    ],
  ])('%s', (_what, parts, minute, expected) => {
    const found = layOut(parts, { day: MON, minute }, days)
    expect(found?.map(({ part, day, from, to }) => [part, day, from, to])).toEqual(expected)
  })

  it('says when the days are not enough, also for what is never done in one go', () => {
    expect(layOut([cut(2000)], { day: MON, minute: 540 }, days)).toBeUndefined()
    expect(layOut([whole(600)], { day: MON, minute: 540 }, days)).toBeUndefined()
  })

  it('loses no minute, goes backwards nowhere, and stays within the hours', () => {
    const part = fc.record({ minutes: fc.integer({ min: 15, max: 400 }), isCut: fc.boolean() })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.integer({ min: 36, max: 72 }), (parts, quarter) => {
        const found = layOut(parts, { day: MON, minute: quarter * 15 }, days) ?? []
        if (found.length === 0) return
        parts.forEach(({ minutes }, i) => {
          const mine = found.filter((stretch) => stretch.part === i)
          expect(mine.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(minutes)
        })
        found.forEach(({ day, from, to }, i) => {
          const before = found[i - 1]
          expect(from >= 540 && to <= 1080 && from < to).toBe(true)
          expect(!before || before.day < day || before.to <= from).toBe(true)
        })
      }),
    )
  })
})

const step = (ordinal: number, kind: BookingStep['kind'], from: number, to: number, day = MON): BookingStep => ({
  ...{ bookingId: 'car', ordinal, kind, serviceId: kind === 'work' ? `service ${ordinal}` : null, day },
  ...{ startsMinute: from, endsMinute: to, bayId: 'bay', technicianIds: ['one'], priceFen: 100, isSeated: true },
  jobId: null,
})

describe('planRest', () => {
  const plan = (steps: BookingStep[], remaining: number, minute: number, day = MON) => {
    const found = planRest(steps, remaining, { day, minute }, days)
    if (!found) throw new Error('no days')
    const { kept, pieces, ends } = found
    return {
      kept: kept.map((one) => [one.day, one.startsMinute, one.endsMinute]),
      pieces: pieces.map(({ stretch, isRunning }) => [stretch.day, stretch.from, stretch.to, isRunning]),
      ends: [ends.day, ends.minute],
    }
  }
  const car = [step(1, 'reception', 585, 600), step(2, 'work', 600, 660)]

  it.each([
    [
      'longer',
      40,
      650,
      [
        [MON, 585, 600],
        [MON, 600, 660],
      ],
      [[MON, 660, 690, true]],
      [MON, 690],
    ],
    [
      'shorter',
      10,
      610,
      [
        [MON, 585, 600],
        [MON, 600, 630],
      ],
      [],
      [MON, 630],
    ],
    [
      'done in the quarter that runs',
      0,
      610,
      [
        [MON, 585, 600],
        [MON, 600, 615],
      ],
      [],
      [MON, 615],
    ],
    [
      'as planned',
      30,
      630,
      [
        [MON, 585, 600],
        [MON, 600, 660],
      ],
      [],
      [MON, 660],
    ],
    [
      'at the end of its time',
      15,
      660,
      [
        [MON, 585, 600],
        [MON, 600, 660],
      ],
      [[MON, 660, 675, true]],
      [MON, 675],
    ],
    [
      'long after its time',
      30,
      760,
      [
        [MON, 585, 600],
        [MON, 600, 660],
      ],
      [[MON, 750, 795, false]],
      [MON, 795],
    ],
    ['before it was to begin', 90, 590, [[MON, 585, 600]], [[MON, 600, 690, false]], [MON, 690]],
    [
      'past closing',
      60,
      1090,
      [
        [MON, 585, 600],
        [MON, 600, 660],
      ],
      [[TUE, 540, 600, false]],
      [TUE, 600],
    ],
  ])('%s', (...[, remaining, minute, kept, pieces, ends]) => {
    expect(plan(car, remaining, minute)).toEqual({ kept, pieces, ends })
  })

  it('goes on the next morning after a night', () => {
    const stays = [step(1, 'work', 1020, 1080), { ...step(2, 'work', 540, 600, TUE), serviceId: 'service 1' }]
    expect(plan(stays, 60, 570, TUE)).toEqual({
      ...{
        kept: [
          [MON, 1020, 1080],
          [TUE, 540, 600],
        ],
        pieces: [[TUE, 600, 630, true]],
        ends: [TUE, 630],
      },
    })
  })

  it('shares what is left: work to come keeps its length as far as it goes', () => {
    const two = [step(1, 'work', 600, 660), step(2, 'work', 660, 690)]
    expect(plan(two, 75, 630).pieces).toEqual([
      [MON, 660, 675, true],
      [MON, 675, 705, false],
    ])
    expect(plan(two, 15, 630)).toEqual({ kept: [[MON, 600, 630]], pieces: [[MON, 630, 645, false]], ends: [MON, 645] })
    expect(plan(two, 0, 630).kept).toEqual([
      [MON, 600, 629],
      [MON, 629, 630],
    ])
  })
})
