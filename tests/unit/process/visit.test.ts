import { describe, expect, it } from '@jest/globals'
import { validate, type FlowActor, type FlowNode, type Outcome } from '@pitlane/process'
import { flow, ok, people, Stage, task } from './stage'

/** A visit to a workshop in small: what the engine has to carry, told with its own means. */
const back: Outcome = { key: 'no', label: '退回', to: 'reject', demand: ['reason', 'photo'] }
const crew = { try: [{ by: 'field', field: 'worker' }], pick: 'all' as const, empty: 'pool' as const }
const by = (id: string) => ({ try: [people(id)], pick: 'all' as const, empty: 'incident' as const })
const is = (f: string, v: string | boolean) => ({ f, op: '=' as const, v })

const nodes: Record<string, FlowNode> = {
  arrive: { t: 'wait', for: { event: 'arrived' }, next: 'inspect', milestone: { onDone: 'arrived' } },
  inspect: task({
    next: 'quote',
    assign: by('sue'),
    outcomes: [{ ...ok, demand: ['photo', 'signature'], photos: 6 }],
    milestone: { onDone: 'inspected' },
  }),
  quote: task({ next: 'consent', assign: by('sue'), milestone: { onDone: 'quoted' } }),
  consent: {
    t: 'wait',
    for: { event: 'decided', match: is('event.yes', true) },
    or: { after: { n: 30, unit: 'minute' }, to: 'call' },
    next: 'work',
    milestone: { onDone: 'authorised' },
  },
  call: task({ next: 'work', assign: by('sue') }),
  work: { t: 'parallel', branches: ['lines', 'extras'], next: 'qc', milestone: { onEnter: 'started', onDone: 'done' } },
  lines: { t: 'parallel', each: 'jobs', branches: ['repair'], holdWhile: is('asking', true) },
  repair: task({
    next: 'cross',
    lane: 'crew',
    assign: crew,
    sla: { in: { n: 2, unit: 'hour' }, clock: 'work', pauseWhile: is('state', 'waiting'), remind: [{ at: 70 }] },
    may: ['transfer', 'withdraw'],
  }),
  cross: task({ assign: { try: [people('ann', 'bob')], pick: 'leastLoaded', empty: 'leader' }, notBy: ['repair'] }),
  extras: { t: 'parallel', each: 'extras', branches: ['price'], holdWhile: is('asking', true) },
  price: task({ next: 'answer', assign: by('sue') }),
  answer: { t: 'wait', for: { event: 'answered', match: { f: 'event.key', op: '=', v: { field: 'item' } } } },
  qc: task({
    next: 'wash',
    assign: { try: [people('ann', 'bob', 'quinn')], pick: 'all', empty: 'leader' },
    notBy: ['repair'],
    checklist: ['brakes'],
    outcomes: [{ ...ok, demand: ['checklist'] }, back],
    reject: { to: 'work', then: 'walk' },
    milestone: { onDone: 'qc_passed' },
  }),
  wash: task({ next: 'ready', assign: by('wes'), skipWhen: is('wash', false) }),
  ready: { t: 'act', effect: 'tellOwner', args: { code: { f: 'code' } }, next: 'pay', milestone: { onDone: 'ready' } },
  pay: { t: 'wait', for: { event: 'paid' }, next: 'hand', milestone: { onDone: 'settled' } },
  hand: task({ next: 'rest', assign: by('sue'), milestone: { onDone: 'delivered' } }),
  rest: { t: 'wait', for: { duration: { n: 1, unit: 'day' } }, next: 'ask' },
  ask: { t: 'call', flow: 'survey', version: 'current', next: 'z' },
  z: { t: 'end', result: 'closed' },
}

const owner: FlowActor = { id: 'owner' }
const six = ['1', '2', '3', '4', '5', '6']

