import { describe, expect, it } from '@jest/globals'
import type { Sla, TaskNode, WaitNode } from '@pitlane/process'
import { end, flow, MINUTE, no, ok, Stage, T0, task } from './stage'

const minutes = (n: number) => ({ n, unit: 'minute' as const })
const stage = (sla: Sla, more: Partial<TaskNode> = {}): Stage =>
  new Stage(flow({ s: task({ next: 'a' }), a: task({ next: 'z', sla, ...more }), z: end }))
const ready = (sla: Sla, more: Partial<TaskNode> = {}): Stage => {
  const s = stage(sla, more)
  s.done('s')
  return s
}
const system = { id: 'clock', power: true }
const waiting = { f: 'parts', op: '=' as const, v: 'waiting' }

describe('deadlines', () => {
  it.each<[Sla['clock'], number]>([
    // It is 01:00, the store works from 00:00 to 10:00 UTC: 600 minutes later is tomorrow's 01:00 of work.
    ['wall', T0 + 600 * MINUTE],
    ['work', T0 + 1440 * MINUTE],
  ])('on the clock of %s', (clock, dueAt) => {
    const s = ready({ in: minutes(600), clock })
    expect(s.open('a').dueAt).toBe(dueAt)
    expect(s.effects.find((effect) => effect.kind === 'timer')).toMatchObject({ dueAt, dedupe: 'i:a:1:due:0' })
  })

  it('remind, breach and escalate in their order, each once', () => {
    const s = ready({
      in: minutes(100),
      clock: 'wall',
      remind: [{ at: 70 }],
      escalate: [{ at: 150, to: { by: 'leader' } }, { at: 200 }],
    })
    s.fire('remind')
    expect(s.now).toBe(T0 + 70 * MINUTE)
    s.fire('due')
    s.fire('escalate')
    expect(s.open('a')).toMatchObject({ breachedAt: T0 + 100 * MINUTE, level: 1 })
    s.fire('escalate')
    expect(s.open('a').level).toBe(2)
    const told = s.effects
      .filter((effect) => effect.kind === 'notify')
      .map((effect) => [effect.about, effect.to[0]?.id])
    expect(told.slice(2)).toEqual([
      ['reminded', 'ann'],
      ['breached', 'ann'],
      ['escalated', 'lead'],
      ['escalated', 'ann'],
    ])
    expect(s.instance.timers).toEqual({})
  })

  it('go with the task', () => {
    const s = ready({ in: minutes(100), clock: 'wall', remind: [{ at: 50 }] })
    const ids = Object.keys(s.instance.timers)
    const { effects } = s.done('a')
    expect(effects.filter((effect) => effect.kind === 'cancelTimer').map((effect) => effect.timer)).toEqual(ids)
    expect(s.code({ type: 'timerFired', timer: ids[0]! }, system)).toBe('process.not_running')
  })

  it.each<[string, string, string[]]>([
    ['none', 'none', ['a']],
    ['an outcome', 'ok', []],
    ['a rejection', 'no', ['s']],
  ])('broken with %s', (_what, onBreach, at) => {
    const more: Partial<TaskNode> = { outcomes: [{ ...ok, demand: ['photo'] }, no], reject: { to: 's', then: 'walk' } }
    const s = ready({ in: minutes(10), clock: 'wall', onBreach }, more)
    s.fire('due')
    expect(s.at()).toEqual(at)
    expect(s.events.some((event) => event.type === 'slaBreached')).toBe(true)
  })

  it('broken with a rejection that has nowhere to go leaves the task open', () => {
    const a = task({
      next: 'z',
      outcomes: [ok, no],
      reject: { to: 'previous', then: 'walk' },
      sla: { in: minutes(1), clock: 'wall', onBreach: 'no' },
    })
    const s = new Stage(flow({ a, z: end }))
    s.fire('due')
    expect(s.at()).toEqual(['a'])
  })
})

