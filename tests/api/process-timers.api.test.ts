import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Command, Sla } from '@pitlane/process'
import { command, eventsOf, openTasks } from '../../server/src/modules/process'
import { FlowTimer } from '../../server/src/modules/process/process.entity'
import { setDay } from '../../server/src/modules/store'
import { plantRecurring } from '../../server/src/platform/jobs'
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
  await plantRecurring(t.world.app)
})
/** Monday, 09:00 in Shanghai: the store opens. */
beforeEach(() => t.clock.set('2026-11-23T01:00:00.000Z'))
afterAll(() => t.stop())

const db = () => t.world.app.db.read
const begin = (key: string, vars = {}) => starter(t, storeId)(key, { vars })
const tell = (instanceId: string, wanted: Command) =>
  t.world.app.db.tx((tx) => command(t.world.app, tx, instanceId, wanted, { actor: { kind: 'system', name: 'test' } }))
const typesOf = async (instanceId: string, ...types: string[]) =>
  (await eventsOf(db(), instanceId)).flatMap(({ type }) => (types.includes(type) ? [type] : []))
/** The worker at a time. */
const at = async (instant: string) => {
  t.clock.set(instant)
  await t.settle()
}
const noticesOf = async (instanceId: string) =>
  (await db().find(OutboxEvent, { where: { type: 'flow.notice' }, order: { id: 'ASC' } }))
    .filter(({ payload }) => payload['instanceId'] === instanceId)
    .map(({ payload }) => payload['about'])

const hours = (n: number, more: Partial<Sla> = {}): Sla => ({ in: { n, unit: 'hour' }, clock: 'work', ...more })

describe('a deadline in working hours', () => {
  it('reminds, escalates and breaches by opening hours, not by the wall', async () => {
    const sla = hours(12, { remind: [{ at: 50 }], escalate: [{ at: 150, to: { by: 'leader' } }] })
    const manager = await given(t).staff('svc_mgr', 'store', storeId)
    await publish(t, flow('sla', { a: task('z', { sla }), z: end() }))
    const { instanceId } = await begin('sla')
    const [open] = await openTasks(db(), { instanceId })
    // Nine hours on Monday, three on Tuesday.
    expect(open?.dueAt?.toISOString()).toBe('2026-11-24T04:00:00.000Z')
    await at('2026-11-23T06:59:50.000Z')
    expect(await noticesOf(instanceId)).toEqual(['opened'])
    await at('2026-11-23T07:00:00.000Z')
    expect(await noticesOf(instanceId)).toEqual(['opened', 'reminded'])
    await at('2026-11-24T04:00:00.000Z')
    await at('2026-11-24T09:59:00.000Z')
    expect(await noticesOf(instanceId)).toEqual(['opened', 'reminded', 'breached'])
    await at('2026-11-24T10:00:00.000Z')
    expect((await noticesOf(instanceId)).at(-1)).toBe('escalated')
    const [last] = await db().find(OutboxEvent, { where: { type: 'flow.notice' }, order: { id: 'DESC' }, take: 1 })
    expect(last?.payload['to']).toMatchObject([{ kind: 'person', id: manager.staffId }])
    expect((await openTasks(db(), { instanceId }))[0]).toMatchObject({ level: 1, breachedAt: expect.any(Date) })
    expect(await flowFaults(db(), instanceId)).toEqual([])
  })

  it('knows days on which the store is closed, and stands while it has to wait', async () => {
    const sla = hours(10, { pauseWhile: { f: 'parts', op: '=', v: true } })
    await publish(t, flow('pause', { a: task('z', { sla }), z: end() }))
    await t.world.app.db.tx((tx) =>
      setDay(tx, storeId, '2026-11-24', { isOpen: false, opensMinute: 0, closesMinute: 0, note: '盘点' }),
    )
    t.clock.pass(30_000)
    const { instanceId } = await begin('pause')
    // Closed on Tuesday: the tenth hour is Wednesday's first.
    expect((await openTasks(db(), { instanceId }))[0]?.dueAt?.toISOString()).toBe('2026-11-25T02:00:30.000Z')
    t.clock.set('2026-11-23T03:00:30.000Z')
    await tell(instanceId, { type: 'setVars', vars: { parts: true } })
    expect((await openTasks(db(), { instanceId }))[0]).toMatchObject({ dueAt: null, remainingMs: 8 * 3600_000 })
    await at('2026-11-30T02:00:00.000Z')
    expect(await typesOf(instanceId, 'slaBreached')).toEqual([])
    await tell(instanceId, { type: 'setVars', vars: { parts: false } })
    expect((await openTasks(db(), { instanceId }))[0]?.dueAt?.toISOString()).toBe('2026-11-30T10:00:00.000Z')
    await at('2026-11-30T10:00:00.000Z')
    expect(await typesOf(instanceId, 'slaBreached')).toEqual(['slaBreached'])
  })

  it('completes a task by itself where its rule says so, also far beyond the calendar', async () => {
    await publish(t, flow('auto', { a: task('z', { sla: hours(2000, { onBreach: 'ok' }) }), z: end('late') }))
    const { instanceId } = await begin('auto')
    const [open] = await openTasks(db(), { instanceId })
    await at(String(open?.dueAt?.toISOString()))
    expect((await eventsOf(db(), instanceId)).at(-1)).toMatchObject({ type: 'ended', actor: 'clock' })
    expect(await flowFaults(db(), instanceId)).toEqual([])
  })
})