function untilWork(): Stage {
  const jobs = [
    { key: 'oil', worker: 'ann' },
    { key: 'brake', worker: 'bob' },
  ]
  const s = new Stage(flow(nodes), { vars: { jobs, extras: [], asking: true, wash: false } })
  s.do({ type: 'event', name: 'arrived' }, { id: 'gate' })
  s.done('inspect', 'ok', 'sue', { data: { photos: six, signature: 'sig' } })
  s.done('quote', 'ok', 'sue')
  s.do({ type: 'event', name: 'decided', data: { yes: true } }, owner)
  return s
}

describe('a visit', () => {
  it('is a definition that may be published', () => {
    expect(validate(flow(nodes))).toEqual([])
  })

  it('goes from the gate to the survey, with an extra job and a job done twice', () => {
    const s = untilWork()
    s.do({ type: 'complete', task: s.open('repair', 'oil').id, outcome: 'ok' }, 'ann')
    expect(s.open('cross', 'oil').signers.map((one) => one.person)).toEqual(['bob'])
    s.do({ type: 'setVars', item: 'brake', vars: { state: 'waiting' } })
    expect(s.open('repair', 'brake').remainingMs).toBeGreaterThan(0)
    s.do({ type: 'setVars', item: 'brake', vars: { state: 'running' } })
    s.do({ type: 'addItem', node: 'extras', item: 'disc' })
    s.done('price', 'ok', 'sue')
    expect(s.code({ type: 'event', name: 'answered', data: { key: 'other' } })).toBe('process.nobody_waits')
    s.do({ type: 'event', name: 'answered', data: { key: 'disc' } }, owner)
    s.do({ type: 'addItem', node: 'lines', item: 'disc', vars: { worker: 'ann' } })
    s.do({ type: 'setVars', vars: { asking: false } })
    s.done('cross', 'ok', 'bob')
    s.do({ type: 'complete', task: s.open('repair', 'brake').id, outcome: 'ok' }, 'bob')
    s.done('cross', 'ok', 'ann')
    s.do({ type: 'complete', task: s.open('repair', 'disc').id, outcome: 'ok' }, 'ann')
    s.done('cross', 'ok', 'bob')
    expect(s.open('qc').signers.map((one) => one.person)).toEqual(['quinn'])
    s.done('qc', 'no', 'quinn', { data: { reason: '漏油', photos: ['p'] } })
    expect(s.at()).toEqual(['repair:oil', 'repair:brake', 'repair:disc', 'price:disc'])
    for (const [node, item] of [
      ['repair', 'oil'],
      ['repair', 'brake'],
      ['repair', 'disc'],
    ] as const) {
      s.do({ type: 'complete', task: s.open(node, item).id, outcome: 'ok' }, { id: 'ann', power: true })
    }
    for (const item of ['oil', 'brake', 'disc'])
      s.do({ type: 'complete', task: s.open('cross', item).id, outcome: 'ok' }, { id: 'lead', power: true })
    s.do({ type: 'dropItem', node: 'extras', item: 'disc' })
    s.done('qc', 'ok', 'quinn', { data: { checklist: [{ key: 'brakes', ok: true }] } })
    s.do({ type: 'event', name: 'paid' }, owner)
    s.done('hand', 'ok', 'sue')
    s.fire('wait')
    s.do({ type: 'childEnded', dedupe: 'i:ask:1', result: 'answered' })
    expect(s.instance).toMatchObject({ status: 'ended', result: 'closed', timers: {} })
    expect([...new Set(s.milestones())]).toEqual([
      'arrived',
      'inspected',
      'quoted',
      'authorised',
      'started',
      'done',
      'qc_passed',
      'ready',
      'settled',
      'delivered',
    ])
  })

  it('calls the owner when no answer comes', () => {
    const s = new Stage(flow(nodes), { vars: { jobs: [], extras: [] } })
    s.do({ type: 'event', name: 'arrived' })
    s.done('inspect', 'ok', 'sue', { data: { photos: six, signature: 'sig' } })
    s.done('quote', 'ok', 'sue')
    s.fire('orAfter')
    expect(s.at()).toEqual(['call'])
    expect(s.milestones()).toEqual(['arrived', 'inspected', 'quoted'])
  })
})
