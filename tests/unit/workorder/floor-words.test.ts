import { describe, expect, it } from '@jest/globals'
import {
  masterName,
  masters,
  pauseForOwner,
  pauseForStaff,
  sayMoment,
} from '../../../server/src/modules/workorder/job-words'
import { makeLines } from '../../../server/src/modules/workorder/job-making'
import { afterDropping, canMovePart, isEtaMissing } from '../../../server/src/modules/workorder/part-moves'
import { waitingOf } from '../../../server/src/modules/workorder/waiting'

describe('words of the floor', () => {
  it('name a technician by the family name, and a moment as a person says it', () => {
    expect(masterName('王强')).toBe('王师傅')
    expect(masters(['王强', '李明'])).toBe('王师傅、李师傅')
    expect(sayMoment({ day: '2026-11-05', minute: 545 })).toBe('11月5日 09:05')
  })

  it('tell an owner of waiting, and of no pause that is not theirs', () => {
    expect(pauseForOwner('parts', '小保养')).toBe('小保养：正在等待备件，到料后立即继续施工')
    expect(pauseForOwner('break', '小保养')).toBeNull()
    expect(pauseForOwner('support', '小保养')).toBeNull()
    expect(pauseForStaff('break', '小保养', '')).toBe('「小保养」暂停：午休或下班')
    expect(pauseForStaff('other', '小保养', '停电')).toBe('「小保养」暂停：其他（停电）')
  })
})

describe('why a car waits', () => {
  const job = (state: string, pauseReason: string | null = null) => ({ state, pauseReason })
  it.each([
    ['nothing', [job('assigned')], [], [], null],
    ['a part that is to come', [job('assigned')], ['waiting'], [], 'parts'],
    ['nobody while somebody works', [job('running'), job('paused', 'parts')], ['waiting'], ['pending'], null],
    ['a job that stands for parts', [job('paused', 'parts')], [], [], 'parts'],
    ['the owner before parts', [job('paused', 'parts')], ['waiting'], ['pending'], 'customer'],
    ['a job that stands for the owner', [job('paused', 'customer')], [], [], 'customer'],
    ['nothing at lunch', [job('paused', 'break')], [], [], null],
    ['no part once the work is over', [job('done')], ['waiting'], [], null],
  ] as const)('%s', (_what, jobs, parts, addons, expected) => {
    const states = (list: readonly string[]) => list.map((state) => ({ state }))
    expect(waitingOf(jobs, states(parts), states(addons))).toBe(expected)
  })
})

describe('material', () => {
  it('goes forward, back to the shelf, and waits anew', () => {
    const states = ['waiting', 'arrived', 'issued', 'returned', 'cancelled'] as const
    const moves = states.flatMap((from) => states.filter((to) => canMovePart(from, to)).map((to) => `${from}>${to}`))
    expect(moves).toEqual([
      ...['waiting>waiting', 'waiting>arrived', 'waiting>issued', 'waiting>returned'],
      ...['arrived>waiting', 'arrived>issued', 'arrived>returned', 'issued>returned', 'returned>waiting'],
    ])
  })

  it('of a job that is not done after all goes back, or is not needed where nobody has taken it', () => {
    const states = ['waiting', 'arrived', 'issued', 'returned', 'cancelled'] as const
    const after = states.map(afterDropping)
    expect(after).toEqual(['cancelled', 'cancelled', 'returned', 'returned', 'cancelled'])
  })

  it('that is waited for comes at a time ahead', () => {
    const now = new Date(1000)
    expect(isEtaMissing('waiting', null, now)).toBe(true)
    expect(isEtaMissing('waiting', new Date(1000), now)).toBe(true)
    expect(isEtaMissing('waiting', new Date(1001), now)).toBe(false)
    expect(isEtaMissing('arrived', null, now)).toBe(false)
  })
})

describe('lines that were agreed to', () => {
  const line = { serviceId: null, partCode: null, quantityCenti: 100, unit: '次' as const, unitFen: 100, minutes: 30 }
  const labour = (name: string, serviceId: string | null = null) => ({
    ...{ ...line, kind: 'labour' as const, name, serviceId, of: null },
  })
  const material = (of: number) => ({ ...line, kind: 'material' as const, name: '料', of })
  let count = 0
  const making = {
    ...{ workorderId: 'w', storeId: 's', ordinal: 3, addonId: 'a', newId: () => `id${++count}`, priceOf: () => 100 },
    services: [
      { id: 'oil', category: 'maintenance', bayType: 'quick', skill: 'quick', certificate: null, technicianCount: 1 },
      { id: 'hv', category: 'electric', bayType: 'hv', skill: 'hv', certificate: 'lv', technicianCount: 2 },
    ],
    suggestions: [{ serviceId: 'oil', technicianIds: ['t'], bayId: 'b' }],
  }

  it('become jobs in their order with their material; what was declined is left out', () => {
    const lines = [labour('甲'), material(0), labour('乙'), material(2), material(0)]
    const { jobs, parts } = makeLines(lines, { ...making, approved: [2] })
    expect(jobs).toMatchObject([{ name: '乙', ordinal: 3, place: 2, addonId: 'a', state: 'new' }])
    expect(parts.map(({ jobId }) => jobId)).toEqual([jobs[0]?.id])
    expect(makeLines(lines, making).parts).toHaveLength(3)
  })

  it.each([
    ['the catalogue', labour('保养', 'oil'), { bayType: 'quick', isSafety: false, technicianIds: ['t'], bayId: 'b' }],
    [
      'two people and a check of its own',
      labour('绝缘', 'hv'),
      { technicianCount: 2, certificate: 'lv', isSafety: true },
    ],
    [
      'what the car is in for',
      labour('雨刮'),
      { bayType: 'quick', skill: 'quick', certificate: null, isSafety: false },
    ],
    ['a road test by its words', labour('更换制动片'), { isSafety: true }],
  ])('ask for %s', (_what, one, expected) => {
    expect(makeLines([one], making).jobs[0]).toMatchObject(expected)
  })
})