describe('a clock that stands', () => {
  it.each<[Sla['clock'], number]>([
    ['wall', T0 + (300 + 70) * MINUTE],
    ['work', T0 + (300 + 70) * MINUTE],
  ])('keeps what remains on the clock of %s', (clock, dueAt) => {
    const s = ready({ in: minutes(100), clock, pauseWhile: waiting, remind: [{ at: 50 }] })
    s.now = T0 + 30 * MINUTE
    s.do({ type: 'setVars', vars: { parts: 'waiting' } })
    expect(s.open('a')).toMatchObject({ dueAt: null, remainingMs: 70 * MINUTE })
    expect(Object.values(s.instance.timers).map((timer) => timer.remainingMs)).toEqual([20 * MINUTE, 70 * MINUTE])
    const [timer] = Object.keys(s.instance.timers)
    s.now = T0 + 300 * MINUTE
    expect(s.code({ type: 'timerFired', timer: timer! }, system)).toBe('process.timer_early')
    s.do({ type: 'setVars', vars: { parts: 'there' } })
    expect(s.open('a')).toMatchObject({ dueAt, remainingMs: null })
    expect(Object.values(s.instance.timers).map((one) => one.dueAt)).toEqual([T0 + 320 * MINUTE, dueAt])
  })

  it('stands from the beginning where the condition holds', () => {
    const s = stage({ in: minutes(100), clock: 'wall', pauseWhile: waiting })
    s.do({ type: 'setVars', vars: { parts: 'waiting' } })
    s.done('s')
    expect(s.open('a').remainingMs).toBe(100 * MINUTE)
    s.done('a')
    expect(s.instance).toMatchObject({ status: 'ended', timers: {} })
  })

  it.each<[Sla['clock'], number, number]>([
    ['work', 600, 60],
    ['wall', 1200, 300],
  ])('counts a night, or does not, on the clock of %s', (clock, whole, rest) => {
    const s = ready({ in: minutes(whole), clock, pauseWhile: waiting })
    s.now = T0 + 900 * MINUTE
    s.do({ type: 'setVars', vars: { parts: 'waiting' } })
    expect(s.open('a').remainingMs).toBe(rest * MINUTE)
  })
})

describe('waits', () => {
  const wait = (node: Omit<WaitNode, 't' | 'next'>): Stage =>
    new Stage(flow({ w: { t: 'wait', next: 'b', ...node }, b: task({ next: 'z' }), c: task({ next: 'z' }), z: end }))

  it('for forty days, and not a minute less', () => {
    const s = wait({ for: { duration: { n: 40, unit: 'day' } } })
    const [timer] = Object.values(s.instance.timers)
    expect(timer?.dueAt).toBe(T0 + 40 * 1440 * MINUTE)
    s.now = timer!.dueAt! - 1
    expect(s.code({ type: 'timerFired', timer: timer!.id }, system)).toBe('process.timer_early')
    s.fire('wait')
    expect(s.at()).toEqual(['b'])
    expect(s.code({ type: 'timerFired', timer: timer!.id }, system)).toBe('process.timer_gone')
  })

  it('until a fact says, and follows it', () => {
    const s = wait({ for: { until: 'delivery' } })
    expect(s.instance.timers).toEqual({})
    s.do({ type: 'setVars', vars: { delivery: '2026-11-24T01:00:00.000Z' } })
    const [first] = Object.values(s.instance.timers)
    expect(first?.dueAt).toBe(Date.UTC(2026, 10, 24, 1))
    s.do({ type: 'setVars', vars: { delivery: '2026-11-25T09:00:00+08:00' } })
    expect(Object.values(s.instance.timers)).toMatchObject([{ id: first!.id, dueAt: Date.UTC(2026, 10, 25, 1) }])
    s.do({ type: 'setVars', vars: { delivery: 'soon' } })
    expect(s.instance.timers).toEqual({})
    s.do({ type: 'setVars', vars: { delivery: T0 } })
    s.fire('wait')
    expect(s.at()).toEqual(['b'])
  })

  it('for an event that fits', () => {
    const s = wait({ for: { event: 'paid', match: { f: 'event.fen', op: '>=', v: 100 } } })
    expect(s.code({ type: 'event', name: 'called', data: { fen: 500 } })).toBe('process.nobody_waits')
    expect(s.code({ type: 'event', name: 'paid', data: { fen: 99 } })).toBe('process.nobody_waits')
    s.do({ type: 'event', name: 'paid', data: { fen: 100 }, vars: { paid: true } })
    expect(s.at()).toEqual(['b'])
    expect(s.instance.vars['paid']).toBe(true)
    expect(s.code({ type: 'event', name: 'paid', data: { fen: 100 } })).toBe('process.nobody_waits')
  })

  it.each<[string, (s: Stage) => unknown, string]>([
    ['takes the other way when time is up', (s) => s.fire('orAfter'), 'c'],
    ['forgets the time when the event comes', (s) => s.do({ type: 'event', name: 'yes' }), 'b'],
  ])('or after: %s', (_what, act, at) => {
    const s = new Stage(
      flow({
        w: {
          t: 'wait',
          for: { event: 'yes' },
          or: { after: minutes(30), to: 'c' },
          next: 'b',
          milestone: { onDone: 'authorised' },
        },
        b: task({ next: 'z' }),
        c: task({ next: 'z' }),
        z: end,
      }),
    )
    expect(Object.values(s.instance.timers)).toMatchObject([{ kind: 'orAfter', dueAt: T0 + 30 * MINUTE }])
    act(s)
    expect(s.at()).toEqual([at])
    expect(s.instance.timers).toEqual({})
    expect(s.milestones()).toEqual(at === 'b' ? ['authorised'] : [])
  })
})
