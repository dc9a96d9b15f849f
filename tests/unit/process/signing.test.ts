import { describe, expect, it } from '@jest/globals'
import type { SignRule } from '@pitlane/process'
import { end, flow, no, ok, people, Stage, stop, task } from './stage'

const stage = (sign: SignRule | undefined, ...ids: string[]): Stage =>
  new Stage(
    flow({
      s: task({ next: 'a' }),
      a: task({
        next: 'z',
        ...(sign === undefined ? {} : { sign }),
        outcomes: [ok, no, stop],
        reject: { to: 's', then: 'walk' },
        may: ['addSign', 'transfer', 'delegate'],
        assign: { try: [people(...ids)], pick: 'all', empty: 'incident' },
      }),
      z: end,
    }),
  )

/** Signs as told and says where the flow stands: `wait`, or where it went. */
function outcome(s: Stage, votes: readonly string[]): string {
  for (const vote of votes) {
    const [person = '', key = 'ok'] = vote.split(':')
    s.done('a', key, person)
  }
  if (s.instance.status === 'ended') return s.instance.result!
  return s.at()[0] === 's' ? 'back' : 'wait'
}

describe('who must sign', () => {
  it.each<[string, SignRule | undefined, string[], string[], string]>([
    ['one is enough where nothing is said', undefined, ['ann', 'bob'], ['bob'], 'done'],
    ['any: the first decides', { mode: 'any' }, ['ann', 'bob'], ['bob'], 'done'],
    ['any: also against', { mode: 'any' }, ['ann', 'bob'], ['bob:no'], 'back'],
    ['all: one is not enough', { mode: 'all' }, ['ann', 'bob'], ['bob'], 'wait'],
    ['all: both', { mode: 'all' }, ['ann', 'bob'], ['bob', 'ann'], 'done'],
    ['all: one against', { mode: 'all' }, ['ann', 'bob', 'cai'], ['bob', 'ann:no'], 'back'],
    ['all: one ends it', { mode: 'all' }, ['ann', 'bob', 'cai'], ['ann:stop'], 'stop'],
    ['ratio: two of three', { mode: 'ratio', ratio: 0.66 }, ['ann', 'bob', 'cai'], ['ann', 'cai'], 'done'],
    ['ratio: one against does not decide', { mode: 'ratio', ratio: 0.66 }, ['ann', 'bob', 'cai'], ['ann:no'], 'wait'],
    ['ratio: two against do', { mode: 'ratio', ratio: 0.66 }, ['ann', 'bob', 'cai'], ['ann:no', 'bob:no'], 'back'],
    ['ratio: half of two', { mode: 'ratio', ratio: 0.5 }, ['ann', 'bob'], ['ann:no', 'bob'], 'done'],
    ['ratio: a third of three is one', { mode: 'ratio', ratio: 1 / 3 }, ['ann', 'bob', 'cai'], ['cai'], 'done'],
    ['inOrder: the whole line', { mode: 'inOrder' }, ['ann', 'bob', 'cai'], ['ann', 'bob', 'cai'], 'done'],
    ['inOrder: not yet', { mode: 'inOrder' }, ['ann', 'bob', 'cai'], ['ann', 'bob'], 'wait'],
    ['inOrder: a veto on the way', { mode: 'inOrder' }, ['ann', 'bob', 'cai'], ['ann', 'bob:no'], 'back'],
  ])('%s', (_what, sign, ids, votes, result) => {
    const s = stage(sign, ...ids)
    s.done('s')
    expect(outcome(s, votes)).toBe(result)
  })

  it('counts a share as people do: 0.28 of twenty-five are seven', () => {
    const ids = Array.from({ length: 25 }, (_, i) => `p${i}`)
    const s = stage({ mode: 'ratio', ratio: 0.28 }, ...ids)
    s.done('s')
    expect(outcome(s, ids.slice(0, 6))).toBe('wait')
    expect(outcome(s, ids.slice(6, 7))).toBe('done')
  })

  it('asks one after another', () => {
    const s = stage({ mode: 'inOrder' }, 'ann', 'bob')
    s.done('s')
    const id = s.open('a').id
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' }, 'bob')).toBe('process.not_your_turn')
    s.done('a', 'ok', 'ann')
    expect(s.effects.at(-1)).toMatchObject({ kind: 'notify', about: 'assigned', to: [{ id: 'bob' }] })
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' }, 'ann')).toBe('process.already_signed')
    expect(s.code({ type: 'transfer', task: id, person: 'dan' }, 'ann')).toBe('process.already_signed')
  })

  it('keeps the line when somebody in it is replaced', () => {
    const s = stage({ mode: 'inOrder' }, 'ann', 'bob')
    s.done('s')
    s.do({ type: 'transfer', task: s.open('a').id, person: 'dan' }, 'ann')
    s.done('a', 'ok', 'dan')
    s.done('a', 'ok', 'bob')
    expect(s.instance.status).toBe('ended')
  })

  it('lets power sign in the place of who is asked', () => {
    const s = stage({ mode: 'inOrder' }, 'ann', 'bob')
    s.done('s')
    s.done('a', 'ok', { id: 'boss', power: true })
    s.done('a', 'ok', 'bob')
    expect(s.instance.status).toBe('ended')
    expect(s.events.filter((event) => event.type === 'taskSigned')[1]?.data).toMatchObject({ insteadOf: 'ann' })
  })
})

describe('further signatures', () => {
  it.each<['before' | 'with' | 'after', string[], string]>([
    ['before', ['dan', 'ann'], 'done'],
    ['before', ['dan'], 'wait'],
    ['before', ['dan:no'], 'back'],
    ['with', ['ann'], 'wait'],
    ['with', ['ann', 'dan'], 'done'],
    ['with', ['dan', 'ann'], 'done'],
    ['after', ['ann'], 'wait'],
    ['after', ['ann', 'dan'], 'done'],
    ['after', ['ann', 'dan:no'], 'back'],
  ])('%s: %j', (where, votes, result) => {
    const s = stage(undefined, 'ann')
    s.done('s')
    s.do({ type: 'addSign', task: s.open('a').id, persons: ['dan'], where })
    expect(outcome(s, votes)).toBe(result)
  })

  it('veto also where a share decides', () => {
    const s = stage({ mode: 'ratio', ratio: 0.5 }, 'ann', 'bob')
    s.done('s')
    s.do({ type: 'addSign', task: s.open('a').id, persons: ['dan'], where: 'with' })
    expect(outcome(s, ['dan:no'])).toBe('back')
  })

  it('wait for each other', () => {
    const s = stage(undefined, 'ann')
    s.done('s')
    const id = s.open('a').id
    s.do({ type: 'addSign', task: id, persons: ['dan'], where: 'before' })
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' })).toBe('process.not_your_turn')
    expect(s.code({ type: 'addSign', task: id, persons: ['dan'], where: 'with' })).toBe('process.already_in')
    expect(s.code({ type: 'addSign', task: id, persons: [], where: 'with' })).toBe('process.nobody_given')
    s.do({ type: 'transfer', task: id, person: 'eve' }, 'dan')
    s.done('a', 'ok', 'eve')
    s.done('a', 'ok', 'ann')
    expect(s.instance.status).toBe('ended')
  })
})
