import { describe, expect, it } from '@jest/globals'
import { rehearseMigration, replay, type Flow, type FlowNode } from '@pitlane/process'
import { end, flow, no, ok, Stage, task } from './stage'

const block = (branches: string[], next = 'q'): FlowNode => ({ t: 'parallel', branches, next })
const old = flow({
  a: task({ next: 'p' }),
  p: block(['b', 'w']),
  b: task({ sla: { in: { n: 60, unit: 'minute' }, clock: 'wall' } }),
  w: { t: 'wait', for: { duration: { n: 1, unit: 'day' } } },
  q: task({ next: 'z', outcomes: [ok, no], reject: { to: 'a', then: 'walk' } }),
  z: end,
})
const next = (nodes: Record<string, FlowNode>, without: string[] = []): Flow => {
  const all = { ...old.nodes, ...nodes }
  const kept = Object.fromEntries(Object.entries(all).filter(([id]) => !without.includes(id)))
  return { ...old, version: 2, nodes: kept }
}
const inBlock = (): Stage => {
  const s = new Stage(old)
  s.done('a')
  return s
}

describe('moving to another version', () => {
  it('goes on there: new names, new steps behind, old clocks', () => {
    const to = next({ p: block(['bb', 'w'], 'n'), bb: task({ title: '新' }), n: task({ next: 'q' }) }, ['b'])
    const s = inBlock()
    const due = s.open('b').dueAt
    const { report } = s.do({ type: 'migrate', to, mapping: { b: 'bb' } })
    expect(report).toMatchObject({ possible: true })
    s.flow = to
    expect(s.open('bb')).toMatchObject({ visit: 1, dueAt: due })
    expect(
      Object.values(s.instance.timers)
        .map((timer) => timer.node)
        .sort(),
    ).toEqual(['bb', 'w'])
    s.done('bb')
    s.fire('wait')
    expect(s.at()).toEqual(['n'])
    s.done('n')
    s.done('q', 'no')
    s.done('a')
    expect(s.open('bb').visit).toBe(2)
    expect(s.instance.version).toBe(2)
    expect(replay(s.events)).toEqual(s.instance)
  })

  it('says beforehand what it would do, and does nothing', () => {
    const s = inBlock()
    const { report, events, instance } = s.do({ type: 'migrate', to: next({}), dryRun: true })
    expect(report).toMatchObject({ possible: true, notes: [] })
    expect(report?.moves.map((move) => [move.from, move.to])).toEqual([
      ['p', 'p'],
      ['b', 'b'],
      ['w', 'w'],
    ])
    expect(events).toEqual([])
    expect(instance.version).toBe(1)
  })

  it.each<[string, Flow, Record<string, string>, string]>([
    ['the step is gone', next({ p: block(['c', 'w']), c: task() }, ['b']), {}, '新版本没有步骤「b」'],
    ['the step is another kind', next({ b: { t: 'act', effect: 'x' } }), {}, '步骤「b」的类型与原步骤不同'],
    [
      'the step lies elsewhere',
      next({ p: block(['c', 'w']), c: task(), a: task({ next: 'b' }), b: task({ next: 'p' }) }),
      {},
      '步骤「b」在新版本中属于另一个并行块',
    ],
    ['nothing leads there', next({ p: block(['w', 'c']), c: task() }), {}, '新版本走不到步骤「b」'],
    ['it waits for something else', next({ w: { t: 'wait', for: { event: 'x' } } }), {}, '步骤「w」等待的内容不同'],
    [
      'the block became a list',
      next({ p: { t: 'parallel', each: 'l', branches: ['b'], next: 'q' } }),
      {},
      '步骤「p」在新旧版本中一个逐项、一个不逐项',
    ],
    ['the mapping leads astray', next({}), { b: 'q' }, '步骤「q」在新版本中属于另一个并行块'],
  ])('is refused when %s', (_what, to, mapping, zh) => {
    const s = inBlock()
    expect(rehearseMigration(old, to, s.instance, mapping).moves.map((move) => move.zh)).toContain(zh)
    expect(s.code({ type: 'migrate', to, mapping })).toBe('process.cannot_migrate')
  })

  it('is refused to another flow', () => {
    expect(inBlock().code({ type: 'migrate', to: { ...next({}), key: 'other' } })).toBe('process.cannot_migrate')
  })

  it('notes branches that will not be opened', () => {
    const to = next({ p: block(['b', 'w', 'c']), c: task() })
    expect(rehearseMigration(old, to, inBlock().instance).notes).toEqual(['并行块「p」新增的分支不会在本流程中补开'])
  })

  it('forgets steps behind that are no more', () => {
    const s = new Stage(flow({ a: task({ next: 'b' }), b: task({ next: 'c' }), c: task({ next: 'z' }), z: end }))
    s.done('a')
    s.done('b')
    const to = flow(
      {
        a: task({ next: 'c' }),
        c: task({ next: 'z', outcomes: [ok, no], reject: { to: 'previous', then: 'walk' } }),
        z: end,
      },
      { version: 2 },
    )
    s.do({ type: 'migrate', to })
    s.flow = to
    s.done('c', 'no')
    expect(s.at()).toEqual(['a'])
  })
})
