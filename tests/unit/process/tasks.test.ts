import { describe, expect, it } from '@jest/globals'
import type { Command, FlowActor, Outcome, Proof, TaskNode } from '@pitlane/process'
import { end, flow, ok, people, Stage, stop, task } from './stage'

const may: TaskNode['may'] = ['transfer', 'delegate', 'addSign', 'withdraw', 'urge', 'cc']

/** One task `a` as wanted, then `b`, then the end. */
const stage = (a: Partial<TaskNode> = {}, b: Partial<TaskNode> = {}): Stage =>
  new Stage(flow({ a: task({ next: 'b', may, ...a }), b: task({ next: 'z', may, ...b }), z: end }))

const pool: Partial<TaskNode> = {
  assign: { try: [{ by: 'group', args: { id: 'crew' } }], pick: 'claim', empty: 'incident' },
}
const crew = (id: string): FlowActor => ({ id, groups: ['group:crew'] })

describe('completing', () => {
  it('walks on and ends', () => {
    const s = stage()
    s.done('a')
    expect(s.at()).toEqual(['b'])
    s.done('b')
    expect(s.instance).toMatchObject({
      status: 'ended',
      result: 'done',
      vars: { 'a.outcome': 'ok', 'b.outcome': 'ok' },
    })
    expect(s.effects.at(-1)).toEqual({ kind: 'ended', status: 'ended', result: 'done' })
  })

  it('refuses a second tap, and says who was first', () => {
    const s = stage()
    const id = s.open('a').id
    s.done('a')
    const again = s.try({ type: 'complete', task: id, outcome: 'ok' })
    expect(again).toMatchObject({
      ok: false,
      code: 'process.task_closed',
      zh: '任务已办结，不能重复办理',
      data: { by: 'ann' },
    })
  })

  it.each<[string, Partial<Command>, FlowActor, string]>([
    ['a task that is not there', { task: 'x' }, { id: 'ann' }, 'process.no_task'],
    ['an outcome that is not there', { outcome: 'maybe' }, { id: 'ann' }, 'process.no_outcome'],
    ['somebody else', {}, { id: 'bob' }, 'process.not_yours'],
    ['a task seen before it changed', { rev: 7 }, { id: 'ann' }, 'process.task_changed'],
    ['somebody with power', {}, { id: 'boss', power: true }, 'ok'],
    ['the task as it was seen', { rev: 0 }, { id: 'ann' }, 'ok'],
  ])('from %s', (_what, more, actor, code) => {
    const s = stage()
    expect(s.code({ type: 'complete', task: s.open('a').id, outcome: 'ok', ...more } as Command, actor)).toBe(code)
  })

  it('ends everything with an outcome that ends', () => {
    const s = stage({ outcomes: [ok, stop] })
    s.done('a', 'stop')
    expect(s.instance).toMatchObject({ status: 'ended', result: 'stop' })
    expect(s.code({ type: 'setVars', vars: {} })).toBe('process.not_running')
  })

  const demanding: Outcome = { ...ok, demand: ['reason', 'photo', 'signature', 'checklist'], photos: 2 }
  const whole: Proof = {
    reason: '划痕',
    photos: ['p1', 'p2'],
    signature: 's',
    checklist: [
      { key: 'brakes', ok: true },
      { key: 'lights', ok: false },
    ],
  }
  it.each<[string, Proof, string]>([
    ['all of it', whole, 'ok'],
    ['no reason', { ...whole, reason: undefined }, 'process.reason_missing'],
    ['a blank reason', { ...whole, reason: '  ' }, 'process.reason_missing'],
    ['one photo of two', { ...whole, photos: ['p1'] }, 'process.photo_missing'],
    ['the same photo twice', { ...whole, photos: ['p1', 'p1'] }, 'process.photo_missing'],
    ['no signature', { ...whole, signature: '' }, 'process.signature_missing'],
    ['a point left out', { ...whole, checklist: [{ key: 'brakes', ok: true }] }, 'process.checklist_missing'],
    ['nothing', {}, 'process.reason_missing'],
  ])('with %s', (_what, data, code) => {
    const s = stage({ outcomes: [demanding], checklist: ['brakes', 'lights'] })
    expect(s.code({ type: 'complete', task: s.open('a').id, outcome: 'ok', data })).toBe(code)
  })

  it('allows an outcome only while its condition holds', () => {
    const s = stage({ outcomes: [{ ...ok, when: { f: 'parts', op: '=', v: true } }] })
    const command: Command = { type: 'complete', task: s.open('a').id, outcome: 'ok' }
    expect(s.code(command)).toBe('process.outcome_not_now')
    s.do({ type: 'setVars', vars: { parts: true } })
    expect(s.code(command)).toBe('ok')
  })

  it('keeps facts, milestones and the words of a proof', () => {
    const s = stage({ milestone: { onEnter: 'arrived', onDone: 'inspected' } })
    s.done('a', 'ok', 'ann', { data: { vars: { level: 3 }, reason: '好' } })
    expect(s.instance.vars['level']).toBe(3)
    expect(s.milestones()).toEqual(['arrived', 'inspected'])
    expect(s.events.find((event) => event.type === 'taskSigned')?.data).toMatchObject({ proof: { reason: '好' } })
  })

  it('skips what need not be done', () => {
    const skipWhen = { f: 'clean', op: '=' as const, v: true }
    const nodes = { a: task({ next: 'b', skipWhen, milestone: { onDone: 'washed' } }), b: task({ next: 'z' }), z: end }
    const s = new Stage(flow(nodes), { vars: { clean: true } })
    expect(s.at()).toEqual(['b'])
    expect(s.milestones()).toEqual([])
  })
})

