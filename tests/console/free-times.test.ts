import { describe, expect, it } from '@jest/globals'
import type { booking } from '@pitlane/contract'
import { overnightStarts, reasonsOf } from '../../console/src/features/board/intake/free-times'

const slot = (minute: number, over: Partial<booking.SlotView> = {}): booking.SlotView => ({
  ...{ minute, level: 'full', free: 0, percentOff: 0, recommended: null, limit: 'bay' },
  ...over,
})
const free = (minute: number) => slot(minute, { level: 'plenty', free: 3, limit: null })
const past = (minute: number) => slot(minute, { level: 'past', limit: 'lead' })

describe('why times are not free', () => {
  it('is told once for neighbours with the same reason', () => {
    const slots = [past(540), past(570), slot(600), slot(630), slot(660, { limit: 'skill' }), free(690), slot(720)]
    expect(reasonsOf(slots)).toEqual([
      { span: '09:00–09:30', why: '已过或来不及准备' },
      { span: '10:00–10:30', why: '工位已满' },
      { span: '11:00', why: '有资质的技师都有安排' },
      { span: '12:00', why: '工位已满' },
    ])
  })

  it('is told for what is kept for others', () => {
    const slots = [slot(540, { limit: 'walk_in' }), slot(570, { limit: 'rework' })]
    expect(reasonsOf(slots).map(({ why }) => why)).toEqual(['余量留给随到客户', '余量留给返修'])
  })

  it('is nothing where everything is free', () => {
    expect(reasonsOf([free(540), free(570)])).toEqual([])
  })
})

describe('a car that may stay overnight starts', () => {
  it('until shortly before closing, but not in the past', () => {
    // Two hours of work: by day the last start is 15:00.
    expect(overnightStarts([past(840), slot(870), slot(900)], 120)).toEqual([870, 900, 930, 960, 990])
  })

  it('at any hour of a day that is too short for the visit', () => {
    expect(overnightStarts([], 720).slice(0, 2)).toEqual([540, 570])
  })
})
