import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { presenceOf, rank, type Candidate, type JobNeed } from '../../../server/src/modules/workorder/dispatch-ranking'

const now = new Date('2026-11-23T02:00:00.000Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const need = (over: Partial<JobNeed> = {}): JobNeed => ({
  ...{ skill: 'hv', certificate: 'low_voltage_electrician', plannedMinutes: 60, promisedAt: later(180) },
  ...{ usual: [], before: [], day: '2026-11-23', now, ...over },
})
const who = (id: string, over: Partial<Candidate> = {}): Candidate => ({
  ...{ id, skills: ['hv'], certificates: [{ kind: 'low_voltage_electrician', expiresOn: '2027-03-01' }] },
  ...{ presence: 'here', openJobs: 0, history: { planned: 0, actual: 0, sample: 0 }, startsAt: now, ...over },
})
const reasons = (list: readonly Candidate[], over: Partial<JobNeed> = {}) =>
  rank(need(over), list).map(({ id, canDo, reasons: said }) => [id, canDo, said[0]?.text])

describe('who may do a job', () => {
  const certificate = (expiresOn: string) => [{ kind: 'low_voltage_electrician', expiresOn }]
  it.each<[string, Partial<Candidate>, boolean, string]>([
    ['with skill and certificate', {}, true, '技能匹配'],
    ['without the skill', { skills: ['quick'] }, false, '没有此项目所需的技能'],
    ['without a certificate', { certificates: [] }, false, '没有此项目要求的证书'],
    ['with one that expired yesterday', { certificates: certificate('2026-11-22') }, false, '证书已于 2026-11-22 到期'],
    ['with one that is good today', { certificates: certificate('2026-11-23') }, true, '技能匹配'],
    ['off today', { presence: 'off' }, false, '今天没有排班'],
    ['on leave', { presence: 'leave' }, false, '今天请假'],
  ])('%s', (_what, over, canDo, first) => {
    expect(reasons([who('a', over)])).toEqual([['a', canDo, first]])
  })

  it('warns of a certificate that ends soon, and takes the latest of several', () => {
    const certificates = [...certificate('2026-11-20'), ...certificate('2026-12-01')]
    const [{ reasons: said } = { reasons: [] }] = rank(need(), [who('a', { certificates })])
    expect(said.map(({ text }) => text)).toContain('证书有效至 2026-12-01，即将到期')
  })
})

describe('who is first', () => {
  const order = (list: readonly Candidate[], over: Partial<JobNeed> = {}) => rank(need(over), list).map(({ id }) => id)
  it.each<[string, Candidate[], Partial<JobNeed>, string[]]>([
    ['who has less to do', [who('a', { openJobs: 2 }), who('b', { openJobs: 1 })], {}, ['b', 'a']],
    [
      'who was faster at it',
      [
        who('a', { history: { planned: 300, actual: 400, sample: 5 } }),
        who('b', { history: { planned: 300, actual: 250, sample: 5 } }),
      ],
      {},
      ['b', 'a'],
    ],
    ['who did not do it before', [who('a'), who('b')], { before: ['a'] }, ['b', 'a']],
    ['who was booked', [who('a'), who('b')], { usual: ['b'] }, ['b', 'a']],
    ['who keeps the promise', [who('a', { startsAt: later(150) }), who('b')], {}, ['b', 'a']],
    ['who is free today', [who('a', { startsAt: null }), who('b', { startsAt: later(60) })], {}, ['b', 'a']],
    ['who may, before who may not', [who('a', { skills: [] }), who('b', { openJobs: 9 })], {}, ['b', 'a']],
  ])('%s', (_what, list, over, expected) => {
    expect(order(list, over)).toEqual(expected)
  })

  it('says nothing of how fast somebody is from two jobs', () => {
    const history = { planned: 100, actual: 10, sample: 2 }
    const [one] = rank(need(), [who('a', { history })])
    expect(one?.reasons.some(({ kind }) => kind === 'efficiency')).toBe(false)
  })

  const promise = (over: Partial<Candidate>, promisedAt: Date | null = later(180)) =>
    rank(need({ promisedAt }), [who('a', over)])[0]?.reasons.find(({ kind }) => kind === 'promise')?.text

  it.each<[string, Partial<Candidate>, Date | null, string]>([
    ['now, in time', { startsAt: now }, later(180), '现在可以开工，比承诺早 2 小时完成'],
    ['now, just in time', { startsAt: now }, later(60), '现在可以开工，正好赶上承诺时间'],
    [
      'now, a few seconds to spare',
      { startsAt: now },
      new Date(later(60).getTime() + 59_000),
      '现在可以开工，正好赶上承诺时间',
    ],
    ['now, a minute late', { startsAt: now }, later(59), '现在可以开工，会比承诺晚 1 分钟'],
    [
      'after another car',
      { startsAt: later(150) },
      later(180),
      '之前已有安排，2 小时 30 分钟后可以开工，会比承诺晚 30 分钟',
    ],
    [
      'after another car, just in time',
      { startsAt: later(120) },
      later(180),
      '之前已有安排，2 小时后可以开工，正好赶上承诺时间',
    ],
    ['with the shift', { startsAt: later(15), presence: 'later' }, null, '15 分钟后可以开工'],
    ['a quarter of an hour that runs', { startsAt: later(-7) }, later(53), '现在可以开工，正好赶上承诺时间'],
    ['not today', { startsAt: null }, later(60), '今天没有连续空闲时间'],
  ])('says how it lies to the promise: %s', (_what, over, promisedAt, expected) => {
    expect(promise(over, promisedAt)).toBe(expected)
  })

  it('never says 0 or less', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), fc.integer({ min: -600, max: 600 }), (starts, promised) => {
        expect(promise({ startsAt: later(starts) }, later(promised))).not.toMatch(/(^|\D)0 |-\d/)
      }),
    )
  })

  it('does not depend on the order in which people are listed', () => {
    const people = fc.array(
      fc.record({
        openJobs: fc.nat(5),
        wait: fc.nat(300),
        sample: fc.nat(9),
        actual: fc.integer({ min: 1, max: 900 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (list, dice) => {
        const all = list.map(({ openJobs, wait, sample, actual }, i) =>
          who(`t${i}`, { openJobs, startsAt: later(wait), history: { planned: 300, actual, sample } }),
        )
        const shuffled = all
          .map((one) => ({ one, key: dice.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(order(shuffled)).toEqual(order(all))
      }),
    )
  })
})

describe('whether somebody is here', () => {
  const day = (shifts: [number, number][], leaves: [number, number][] = []) => ({ shifts, leaves })
  it.each([
    ['at work', day([[540, 1080]]), 600, 'here'],
    ['before the shift', day([[720, 1200]]), 600, 'later'],
    ['after it', day([[540, 600]]), 600, 'off'],
    ['without one', day([]), 600, 'off'],
    ['on leave for the rest', day([[540, 1080]], [[560, 1440]]), 600, 'leave'],
    ['back later', day([[540, 1080]], [[560, 700]]), 600, 'later'],
  ] as const)('%s', (_what, spans, minute, expected) => {
    expect(presenceOf(spans, minute)).toBe(expected)
  })
})
