import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { replay } from '@pitlane/process'
import { command, eventsOf, findInstance, openTasks, startFlow } from '../../server/src/modules/process'
import { FlowInstance } from '../../server/src/modules/process/process.entity'
import { startTestApp, type TestApp } from '../support/app'
import { end, flow, publish, task } from '../support/flow-scene'
import { given } from '../support/given'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

const clockwork = { kind: 'system', name: 'test' } as const

describe('a flow in the database', () => {
  it('starts once per cause, and a command comes once per key', async () => {
    const { app } = t.world
    const store = await given(t).store()
    await publish(t, flow('once', { a: task('b'), b: task('z'), z: end() }))
    const input = { key: 'once', subject: { type: 'thing', id: '1' }, storeId: store.id, cause: 'c1', actor: clockwork }
    const first = await app.db.tx((tx) => startFlow(app, tx, input))
    const second = await app.db.tx((tx) => startFlow(app, tx, input))
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true])
    expect(second.instanceId).toBe(first.instanceId)
    expect(second.events).toEqual(first.events)

    const [open] = await openTasks(app.db.read, { instanceId: first.instanceId })
    const done = { type: 'complete', task: String(open?.id), outcome: 'ok' } as const
    const by = { actor: clockwork, requestId: 'r1' }
    const tap = await app.db.tx((tx) => command(app, tx, first.instanceId, done, by))
    const doubleTap = await app.db.tx((tx) => command(app, tx, first.instanceId, done, by))
    expect(doubleTap.events).toEqual(tap.events)
    expect(doubleTap.isRepeat).toBe(true)
    await expect(
      app.db.tx((tx) => command(app, tx, first.instanceId, { ...done, outcome: 'other' }, by)),
    ).rejects.toMatchObject({ code: 'request.key_reused' })

    const row = await findInstance(app.db.read, input.subject)
    expect(row?.id).toBe(first.instanceId)
    expect(replay(await eventsOf(app.db.read, first.instanceId))).toEqual(row?.state)
    expect(await app.db.read.count(FlowInstance, {})).toBe(1)
  })
})