describe('nobody checks their own work', () => {
  const check: Partial<TaskNode> = {
    notBy: ['a'],
    assign: { try: [people('ann', 'bob')], pick: 'all', empty: 'incident' },
  }

  it('does not ask them', () => {
    const s = stage({}, check)
    s.done('a')
    expect(s.open('b').signers.map((signer) => signer.person)).toEqual(['bob'])
    expect(s.code({ type: 'complete', task: s.open('b').id, outcome: 'ok' }, 'ann')).toBe('process.not_yours')
  })

  it.each<[string, Partial<Command>]>([
    ['assign', { persons: ['ann'] }],
    ['transfer', { person: 'ann' }],
    ['delegate', { person: 'ann' }],
    ['addSign', { persons: ['ann'], where: 'with' }],
  ])('refuses to %s it to them', (type, more) => {
    const s = stage({}, check)
    s.done('a')
    expect(s.code({ type, task: s.open('b').id, ...more } as Command, 'bob')).toBe('process.same_person')
  })

  it('not even with power, nor from a pool', () => {
    const s = stage({}, { ...pool, notBy: ['a'] })
    s.done('a')
    const id = s.open('b').id
    expect(s.code({ type: 'claim', task: id }, crew('ann'))).toBe('process.same_person')
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' }, { id: 'ann', power: true })).toBe(
      'process.same_person',
    )
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' }, crew('bob'))).toBe('ok')
  })

  it('sees a step withdrawn as not done', () => {
    const s = stage({ assign: { try: [people('ann', 'bob')], pick: 'all', empty: 'pool' } }, check)
    const id = s.open('a').id
    s.done('a')
    s.do({ type: 'withdraw', task: id })
    s.do({ type: 'assign', task: s.open('a').id, persons: ['bob'] })
    s.done('a', 'ok', 'bob')
    expect(s.open('b').signers.map((signer) => signer.person)).toEqual(['ann'])
  })
})