describe('a timer', () => {
  const wait = flow('wait', { w: { t: 'wait', for: { duration: { n: 400, unit: 'day' } }, next: 'z' }, z: end() })

  it('that was due while the server was down fires late, once', async () => {
    await publish(t, wait)
    const { instanceId } = await begin('wait')
    await at('2027-12-27T01:00:00.000Z')
    expect(await typesOf(instanceId, 'timerFired')).toEqual([])
    await at('2028-06-01T00:00:00.000Z')
    await at('2028-06-01T01:00:00.000Z')
    expect(await typesOf(instanceId, 'timerFired', 'ended')).toEqual(['timerFired', 'ended'])
    expect(await db().count(FlowTimer, { instanceId })).toBe(0)
  })

  it('fires once though several workers look at the same time', async () => {
    const { fireDueTimers } = await import('../../server/src/modules/process/timer.service')
    await publish(t, { ...wait, key: 'many' })
    const begun = await Promise.all(
      Array.from({ length: 30 }, (_, i) => starter(t, storeId)('many', { cause: String(i) })),
    )
    t.clock.set('2029-01-01T00:00:00.000Z')
    const fired = await Promise.all([1, 2, 3, 4].map(() => fireDueTimers(t.world.app)))
    expect(fired.reduce((a, b) => a + b)).toBe(30)
    for (const { instanceId } of begun) expect(await flowFaults(db(), instanceId)).toEqual([])
  })

  it('that cannot be fired does not hold up others, and is tried again later', async () => {
    const { fireDueTimers } = await import('../../server/src/modules/process/timer.service')
    await publish(t, { ...wait, key: 'stuck' })
    await publish(t, { ...wait, key: 'fine' })
    const [stuck, fine] = [await begin('stuck'), await begin('fine')]
    await t.world.app.db.tx((tx) =>
      tx.put('update flow_instance set state = \'{"id":"broken"}\' where id = ?', [stuck.instanceId]),
    )
    t.clock.set('2030-01-01T00:00:00.000Z')
    expect(await fireDueTimers(t.world.app)).toBe(1)
    expect(await typesOf(fine.instanceId, 'ended')).toEqual(['ended'])
    const [left] = await db().find(FlowTimer, { where: { instanceId: stuck.instanceId } })
    expect(left).toMatchObject({ attempts: 1, tryAt: new Date('2030-01-01T00:01:00.000Z') })
  })
})
