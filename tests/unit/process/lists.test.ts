import { describe, expect, it } from '@jest/globals'
import type { Command, FlowNode } from '@pitlane/process'
import { end, flow, people, Stage, task } from './stage'

describe('lists', () => {
  const nodes: Record<string, FlowNode> = {
    s: task({ next: 'p' }),
    p: { t: 'parallel', each: 'lines', branches: ['r'], next: 'q', milestone: { onEnter: 'started', onDone: 'done' } },
    r: task({
      next: 'c',
      assign: { try: [{ by: 'field', field: 'worker' }], pick: 'all', empty: 'pool' },
      lane: 'crew',
    }),
    c: task({ notBy: ['r'], assign: { try: [people('ann', 'bob')], pick: 'all', empty: 'incident' } }),
    q: task({ next: 'z' }),
    z: end,
  }
  const lines = [{ key: 'l1', worker: 'ann' }, 'l2', 'l2', 'bad key', 7]
  const stage = (): Stage => new Stage(flow(nodes), { vars: { lines } })
  const opened = (): Stage => {
    const s = stage()
    s.done('s')
    return s
  }
  const boss = { id: 'boss', power: true }

  it('open a branch per item, with its own facts and its own people', () => {
    const s = opened()
    expect(s.at()).toEqual(['r:l1', 'r:l2'])
    expect(s.open('r', 'l1').signers[0]?.person).toBe('ann')
    s.do({ type: 'complete', task: s.open('r', 'l1').id, outcome: 'ok', data: { vars: { torque: 110 } } })
    expect(s.instance.vars).not.toHaveProperty('torque')
    expect(s.threads().find((thread) => thread.item === 'l1')?.vars).toMatchObject({ torque: 110, 'r.outcome': 'ok' })
    expect(s.open('c', 'l1').signers.map((signer) => signer.person)).toEqual(['bob'])
  })

  it('know who did which item', () => {
    const s = opened()
    s.done('r', 'ok', 'ann')
    s.do({ type: 'complete', task: s.open('r', 'l2').id, outcome: 'ok' }, { id: 'cai', power: true })
    expect(s.open('c', 'l2').signers.map((signer) => signer.person)).toEqual(['ann', 'bob'])
  })

  it('grow while they are open, and before', () => {
    const s = stage()
    s.do({ type: 'addItem', node: 'p', item: 'l0', vars: { worker: 'eve' } })
    expect(s.code({ type: 'addItem', node: 'p', item: 'l1' })).toBe('process.item_exists')
    s.done('s')
    expect(s.at()).toEqual(['r:l1', 'r:l2', 'r:l0'])
    expect(s.open('r', 'l0').signers[0]?.person).toBe('eve')
    s.do({ type: 'addItem', node: 'p', item: 'l3', vars: { worker: 'dan' } })
    expect(s.open('r', 'l3').signers[0]?.person).toBe('dan')
    expect(s.threads()[0]?.openChildren).toBe(4)
  })

  it.each<[string, Command, string]>([
    ['an item that is there', { type: 'addItem', node: 'p', item: 'l1' }, 'process.item_exists'],
    ['a name that is no name', { type: 'addItem', node: 'p', item: 'a:b' }, 'process.bad_item'],
    ['an empty name', { type: 'addItem', node: 'p', item: '' }, 'process.bad_item'],
    ['a step that is no list', { type: 'addItem', node: 'q', item: 'l9' }, 'process.no_block'],
    ['an item that is not there', { type: 'dropItem', node: 'p', item: 'l9' }, 'process.no_item'],
    ['facts of an item that is not there', { type: 'setVars', item: 'l9', vars: {} }, 'process.no_item'],
  ])('refuse %s', (_what, command, code) => {
    expect(opened().code(command)).toBe(code)
  })

  it('refuse when they are over', () => {
    const s = opened()
    for (const item of ['l1', 'l2']) s.do({ type: 'dropItem', node: 'p', item })
    expect(s.at()).toEqual(['q'])
    expect(s.milestones()).toEqual(['started', 'done'])
    expect(s.code({ type: 'addItem', node: 'p', item: 'l3' })).toBe('process.block_passed')
  })

  it('shrink: the branch is void, and the last one lets the block go on', () => {
    const s = opened()
    s.do({ type: 'dropItem', node: 'p', item: 'l1' })
    expect(s.at()).toEqual(['r:l2'])
    expect(s.instance.vars['lines']).toEqual(['l2'])
    s.done('r', 'ok', boss)
    s.done('c', 'ok', 'bob')
    expect(s.at()).toEqual(['q'])
  })

  it('reopen an item that was done while the block is open', () => {
    const s = opened()
    s.done('r', 'ok', 'ann')
    s.done('c', 'ok', 'bob')
    s.do({ type: 'addItem', node: 'p', item: 'l1', vars: { worker: 'eve' } })
    expect(s.open('r', 'l1')).toMatchObject({ visit: 2, signers: [{ person: 'eve' }] })
  })

  it('are left at once when they are empty', () => {
    const s = new Stage(flow(nodes), { vars: { lines: [] } })
    s.done('s')
    expect(s.at()).toEqual(['q'])
  })

  it('stay open, even empty, while something holds them', () => {
    const held = flow({
      p: { t: 'parallel', branches: ['x', 'y'], next: 'q' },
      x: task(),
      y: { t: 'parallel', each: 'extras', branches: ['r'], holdWhile: { f: 'asking', op: '=', v: true } },
      r: task(),
      q: task({ next: 'z' }),
      z: end,
    })
    const s = new Stage(held, { vars: { asking: true } })
    s.done('x')
    expect(s.at()).toEqual([])
    s.do({ type: 'addItem', node: 'y', item: 'e1' })
    expect(s.at()).toEqual(['r:e1'])
    s.done('r')
    expect(s.at()).toEqual([])
    s.do({ type: 'setVars', vars: { asking: false } })
    expect(s.at()).toEqual(['q'])
    expect(s.code({ type: 'addItem', node: 'y', item: 'e2' })).toBe('process.block_passed')
  })

  it('lie in lists', () => {
    const s = new Stage(
      flow({
        p: { t: 'parallel', each: 'cars', branches: ['w'], next: 'z' },
        w: { t: 'parallel', each: 'wheels', branches: ['r'] },
        r: task(),
        z: end,
      }),
      {
        vars: {
          cars: [
            { key: 'c1', wheels: ['l', 'r'] },
            { key: 'c2', wheels: ['l'] },
          ],
        },
      },
    )
    expect(s.at()).toEqual(['r:c1/l', 'r:c1/r', 'r:c2/l'])
    s.do({ type: 'addItem', node: 'w', item: 'c2/r' })
    s.do({ type: 'dropItem', node: 'w', item: 'c1/l' })
    expect(s.at()).toEqual(['r:c1/r', 'r:c2/l', 'r:c2/r'])
  })
})
