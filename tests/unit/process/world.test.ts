import { describe, expect, it } from '@jest/globals'
import { apply, replay, start, type Flow } from '@pitlane/process'
import { end, flow, ok, Stage, stop, task } from './stage'

describe('choices', () => {
  it.each<[number, string]>([
    [500, 'b'],
    [50, 'c'],
  ])('of %d go to %s', (amount, at) => {
    const s = new Stage(
      flow({
        a: { t: 'choice', branches: [{ when: { f: 'amount', op: '>', v: 100 }, to: 'b' }], else: 'c' },
        b: task({ next: 'z' }),
        c: task({ next: 'z' }),
        z: end,
      }),
      { vars: { amount } },
    )
    expect(s.at()).toEqual([at])
  })

  it('see how a step came out', () => {
    const s = new Stage(
      flow({
        a: task({ next: 'x', outcomes: [ok, { ...ok, key: 'more' }] }),
        x: { t: 'choice', branches: [{ when: { f: 'a.outcome', op: '=', v: 'more' }, to: 'b' }], else: 'z' },
        b: task({ next: 'z' }),
        z: end,
      }),
    )
    s.done('a', 'more')
    expect(s.at()).toEqual(['b'])
  })
})

describe('branches', () => {
  it('are joined when the last has ended, whatever their depth', () => {
    const s = new Stage(
      flow({
        p: { t: 'parallel', branches: ['a', 'q'], next: 'n' },
        a: task(),
        q: { t: 'parallel', branches: ['b', 'c'] },
        b: task(),
        c: task(),
        n: task({ next: 'z' }),
        z: end,
      }),
    )
    s.done('b')
    s.done('a')
    expect(s.at()).toEqual(['c'])
    s.done('c')
    expect(s.at()).toEqual(['n'])
  })

  it('all end when one of them ends the whole', () => {
    const nodes = {
      p: { t: 'parallel' as const, branches: ['a', 'b'], next: 'z' },
      a: task({ outcomes: [ok, stop] }),
      b: task(),
      z: end,
    }
    const s = new Stage(flow(nodes))
    s.done('a', 'stop')
    expect(s.instance).toMatchObject({ status: 'ended', result: 'stop' })
    expect(s.opens()).toEqual([])
  })
})

describe('effects', () => {
  const act = (awaits: boolean): Stage =>
    new Stage(
      flow({
        e: {
          t: 'act',
          effect: 'sms',
          args: { to: { f: 'phone' }, text: '您好', code: { f: 'none' } },
          next: 'b',
          awaits,
        },
        b: task({ next: 'z' }),
        z: end,
      }),
      { vars: { phone: '1' } },
    )

  it('go out once with their key, and the flow goes on', () => {
    const s = act(false)
    expect(s.at()).toEqual(['b'])
    expect(s.effects[0]).toMatchObject({
      kind: 'act',
      name: 'sms',
      dedupe: 'i:e:1',
      args: { to: '1', text: '您好', code: null },
    })
    expect(s.code({ type: 'effectDone', dedupe: 'i:e:1' })).toBe('process.no_effect')
  })

  it('fail in sight, once, and are sent again on demand, also when all is over', () => {
    const s = act(false)
    s.done('b')
    expect(s.instance.status).toBe('ended')
    s.do({ type: 'effectFailed', dedupe: 'i:e:1', error: 'no line' })
    s.do({ type: 'effectFailed', dedupe: 'i:e:1', error: 'still no line' })
    const [incident, ...others] = Object.values(s.instance.incidents)
    expect(others).toEqual([])
    expect(incident).toMatchObject({ state: 'open', error: 'still no line' })
    const { effects } = s.do({ type: 'effectRetried', incident: incident!.id })
    expect(effects).toEqual([{ kind: 'retryAct', dedupe: 'i:e:1' }])
    expect(s.code({ type: 'effectRetried', incident: incident!.id })).toBe('process.no_incident')
  })

  it.each(['i:e:2', 'j:e:1', 'i:b:1', 'i:e:1:x', 'i:e:0', 'i:e:x', '', 'i:__proto__:1'])(
    'were never sent: %s',
    (dedupe) => {
      expect(act(false).code({ type: 'effectFailed', dedupe, error: 'x' })).toBe('process.no_effect')
    },
  )

  it('may be waited for', () => {
    const s = act(true)
    expect(s.at()).toEqual([])
    s.do({ type: 'effectFailed', dedupe: 'i:e:1', error: 'x' })
    s.do({ type: 'effectDone', dedupe: 'i:e:1', vars: { sid: 9 } })
    expect(s.at()).toEqual(['b'])
    expect(s.instance.vars['sid']).toBe(9)
    expect(Object.values(s.instance.incidents)[0]?.state).toBe('closed')
    expect(s.code({ type: 'effectDone', dedupe: 'i:e:1' })).toBe('process.no_effect')
  })
})

