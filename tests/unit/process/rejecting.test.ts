import { describe, expect, it } from '@jest/globals'
import { rejectTargets, type FlowNode, type RejectRule, type TaskNode } from '@pitlane/process'
import { end, flow, no, ok, Stage, task } from './stage'

const step = (next?: string, more: Partial<TaskNode> = {}): TaskNode =>
  task({ ...(next === undefined ? {} : { next }), ...more })
const back = (next: string | undefined, to: string, then: RejectRule['then'] = 'walk'): TaskNode =>
  step(next, { outcomes: [ok, no], reject: { to, then } })

const line = (rule: TaskNode): Stage => new Stage(flow({ a: step('b'), b: step('c'), c: rule, z: end }))
const walk = (s: Stage, ...nodes: string[]): void => nodes.forEach((node) => s.done(node))

describe('in a line', () => {
  it.each<[string, RejectRule['then'], string, string[]]>([
    ['previous', 'walk', 'b', ['b', 'c']],
    ['previous', 'jumpBack', 'b', ['b', 'c']],
    ['start', 'walk', 'a', ['a', 'b', 'c']],
    ['start', 'jumpBack', 'a', ['a', 'c']],
    ['a', 'walk', 'a', ['a', 'b', 'c']],
    ['a', 'jumpBack', 'a', ['a', 'c']],
  ])('to %s, then %s', (to, then, first, way) => {
    const s = line(back('z', to, then))
    walk(s, 'a', 'b')
    s.done('c', 'no')
    expect(s.open(first).visit).toBe(2)
    for (const node of way) {
      expect(s.at()).toEqual([node])
      s.done(node)
    }
    expect(s.instance.status).toBe('ended')
  })

  it('lets people choose among steps that were done, nearest first', () => {
    const s = line(back('z', 'choose'))
    walk(s, 'a', 'b')
    const c = s.open('c')
    expect(rejectTargets(s.flow, s.instance, c).map((target) => target.node)).toEqual(['b', 'a'])
    expect(s.code({ type: 'reject', task: c.id })).toBe('process.no_target')
    expect(s.code({ type: 'reject', task: c.id, to: 'z' })).toBe('process.bad_target')
    expect(s.code({ type: 'reject', task: c.id, to: 'c' })).toBe('process.bad_target')
    s.do({ type: 'reject', task: c.id, to: 'a', then: 'jumpBack' })
    walk(s, 'a')
    expect(s.at()).toEqual(['c'])
  })

  it('does not let a jump back be used to go forward', () => {
    const nodes = { a: back('b', 'choose'), b: step('c'), c: back('z', 'a', 'jumpBack'), z: end }
    const s = new Stage(flow(nodes))
    walk(s, 'a', 'b')
    s.done('c', 'no')
    expect(s.code({ type: 'reject', task: s.open('a').id, to: 'b' })).toBe('process.bad_target')
    expect(rejectTargets(s.flow, s.instance, s.open('a'))).toEqual([])
    walk(s, 'a')
    expect(rejectTargets(s.flow, s.instance, s.open('c')).map((target) => target.node)).toEqual(['b', 'a'])
  })

  it('jumps back through several rejections, the last first', () => {
    const nodes = {
      a: step('b'),
      b: back('c', 'previous', 'jumpBack'),
      c: back('d', 'previous', 'jumpBack'),
      d: step('z'),
      z: end,
    }
    const s = new Stage(flow(nodes))
    walk(s, 'a', 'b')
    s.done('c', 'no')
    s.done('b', 'no')
    expect(s.at()).toEqual(['a'])
    for (const node of ['a', 'b', 'c', 'd']) {
      expect(s.at()).toEqual([node])
      s.done(node)
    }
  })

  it('restores the way back when a step on it is withdrawn', () => {
    const nodes = { a: step('b', { may: ['withdraw'] }), b: step('c'), c: back('z', 'a', 'jumpBack'), z: end }
    const s = new Stage(flow(nodes))
    walk(s, 'a', 'b')
    s.done('c', 'no')
    const a = s.open('a').id
    walk(s, 'a')
    s.do({ type: 'withdraw', task: a })
    walk(s, 'a')
    expect(s.at()).toEqual(['c'])
    expect(rejectTargets(s.flow, s.instance, s.open('c')).map((target) => target.node)).toEqual(['b', 'a'])
  })

  it('offers no step of a way that was not taken again, nor one that was skipped', () => {
    const is = (f: string) => ({ f, op: '=' as const, v: true })
    const nodes: Record<string, FlowNode> = {
      a: step('x'),
      x: { t: 'choice', branches: [{ when: is('other'), to: 'b2' }], else: 'b1' },
      b1: step('k'),
      b2: step('k'),
      k: step('c', { skipWhen: is('short') }),
      c: back('z', 'choose'),
      z: end,
    }
    const s = new Stage(flow(nodes), { vars: { short: true } })
    const offered = (): string[] => rejectTargets(s.flow, s.instance, s.open('c')).map((target) => target.node)
    walk(s, 'a', 'b1')
    expect(offered()).toEqual(['b1', 'a'])
    s.do({ type: 'reject', task: s.open('c').id, to: 'a' })
    s.do({ type: 'setVars', vars: { other: true } })
    walk(s, 'a', 'b2')
    expect(offered()).toEqual(['b2', 'a'])
  })

  it.each<[string, TaskNode, string]>([
    ['nothing was done before', back('b', 'previous'), 'process.no_target'],
    ['the step does not reject', step('b'), 'process.no_reject_here'],
    ['another target than the rule is wished', back('b', 'start'), 'process.bad_target'],
  ])('refuses when %s', (_what, node, code) => {
    const s = new Stage(flow({ a: node, b: step('z'), z: end }))
    expect(
      s.code({ type: 'reject', task: s.open('a').id, ...(code === 'process.bad_target' ? { to: 'z' } : {}) }),
    ).toBe(code)
  })

  it('demands what the outcome demands', () => {
    const nodes = {
      a: step('b'),
      b: step('z', { outcomes: [ok, { ...no, demand: ['reason', 'photo'] }], reject: { to: 'a', then: 'walk' } }),
      z: end,
    }
    const s = new Stage(flow(nodes))
    walk(s, 'a')
    const b = s.open('b').id
    expect(s.code({ type: 'reject', task: b })).toBe('process.reason_missing')
    expect(s.code({ type: 'reject', task: b, data: { reason: '漏油', photos: ['p'] } })).toBe('ok')
  })
})