describe('finding people', () => {
  it.each<[TaskNode['assign']['pick'], string[]]>([
    ['all', ['ann', 'bob', 'cai']],
    ['claim', []],
    ['leastLoaded', ['bob']],
    ['recommended', ['cai']],
  ])('picks %s', (pick, persons) => {
    const s = stage({}, { assign: { try: [{ by: 'skill' }], pick, empty: 'incident' } })
    s.candidates = [
      { kind: 'person', id: 'ann', load: 3, score: 1, reasons: ['持证'] },
      { kind: 'person', id: 'bob', load: 1, score: 2 },
      { kind: 'person', id: 'cai', load: 2, score: 9 },
    ]
    s.done('a')
    expect(s.open('b').signers.map((signer) => signer.person)).toEqual(persons)
    expect(s.open('b').candidates[0]).toMatchObject({ id: 'ann', reasons: ['持证'] })
  })

  it('tries in order, and knows starter, doer and field', () => {
    const assign = (by: string, more = {}): Partial<TaskNode> => ({
      assign: { try: [{ by: 'nobody' }, { by, ...more }], pick: 'all', empty: 'incident' },
    })
    const nodes = {
      a: task({ next: 'b', ...assign('starter') }),
      b: task({ next: 'c', ...assign('field', { field: 'advisor' }) }),
      c: task({ next: 'z', ...assign('doer', { node: 'a' }) }),
      z: end,
    }
    const s = new Stage(flow(nodes), { starter: 'sue', vars: { advisor: ['bob'] } })
    s.done('a', 'ok', 'sue')
    s.done('b', 'ok', 'bob')
    expect(s.open('c').signers[0]?.person).toBe('sue')
  })

  it.each<[TaskNode['assign']['empty'], string]>([
    ['pool', 'lane'],
    ['leader', 'person'],
  ])('falls back to the %s', (empty, kind) => {
    const s = stage({ lane: 'crew', assign: { try: [{ by: 'nobody' }], pick: 'all', empty } })
    expect(s.open('a').candidates.map((one) => one.kind)).toEqual([kind])
    expect(Object.keys(s.instance.incidents)).toEqual([])
  })

  it('opens an incident that can be resumed when somebody is there, or by assigning', () => {
    const s = stage({ assign: { try: [{ by: 'nobody' }], pick: 'all', empty: 'incident' } })
    const [incident] = Object.values(s.instance.incidents)
    expect(incident).toMatchObject({ kind: 'nobody', state: 'open', node: 'a' })
    expect(s.code({ type: 'effectRetried', incident: incident!.id })).toBe('process.still_nobody')
    s.candidates = [{ kind: 'person', id: 'dan' }]
    s.do({ type: 'effectRetried', incident: incident!.id })
    expect(s.open('a').signers[0]?.person).toBe('dan')
    expect(s.code({ type: 'effectRetried', incident: incident!.id })).toBe('process.no_incident')
  })
})

describe('a pool', () => {
  it('lets one take a task, and put it back', () => {
    const s = stage(pool)
    const id = s.open('a').id
    expect(s.code({ type: 'claim', task: id }, 'stranger')).toBe('process.not_yours')
    expect(s.code({ type: 'transfer', task: id, person: 'x' }, crew('bob'))).toBe('process.not_claimed')
    s.do({ type: 'claim', task: id }, crew('bob'))
    expect(s.code({ type: 'claim', task: id }, crew('cai'))).toBe('process.taken')
    expect(s.code({ type: 'complete', task: id, outcome: 'ok' }, crew('cai'))).toBe('process.not_yours')
    expect(s.code({ type: 'unclaim', task: id }, crew('cai'))).toBe('process.not_yours')
    s.do({ type: 'unclaim', task: id }, crew('bob'))
    s.do({ type: 'complete', task: id, outcome: 'ok' }, crew('cai'))
    expect(s.instance.tasks[id]).toMatchObject({ status: 'done', doneBy: 'cai' })
  })

  it('is no matter for tasks that have their people', () => {
    const s = stage()
    expect(s.code({ type: 'claim', task: s.open('a').id }, 'bob')).toBe('process.not_claimable')
    expect(s.code({ type: 'unclaim', task: s.open('a').id })).toBe('process.not_claimable')
  })
})
