import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replay, type Candidate, type Command } from '@pitlane/process'
import { command, eventsOf, findInstance, openTasks, startFlow, taskOf } from '../../server/src/modules/process'
import { FlowCommand, FlowInstance } from '../../server/src/modules/process/process.entity'
import { OutboxEvent } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { flowFaults } from '../support/flow-faults'
import { end, flow, publish, starter, task } from '../support/flow-scene'
import { given } from '../support/given'

let t: TestApp
let storeId: string
beforeAll(async () => {
  t = await startTestApp()
  storeId = (await given(t).store()).id
})
afterAll(() => t.stop())

const clockwork = { kind: 'system', name: 'test' } as const
const db = () => t.world.app.db.read
const begin = (key: string, over: Partial<Parameters<typeof startFlow>[2]> = {}) => starter(t, storeId)(key, over)
const tell = (instanceId: string, wanted: Command, requestId?: string) =>
  t.world.app.db.tx((tx) =>
    command(t.world.app, tx, instanceId, wanted, {
      actor: clockwork,
      ...(requestId === undefined ? {} : { requestId }),
    }),
  )
const onlyTask = async (instanceId: string) => {
  const [open, ...more] = await openTasks(db(), { instanceId })
  expect(more).toEqual([])
  return String(open?.id)
}
const emitted = async (type: string, instanceId: string) =>
  (await db().find(OutboxEvent, { where: { type }, order: { id: 'ASC' } }))
    .map(({ payload }) => payload)
    .filter((payload) => payload['instanceId'] === instanceId)