describe('around branches', () => {
  const nodes = (inner: TaskNode, after: TaskNode = back('z', 'previous')): Record<string, FlowNode> => ({
    a: step('p'),
    p: { t: 'parallel', branches: ['b', 'd'], next: 'q' },
    b: step('c'),
    c: inner,
    d: step('w', { sla: { in: { n: 60, unit: 'minute' }, clock: 'wall' } }),
    w: { t: 'wait', for: { duration: { n: 5, unit: 'day' } } },
    q: after,
    z: end,
  })

  it('within a branch leaves the others alone', () => {
    const s = new Stage(flow(nodes(back(undefined, 'previous'))))
    walk(s, 'a', 'b')
    s.done('c', 'no')
    expect(s.at().sort()).toEqual(['b', 'd'])
    expect(s.open('d').visit).toBe(1)
  })

  it.each<[RejectRule['then'], string[]]>([
    ['walk', ['b', 'd']],
    ['jumpBack', ['b', 'd']],
  ])('out of a block voids all of it, then %s opens it anew', (then, again) => {
    const s = new Stage(flow(nodes(back(undefined, 'a', then))))
    walk(s, 'a', 'b')
    const old = s.open('d').id
    s.done('c', 'no')
    expect(s.at()).toEqual(['a'])
    expect(s.threads()).toHaveLength(1)
    expect(s.instance.tasks[old]?.status).toBe('cancelled')
    expect(s.instance.timers).toEqual({})
    expect(s.code({ type: 'complete', task: old, outcome: 'ok' })).toBe('process.task_closed')
    walk(s, 'a')
    expect(s.at().sort()).toEqual(again)
    expect(s.open('d').visit).toBe(2)
  })

  it('to the previous step is to the block where a block came before', () => {
    const s = new Stage(flow(nodes(step())))
    walk(s, 'a', 'b', 'c', 'd')
    s.fire('wait')
    s.done('q', 'no')
    expect(s.at().sort()).toEqual(['b', 'd'])
    expect(s.open('b').visit).toBe(2)
  })

  it('never into a block: its steps are not offered', () => {
    const s = new Stage(flow(nodes(step(), back('z', 'choose'))))
    walk(s, 'a', 'b', 'c', 'd')
    s.fire('wait')
    const q = s.open('q')
    expect(rejectTargets(s.flow, s.instance, q).map((target) => target.node)).toEqual(['p', 'a'])
    expect(s.code({ type: 'reject', task: q.id, to: 'c' })).toBe('process.bad_target')
  })

  it('calls off what was asked of other flows', () => {
    const s = new Stage(
      flow({
        a: step('p'),
        p: { t: 'parallel', branches: ['b', 'k'], next: 'z' },
        b: back(undefined, 'a'),
        k: { t: 'call', flow: 'other', version: 'current' },
        z: end,
      }),
    )
    walk(s, 'a')
    s.done('b', 'no')
    expect(s.effects).toContainEqual({ kind: 'cancelChild', dedupe: 'i:k:1' })
    expect(s.code({ type: 'childEnded', dedupe: 'i:k:1', result: 'done' })).toBe('process.no_effect')
  })
})

describe('to a list', () => {
  const nodes = {
    p: { t: 'parallel' as const, each: 'lines', branches: ['r'], next: 'q' },
    r: step(),
    q: back('z', 'p'),
    z: end,
  }

  it('opens all items again, or only those named', () => {
    const s = new Stage(flow(nodes), { vars: { lines: ['l1', 'l2', 'l3'] } })
    walk(s, 'r', 'r', 'r')
    const q = s.open('q').id
    expect(s.code({ type: 'reject', task: q, items: ['l9'] })).toBe('process.no_item')
    expect(s.code({ type: 'reject', task: q, items: [] })).toBe('process.no_item')
    s.do({ type: 'reject', task: q, items: ['l2'] })
    expect(s.at()).toEqual(['r:l2'])
    expect(s.open('r').visit).toBe(2)
    walk(s, 'r')
    s.done('q', 'no')
    expect(s.at()).toEqual(['r:l1', 'r:l2', 'r:l3'])
    expect(s.opens().map((one) => one.visit)).toEqual([2, 3, 2])
  })
})