describe('other flows', () => {
  it('are started with facts, waited for, and their answer is taken over', () => {
    const s = new Stage(
      flow({
        k: {
          t: 'call',
          flow: 'inspect',
          version: 'pinned',
          map: { what: { f: 'car' } },
          out: { grade: 'result' },
          next: 'b',
        },
        b: task({ next: 'z' }),
        z: end,
      }),
      { vars: { car: 'c1' } },
    )
    expect(s.effects[0]).toMatchObject({
      kind: 'startChild',
      flow: 'inspect',
      version: 'pinned',
      vars: { what: 'c1' },
      dedupe: 'i:k:1',
    })
    s.do({ type: 'childEnded', dedupe: 'i:k:1', result: 'fine', vars: { result: 'A' } })
    expect(s.instance.vars).toMatchObject({ grade: 'A', 'k.outcome': 'fine' })
    expect(s.at()).toEqual(['b'])
    expect(s.code({ type: 'childEnded', dedupe: 'i:k:1', result: 'fine' })).toBe('process.no_effect')
  })
})

describe('an instance', () => {
  const simple = flow({ a: task({ next: 'z' }), z: end })

  it('can be cancelled, once', () => {
    const s = new Stage(simple)
    s.do({ type: 'cancel', reason: '客户取消' })
    expect(s.instance).toMatchObject({ status: 'cancelled', result: '客户取消', timers: {} })
    expect(s.threads()).toEqual([])
    expect(s.code({ type: 'cancel' })).toBe('process.not_running')
  })

  it('follows the definition of its version only', () => {
    const s = new Stage(simple)
    const other: Flow = { ...simple, version: 2 }
    const answer = apply(other, s.instance, { type: 'cancel' }, s.context({ id: 'ann' }))
    expect(answer).toMatchObject({ ok: false, code: 'process.wrong_version' })
  })

  it('does not start nowhere', () => {
    const context = new Stage(simple).context({ id: 'ann' })
    expect(start({ ...simple, start: 'x' }, {}, context)).toMatchObject({ ok: false, code: 'process.no_start' })
  })

  it('stands still, in sight, where a definition goes in circles or into nothing', () => {
    const circle = flow({
      a: { t: 'choice', branches: [{ when: { f: 'x', op: '=', v: 1 }, to: 'z' }], else: 'b' },
      b: { t: 'act', effect: 'e', next: 'a' },
      z: end,
    })
    const s = new Stage(circle)
    const [incident] = Object.values(s.instance.incidents)
    expect(incident).toMatchObject({ kind: 'endless', state: 'open' })
    s.do({ type: 'setVars', vars: { x: 1 } })
    s.do({ type: 'effectRetried', incident: incident!.id })
    expect(s.instance.status).toBe('ended')
    const hole = new Stage(flow({ a: task({ next: 'gone' }) }))
    hole.done('a')
    expect(Object.values(hole.instance.incidents)).toMatchObject([{ kind: 'missing', node: 'gone' }])
  })

  it('is plain JSON, never changed in place, and comes out of its history again', () => {
    const s = new Stage(simple, { vars: { x: 1 } })
    const before = s.instance
    const text = JSON.stringify(before)
    const { changed, events } = s.done('a')
    expect(JSON.stringify(before)).toBe(text)
    expect(JSON.parse(JSON.stringify(s.instance))).toEqual(s.instance)
    expect(replay(s.events)).toEqual(s.instance)
    expect(replay(JSON.parse(JSON.stringify(s.events)) as typeof s.events)).toEqual(s.instance)
    expect(() => replay(s.events.slice(1))).toThrow(RangeError)
    expect(changed).toMatchObject({ tasks: Object.keys(s.instance.tasks), timers: [], incidents: [] })
    expect(new Set(events.map((event) => event.step)).size).toBe(1)
    expect(s.events.map((event) => event.seq)).toEqual(s.events.map((_, i) => i + 1))
  })
})
