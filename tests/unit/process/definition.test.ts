import { describe, expect, it } from '@jest/globals'
import {
  flowSchema,
  problemText,
  staticTargets,
  validate,
  type Flow,
  type FlowNode,
  type TaskNode,
} from '@pitlane/process'
import { end, flow, no, ok, people, task } from './stage'

const cond = { f: 'x', op: '=' as const, v: 1 }
const on = (next: string, more: Partial<TaskNode> = {}): TaskNode => task({ next, ...more })
const codes = (nodes: Record<string, FlowNode>, more: Partial<Flow> = {}): string[] =>
  validate(flow(nodes, more)).map((problem) => `${problem.code.slice(5)} ${problem.node ?? '-'}`)

const fine: Record<string, FlowNode> = {
  a: on('p', {
    milestone: { onEnter: 'arrived', onDone: 'received' },
    sla: { in: { n: 2, unit: 'hour' }, clock: 'work' },
  }),
  p: { t: 'parallel', branches: ['b', 'l'], next: 'x' },
  b: on('c'),
  c: task({ outcomes: [ok, no], reject: { to: 'previous', then: 'walk' } }),
  l: { t: 'parallel', each: 'lines', branches: ['r'] },
  r: task(),
  x: { t: 'choice', branches: [{ when: cond, to: 'w' }], else: 'q' },
  w: { t: 'wait', for: { event: 'go' }, or: { after: { n: 1, unit: 'day' }, to: 'q' }, next: 'k' },
  k: { t: 'call', flow: 'other', version: 'current', next: 'e' },
  e: { t: 'act', effect: 'tell', next: 'q' },
  q: on('z', { outcomes: [ok, no], reject: { to: 'p', then: 'jumpBack' }, notBy: ['r'] }),
  z: end,
}

describe('a sound definition', () => {
  it('has nothing wrong with it, in shape and sense', () => {
    expect(codes(fine)).toEqual([])
    expect(flowSchema.safeParse(flow(fine)).success).toBe(true)
    expect(flowSchema.parse(JSON.parse(JSON.stringify(flow(fine))))).toEqual(flow(fine))
  })

  it.each<[string, string[]]>([
    ['c', ['a', 'b']],
    ['r', ['a']],
    ['q', ['a', 'k', 'p']],
    ['a', []],
  ])('knows where %s may ever be sent back to', (id, targets) => {
    expect([...staticTargets(flow(fine), id)].sort()).toEqual(targets)
  })
})

