import { describe, expect, it } from '@jest/globals'
import type { Command, TaskNode } from '@pitlane/process'
import { end, flow, no, ok, people, Stage, task } from './stage'

const may: TaskNode['may'] = ['transfer', 'delegate', 'addSign', 'withdraw', 'urge', 'cc']

/** One task `a` as wanted, then `b`, then the end. */
const stage = (a: Partial<TaskNode> = {}, b: Partial<TaskNode> = {}): Stage =>
  new Stage(flow({ a: task({ next: 'b', may, ...a }), b: task({ next: 'z', may, ...b }), z: end }))

describe('from hand to hand', () => {
  it('assigns, keeps what was recommended, and closes the incident', () => {
    const s = stage({ assign: { try: [{ by: 'nobody' }], pick: 'all', empty: 'incident' } })
    s.do({ type: 'assign', task: s.open('a').id, persons: ['bob'], reasons: ['派工'] }, 'dispatcher')
    expect(s.open('a').candidates).toEqual([{ kind: 'person', id: 'bob', reasons: ['派工'] }])
    expect(Object.values(s.instance.incidents)[0]?.state).toBe('closed')
    expect(s.code({ type: 'assign', task: s.open('a').id, persons: [' '] })).toBe('process.nobody_given')
  })

  it('does not take a task away from who has signed', () => {
    const s = stage({ sign: { mode: 'all' }, assign: { try: [people('ann', 'bob')], pick: 'all', empty: 'pool' } })
    s.done('a')
    expect(s.code({ type: 'assign', task: s.open('a').id, persons: ['cai'] })).toBe('process.has_signed')
  })

  it('transfers for good', () => {
    const s = stage()
    const id = s.open('a').id
    expect(s.code({ type: 'transfer', task: id, person: 'ann' })).toBe('process.already_in')
    expect(s.code({ type: 'transfer', task: id, person: 'cai' }, 'bob')).toBe('process.not_yours')
    s.do({ type: 'transfer', task: id, person: 'bob' })
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' }, 'ann')).toBe('process.not_yours')
    s.done('a', 'ok', 'bob')
    expect(s.at()).toEqual(['b'])
  })

  it('lends a task: it comes back with advice', () => {
    const s = stage()
    const id = s.open('a').id
    s.do({ type: 'delegate', task: id, person: 'bob' })
    expect(s.code({ type: 'delegate', task: id, person: 'cai' }, 'bob')).toBe('process.already_delegated')
    expect(s.code({ type: 'transfer', task: id, person: 'ann' }, 'bob')).toBe('process.already_in')
    s.done('a', 'ok', 'bob')
    expect(s.open('a').signers).toMatchObject([{ person: 'ann', state: 'asked', advice: { by: 'bob', outcome: 'ok' } }])
    s.done('a', 'ok', 'ann')
    expect(s.at()).toEqual(['b'])
  })

  it('urges and copies', () => {
    const s = stage()
    const id = s.open('a').id
    s.do({ type: 'urge', task: id }, 'anybody')
    s.do({ type: 'cc', task: id, persons: ['dan'] })
    expect(s.code({ type: 'cc', task: id, persons: ['dan'] })).toBe('process.already_in')
    expect(s.instance.tasks[id]).toMatchObject({ urges: 1, cc: ['dan'] })
    const notices = s.effects
      .filter((effect) => effect.kind === 'notify')
      .map((effect) => [effect.about, effect.to[0]?.id])
    expect(notices).toEqual([
      ['opened', 'ann'],
      ['urged', 'ann'],
      ['cc', 'dan'],
    ])
  })

  it.each<[string, Partial<Command>]>([
    ['transfer', { person: 'bob' }],
    ['delegate', { person: 'bob' }],
    ['addSign', { persons: ['bob'], where: 'with' }],
    ['urge', {}],
    ['cc', { persons: ['bob'] }],
  ])('refuses %s where the step does not allow it', (type, more) => {
    const s = stage({ may: [] })
    expect(s.code({ type, task: s.open('a').id, ...more } as Command)).toBe('process.not_allowed_here')
  })
})

describe('withdrawing', () => {
  it('takes a step back before the next one is begun, and keeps it in the same hands', () => {
    const s = stage({ assign: { try: [people('ann', 'bob')], pick: 'all', empty: 'pool' } })
    const id = s.open('a').id
    expect(s.code({ type: 'withdraw', task: id })).toBe('process.not_done')
    s.done('a')
    expect(s.code({ type: 'withdraw', task: id }, 'bob')).toBe('process.not_yours')
    s.do({ type: 'withdraw', task: id })
    expect(s.at()).toEqual(['a'])
    expect(s.open('a')).toMatchObject({ visit: 2, signers: [{ person: 'ann' }] })
    expect(s.code({ type: 'withdraw', task: id })).toBe('process.not_done')
  })

  it.each<[string, (s: Stage) => unknown]>([
    ['handed on', (s) => s.do({ type: 'transfer', task: s.open('b').id, person: 'cai' })],
    ['done', (s) => s.done('b')],
    ['assigned', (s) => s.do({ type: 'assign', task: s.open('b').id, persons: ['cai'] })],
  ])('refuses when the next step was %s', (_what, act) => {
    const s = new Stage(
      flow({ a: task({ next: 'b', may }), b: task({ next: 'c', may }), c: task({ next: 'z' }), z: end }),
    )
    const id = s.open('a').id
    s.done('a')
    act(s)
    expect(s.code({ type: 'withdraw', task: id })).toBe('process.next_begun')
  })

  it('refuses when something has gone out, when it was sent back, and where it may not', () => {
    const out = new Stage(
      flow({ a: task({ next: 'b', may }), b: { t: 'act', effect: 'sms', next: 'c' }, c: task({ next: 'z' }), z: end }),
    )
    const id = out.open('a').id
    out.done('a')
    expect(out.code({ type: 'withdraw', task: id })).toBe('process.effect_sent')
    const back = stage({}, { outcomes: [ok, no], reject: { to: 'a', then: 'walk' } })
    back.done('a')
    const b = back.open('b').id
    back.done('b', 'no')
    expect(back.code({ type: 'withdraw', task: b })).toBe('process.next_begun')
    const never = stage({ may: [] })
    const a = never.open('a').id
    never.done('a')
    expect(never.code({ type: 'withdraw', task: a })).toBe('process.not_allowed_here')
  })

  it('opens a branch again while its block waits for the others, but not in a later round', () => {
    const nodes = {
      p: { t: 'parallel' as const, branches: ['a', 'b'], next: 'q' },
      a: task({ may }),
      b: task({ may }),
      q: task({ next: 'z', outcomes: [ok, no], reject: { to: 'p', then: 'walk' as const } }),
      z: end,
    }
    const s = new Stage(flow(nodes))
    const first = s.open('a').id
    s.done('a')
    s.do({ type: 'withdraw', task: first })
    expect(s.at().sort()).toEqual(['a', 'b'])
    const second = s.open('a').id
    s.done('a')
    s.done('b')
    expect(s.code({ type: 'withdraw', task: second })).toBe('process.next_begun')
    s.done('q', 'no')
    expect(s.code({ type: 'withdraw', task: second })).toBe('process.next_begun')
    expect(s.at().sort()).toEqual(['a', 'b'])
  })
})