describe('a start', () => {
  it('comes once per cause, also of twenty at once', async () => {
    await publish(t, flow('once', { a: task('z'), z: end() }))
    const starts = await Promise.all(Array.from({ length: 20 }, () => begin('once', { cause: 'rush' })))
    expect(new Set(starts.map(({ instanceId }) => instanceId)).size).toBe(1)
    expect(starts.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
    expect(await db().count(FlowInstance, { flowKey: 'once' })).toBe(1)
    const again = await begin('once', { cause: 'rush' })
    expect(again.events).toEqual(await eventsOf(db(), again.instanceId))
    expect(again.effects).toEqual([])
  })

  it('takes the version of the store before the one for all, and says when there is none', async () => {
    await publish(t, flow('own', { a: task('z'), z: end() }))
    await publish(t, flow('own', { a: task('z'), z: end() }, { version: 2 }), storeId)
    const other = await given(t).store()
    expect((await begin('own', { cause: '1' })).instance.version).toBe(2)
    expect((await begin('own', { cause: '2', storeId: other.id })).instance.version).toBe(1)
    await expect(begin('nothing')).rejects.toMatchObject({ code: 'process.no_flow' })
  })

  it('vanishes with the transaction of the domain', async () => {
    await publish(t, flow('gone', { a: task('z'), z: end() }))
    const { app } = t.world
    const input = { key: 'gone', subject: { type: 'thing', id: 'g' }, storeId, cause: 'g', actor: clockwork }
    const failing = app.db.tx(async (tx) => {
      await startFlow(app, tx, input)
      throw new Error('the domain changed its mind')
    })
    await expect(failing).rejects.toThrow('changed its mind')
    expect(await findInstance(db(), input.subject)).toBeUndefined()
  })
})

describe('a command', () => {
  it('comes once per key, also of ten at once, and a key is for one command only', async () => {
    await publish(t, flow('twice', { a: task('b'), b: task('z'), z: end() }))
    const { instanceId } = await begin('twice')
    const done = { type: 'complete', task: await onlyTask(instanceId), outcome: 'ok' } as const
    const taps = await Promise.all(Array.from({ length: 10 }, () => tell(instanceId, done, 'tap')))
    expect(taps.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1)
    for (const { events } of taps) expect(events).toEqual(taps[0]?.events)
    await expect(tell(instanceId, { ...done, outcome: 'no' }, 'tap')).rejects.toMatchObject({
      code: 'request.key_reused',
    })
    expect(await db().count(FlowCommand, { instanceId })).toBe(1)
    expect(await flowFaults(db(), instanceId)).toEqual([])
  })

  it('leaves no trace where it is refused, and its key is free for another try', async () => {
    await publish(t, flow('refused', { a: task('z'), z: end() }))
    const { instanceId, instance } = await begin('refused')
    const id = await onlyTask(instanceId)
    await expect(tell(instanceId, { type: 'complete', task: id, outcome: 'what' }, 'k')).rejects.toMatchObject({
      code: 'process.no_outcome',
    })
    expect((await findInstance(db(), { type: 'thing', id: 'refused' }))?.state).toEqual(
      JSON.parse(JSON.stringify(instance)),
    )
    await tell(instanceId, { type: 'complete', task: id, outcome: 'ok' }, 'k')
    await expect(tell(instanceId, { type: 'complete', task: id, outcome: 'ok' })).rejects.toMatchObject({
      code: 'process.not_running',
    })
    await expect(tell('01J00000000000000000000000', { type: 'cancel' })).rejects.toMatchObject({
      code: 'process.not_found',
    })
  })

  it('moves several flows in one transaction, or none', async () => {
    const { app } = t.world
    await publish(t, flow('pair', { a: task('z'), z: end() }))
    const [one, two] = [await begin('pair', { cause: '1' }), await begin('pair', { cause: '2' })]
    const both = app.db.tx(async (tx) => {
      await command(app, tx, one.instanceId, { type: 'cancel' }, { actor: clockwork })
      await command(app, tx, two.instanceId, { type: 'event', name: 'nobody waits' }, { actor: clockwork })
    })
    await expect(both).rejects.toMatchObject({ code: 'process.nobody_waits' })
    expect((await openTasks(db(), { flowKey: 'pair' })).length).toBe(2)
  })

  it('tells the world by the outbox, each thing with its key', async () => {
    await publish(
      t,
      flow('tells', {
        a: { ...task('act'), milestone: { onEnter: 'begun', onDone: 'over' } },
        act: { t: 'act', effect: 'ring', args: { who: { f: 'who' } }, next: 'z' },
        z: end('fine'),
      }),
    )
    const { instanceId } = await begin('tells', { vars: { who: 'ann' } })
    await tell(instanceId, { type: 'complete', task: await onlyTask(instanceId), outcome: 'ok' })
    const stones = await emitted('flow.milestone', instanceId)
    expect(stones.map(({ key }) => key)).toEqual(['begun', 'over'])
    const [effect] = await emitted('flow.effect', instanceId)
    expect(effect).toMatchObject({ name: 'ring', args: { who: 'ann' }, dedupe: `${instanceId}:act:1`, storeId })
    expect(await emitted('flow.ended', instanceId)).toMatchObject([{ status: 'ended', result: 'fine' }])
    expect((await emitted('flow.notice', instanceId)).map(({ about }) => about)).toEqual(['opened'])
    expect(new Set([...stones, effect].map((one) => one?.['dedupe'])).size).toBe(3)
  })
})

describe('what modules give to flows', () => {
  it('finds people by role, those with the least open work first, and keeps why', async () => {
    const [busy, idle] = [
      await given(t).staff('qc', 'store', storeId),
      await given(t).staff('qc', 'store', storeId),
    ] as const
    const by = (person: string, pick: 'leastLoaded' | 'claim') => ({
      ...{ try: [{ by: 'person', args: { id: person } }], pick, empty: 'pool' as const },
    })
    await publish(t, flow('busy', { a: task('z', { assign: by(busy.staffId, 'leastLoaded') }), z: end() }))
    await begin('busy')
    const assign = { try: [{ by: 'role', args: { role: 'qc' } }], pick: 'leastLoaded', empty: 'incident' } as const
    await publish(t, flow('by-role', { a: task('z', { assign }), z: end() }))
    const { instanceId, instance } = await begin('by-role')
    expect((await taskOf(db(), { instanceId, node: 'a' }))?.assigneeId).toBe(idle.staffId)
    const [found] = Object.values(instance.tasks)
    expect(found?.candidates.map(({ load, reasons }) => [load, reasons])).toEqual([
      [0, ['手上 0 项任务']],
      [1, ['手上 1 项任务']],
    ])
  })

  it('asks the words of other modules, with facts as they are at that moment', async () => {
    const { resolvers, facts } = t.world.app.flows
    ;(resolvers as Map<string, unknown>).set('best', (_app: unknown, _db: unknown, ask: { facts: { who: string } }) =>
      Promise.resolve([{ kind: 'person', id: ask.facts.who, score: 1 }] satisfies Candidate[]),
    )
    let who = 'ann'
    ;(facts as Map<string, unknown>).set('car', () => Promise.resolve({ who }))
    const assign = { try: [{ by: 'best' }], pick: 'recommended', empty: 'incident' } as const
    await publish(t, flow('asks', { a: task('b', { assign }), b: task('z', { assign }), z: end() }))
    const { instanceId } = await begin('asks', { subject: { type: 'car', id: '1' } })
    expect((await taskOf(db(), { instanceId, node: 'a' }))?.assigneeId).toBe('ann')
    who = 'bob'
    await tell(instanceId, { type: 'complete', task: await onlyTask(instanceId), outcome: 'ok' }, 'k')
    expect((await taskOf(db(), { instanceId, node: 'b' }))?.assigneeId).toBe('bob')
    expect(await flowFaults(db(), instanceId)).toEqual([])
  })

  it('publishes a shipped definition by its first use', async () => {
    const shipped = flow('shipped', { a: task('z'), z: end() })
    ;(t.world.app.flows.definitions as Map<string, unknown>).set('shipped', shipped)
    expect((await begin('shipped', { cause: '1' })).instance.version).toBe(1)
    expect((await begin('shipped', { cause: '2' })).instance.version).toBe(1)
  })
})

describe('a flow that calls another', () => {
  const caller = (key: string, child: string) =>
    flow(key, {
      call: { t: 'call', flow: child, version: 'current', map: { n: { f: 'n' } }, out: { got: 'n' }, next: 'a' },
      a: task('z'),
      z: end(),
    })

  it('goes on when the other has ended, with its result and facts', async () => {
    await publish(t, flow('child', { c: task('z'), z: end('good') }))
    await publish(t, caller('mother', 'child'))
    const { instanceId, instance } = await begin('mother', { vars: { n: 7 } })
    expect(Object.keys(instance.tasks)).toEqual([])
    const [child] = await db().find(FlowInstance, { where: { parentId: instanceId } })
    expect(child).toMatchObject({ flowKey: 'child', subjectId: 'mother', depth: 1 })
    await tell(String(child?.id), { type: 'complete', task: await onlyTask(String(child?.id)), outcome: 'ok' })
    const row = await findInstance(db(), { type: 'thing', id: 'mother' }, 'mother')
    expect(row?.state.vars).toMatchObject({ got: 7, 'call.outcome': 'good' })
    await onlyTask(instanceId)
    for (const id of [instanceId, String(child?.id)]) expect(await flowFaults(db(), id)).toEqual([])
  })

  it('goes on at once when the other needs nobody, and takes it along when it is cancelled', async () => {
    await publish(t, flow('quick', { act: { t: 'act', effect: 'ring', next: 'z' }, z: end('done') }))
    await publish(t, caller('hasty', 'quick'))
    const hasty = await begin('hasty')
    expect(hasty.instance.vars['call.outcome']).toBe('done')
    expect(await flowFaults(db(), hasty.instanceId)).toEqual([])

    await publish(t, caller('leaving', 'child'))
    const { instanceId } = await begin('leaving')
    await tell(instanceId, { type: 'cancel', reason: 'no more' })
    const [child] = await db().find(FlowInstance, { where: { parentId: instanceId } })
    expect(child).toMatchObject({ status: 'cancelled', result: 'caller_left' })
  })

  it('stands with an incident where there is nothing to call, or calls go in circles, and goes on once there is', async () => {
    await publish(t, caller('lost', 'nowhere'))
    const { instanceId, instance } = await begin('lost')
    const [incident] = Object.values(instance.incidents)
    expect(incident).toMatchObject({ kind: 'effect', state: 'open', error: '没有已发布的流程「nowhere」' })
    await publish(t, flow('nowhere', { act: { t: 'act', effect: 'ring', next: 'z' }, z: end('found') }))
    const { instance: after } = await tell(instanceId, { type: 'effectRetried', incident: String(incident?.id) })
    expect(after.vars['call.outcome']).toBe('found')
    expect(await flowFaults(db(), instanceId)).toEqual([])

    await publish(t, caller('ping', 'pong'))
    await publish(t, caller('pong', 'ping'))
    await begin('ping')
    const circle = await db().find(FlowInstance, { where: { subjectId: 'ping' }, order: { depth: 'ASC' } })
    expect(circle.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(Object.values(circle.at(-1)?.state.incidents ?? {})).toMatchObject([{ state: 'open', kind: 'effect' }])
  })
})

it('history leads to the state', async () => {
  await publish(t, flow('replay', { a: task('b'), b: task('z'), z: end() }))
  const { instanceId } = await begin('replay')
  const { instance } = await tell(instanceId, {
    ...{ type: 'complete', task: await onlyTask(instanceId), outcome: 'ok' },
  })
  expect(replay(await eventsOf(db(), instanceId))).toEqual(JSON.parse(JSON.stringify(instance)))
})