describe('what is wrong', () => {
  const rejecting = (to: string): TaskNode => on('z', { outcomes: [ok, no], reject: { to, then: 'walk' } })
  const sla = (more: object): TaskNode =>
    on('z', {
      outcomes: [ok, no],
      reject: { to: 'choose', then: 'walk' },
      sla: { in: { n: 1, unit: 'hour' }, clock: 'work', ...more },
    })

  it.each<[string, Record<string, FlowNode>, string[]]>([
    ['a node that nothing leads to', { a: on('z'), b: on('z'), z: end }, ['unreachable b']],
    ['a name without a node', { a: on('gone'), z: end }, ['missing_node a', 'unreachable z']],
    [
      'a branch without a node',
      { p: { t: 'parallel', branches: ['a', 'gone'], next: 'z' }, a: task(), z: end },
      ['missing_node p'],
    ],
    [
      'a branch that leaves its block',
      { p: { t: 'parallel', branches: ['a', 'b'], next: 'n' }, a: on('n'), b: task(), n: on('z'), z: end },
      ['branch_leaves n'],
    ],
    [
      'a branch that enters another',
      { p: { t: 'parallel', branches: ['a', 'b'], next: 'z' }, a: on('b'), b: task(), z: end },
      ['branch_leaves b'],
    ],
    [
      'a branch that goes back to its block',
      { p: { t: 'parallel', branches: ['a', 'b'], next: 'z' }, a: on('p'), b: task(), z: end },
      ['branch_leaves p'],
    ],
    [
      'one branch twice',
      { p: { t: 'parallel', branches: ['a', 'a'], next: 'z' }, a: task(), z: end },
      ['branch_leaves a'],
    ],
    [
      'an end inside a branch',
      { p: { t: 'parallel', branches: ['a', 'b'], next: 'z' }, a: on('y'), b: task(), y: end, z: end },
      ['end_in_branch y'],
    ],
    ['nothing after a step', { a: task() }, ['no_next a']],
    ['no end', { a: on('b'), b: on('a') }, ['no_end a', 'no_end b']],
    [
      'a circle without a stop',
      {
        a: { t: 'act', effect: 'e', next: 'x' },
        x: { t: 'choice', branches: [{ when: cond, to: 'a' }], else: 'z' },
        z: end,
      },
      ['endless a', 'endless x'],
    ],
    [
      'a circle of steps that may all be skipped',
      { a: on('x', { skipWhen: cond }), x: { t: 'choice', branches: [{ when: cond, to: 'a' }], else: 'z' }, z: end },
      ['endless a', 'endless x'],
    ],
    [
      'a circle through a block that may be empty',
      {
        p: { t: 'parallel', each: 'l', branches: ['a'], next: 'x' },
        a: task(),
        x: { t: 'choice', branches: [{ when: cond, to: 'p' }], else: 'z' },
        z: end,
      },
      ['endless p', 'endless x'],
    ],
    [
      'a circle through a block that always waits',
      {
        p: { t: 'parallel', branches: ['a', 'b'], next: 'x' },
        a: task(),
        b: { t: 'act', effect: 'e' },
        x: { t: 'choice', branches: [{ when: cond, to: 'p' }], else: 'z' },
        z: end,
      },
      [],
    ],
    [
      'a circle that people go round',
      { a: on('x'), x: { t: 'choice', branches: [{ when: cond, to: 'a' }], else: 'z' }, z: end },
      [],
    ],
    ['nobody', { a: on('z', { assign: { try: [], pick: 'all', empty: 'leader' } }), z: end }, ['no_assignee a']],
    [
      'a pool without a lane',
      { a: on('z', { assign: { try: [], pick: 'claim', empty: 'pool' } }), z: end },
      ['no_assignee a'],
    ],
    [
      'a pool with a lane',
      { a: on('z', { lane: 'crew', assign: { try: [], pick: 'claim', empty: 'pool' } }), z: end },
      [],
    ],
    [
      'the doer of nothing',
      { a: on('z', { assign: { try: [{ by: 'doer', node: 'gone' }], pick: 'all', empty: 'pool' } }), z: end },
      ['bad_assign a'],
    ],
    [
      'a field without a name',
      { a: on('z', { assign: { try: [{ by: 'field' }], pick: 'all', empty: 'pool' } }), z: end },
      ['bad_assign a'],
    ],
    ['no outcomes', { a: on('z', { outcomes: [] }), z: end }, ['no_outcome a']],
    ['one outcome twice', { a: on('z', { outcomes: [ok, ok] }), z: end }, ['same_outcome a']],
    [
      'only outcomes that send back',
      { s: on('a'), a: on('z', { outcomes: [no], reject: { to: 's', then: 'walk' } }), z: end },
      ['no_way_on a'],
    ],
    ['a rejection without a rule', { a: on('z', { outcomes: [ok, no] }), z: end }, ['no_reject_rule a']],
    ['a rejection to itself', { s: on('a'), a: rejecting('a'), z: end }, ['bad_reject_target a']],
    ['a rejection forward', { s: { ...rejecting('b'), next: 'b' }, b: on('z'), z: end }, ['bad_reject_target s']],
    [
      'a rejection to no step',
      { s: { t: 'act', effect: 'e', next: 'a' }, a: rejecting('s'), z: end },
      ['bad_reject_target a'],
    ],
    ['a rejection to what is not there', { s: on('a'), a: rejecting('gone'), z: end }, ['bad_reject_target a']],
    ['a rejection with nothing before', { a: rejecting('previous'), z: end }, ['bad_reject_target a']],
    ['a rejection to the start', { a: rejecting('start'), z: end }, []],
    [
      'a rejection into a block',
      { p: { t: 'parallel', branches: ['b', 'c'], next: 'a' }, b: task(), c: task(), a: rejecting('b'), z: end },
      ['bad_reject_target a'],
    ],
    [
      'a rejection into a sister branch',
      {
        p: { t: 'parallel', branches: ['b', 'c'], next: 'z' },
        b: task(),
        c: task({ outcomes: [ok, no], reject: { to: 'b', then: 'walk' } }),
        z: end,
      },
      ['bad_reject_target c'],
    ],
    [
      'a rejection to the block around',
      {
        p: { t: 'parallel', branches: ['b', 'c'], next: 'z' },
        b: task(),
        c: task({ outcomes: [ok, no], reject: { to: 'p', then: 'walk' } }),
        z: end,
      },
      ['bad_reject_target c'],
    ],
    ['a ratio of nothing', { a: on('z', { sign: { mode: 'ratio' } }), z: end }, ['bad_ratio a']],
    ['days of work', { s: on('a'), a: sla({ in: { n: 1, unit: 'day' } }), z: end }, ['work_days a']],
    ['no time at all', { s: on('a'), a: sla({ in: { n: 0, unit: 'hour' } }), z: end }, ['bad_sla a']],
    ['a breach with no outcome', { s: on('a'), a: sla({ onBreach: 'gone' }), z: end }, ['bad_breach a']],
    ['a breach that would have to choose', { s: on('a'), a: sla({ onBreach: 'no' }), z: end }, ['bad_breach a']],
    [
      'a condition that is none',
      { a: { t: 'choice', branches: [{ when: { all: [] }, to: 'z' }], else: 'z' }, z: end },
      ['bad_cond a'],
    ],
    ['not by a step that is no task', { a: on('z', { notBy: ['z', 'a'] }), z: end }, ['bad_not_by a', 'bad_not_by a']],
    [
      'a milestone twice',
      { a: on('b', { milestone: { onDone: 'm' } }), b: on('z', { milestone: { onEnter: 'm' } }), z: end },
      ['same_milestone b'],
    ],
    [
      'a list with two branches',
      { p: { t: 'parallel', each: 'l', branches: ['a', 'b'], next: 'z' }, a: task(), b: task(), z: end },
      ['each_branches p'],
    ],
    [
      'a flow that calls itself',
      { k: { t: 'call', flow: 'demo', version: 'current', next: 'z' }, z: end },
      ['calls_itself k'],
    ],
  ])('%s', (_what, nodes, expected) => {
    expect(codes(nodes).sort()).toEqual(expected.sort())
  })

  it('a start that is not there', () => {
    expect(codes({ z: end }, { start: 'gone' })).toEqual(['no_start -', 'unreachable z'])
  })

  it('is said in Chinese, with its place', () => {
    expect(validate(flow({ a: on('gone'), z: end }))[0]).toEqual({
      code: 'flow.missing_node',
      node: 'a',
      zh: `${problemText['flow.missing_node']}：gone`,
    })
  })
})

describe('the shape', () => {
  const bad = (node: object): boolean =>
    flowSchema.safeParse({ ...flow({ z: end }), nodes: { a: node, z: end } }).success
  it.each<[string, object]>([
    ['a kind that is not known', { t: 'loop', next: 'z' }],
    ['a key that is not known', { ...task(), colour: 'red' }],
    ['no title', { ...task(), title: '' }],
    ['a condition that is none', { ...task(), skipWhen: { any: [] } }],
    ['a ratio above one', { ...task(), sign: { mode: 'ratio', ratio: 2 } }],
    ['half a minute', { t: 'wait', for: { duration: { n: 0.5, unit: 'minute' } } }],
    ['no branches', { t: 'parallel', branches: [] }],
    ['a name that is no name', { t: 'act', effect: 'e', next: 'a b' }],
    ['two things to wait for', { t: 'wait', for: { until: 'x', event: 'y' } }],
  ])('refuses %s', (_what, node) => {
    expect(bad(node)).toBe(false)
  })

  it('takes what people need', () => {
    const node = task({
      assign: { try: [people('ann')], pick: 'claim', empty: 'pool' },
      data: { icon: 'wrench', anything: [1] },
      form: { key: 'f', version: 1, access: { km: 'edit' } },
    })
    expect(bad(node)).toBe(true)
  })

  it.each(['1a', 'a-b', 'a:b', ''])('refuses the node name %j', (id) => {
    expect(flowSchema.safeParse({ ...flow({ z: end }), nodes: { z: end, [id]: end } }).success).toBe(false)
  })
})
