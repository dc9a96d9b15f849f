import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import type { Command } from '@pitlane/process'
import { command, eventsOf, openTasks } from '../../server/src/modules/process'
import { reportDeadEffects } from '../../server/src/modules/process/dead-effect.service'
import {
  FlowCommand,
  FlowEffect,
  FlowEventRow,
  FlowIncident,
  FlowInstance,
  FlowTask,
} from '../../server/src/modules/process/process.entity'
import { sweepNightly } from '../../server/src/modules/process/process.jobs'
import { sweepFlows } from '../../server/src/modules/process/retention.service'
import type { App } from '../../server/src/platform/app'
import { newId } from '../../server/src/platform/id'
import { JobDead, OutboxEvent } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { flowFaults } from '../support/flow-faults'
import { end, flow, publish, starter, task } from '../support/flow-scene'
import { given } from '../support/given'

let t: TestApp
let begin: ReturnType<typeof starter>
beforeEach(async () => {
  t = await startTestApp()
  begin = starter(t, (await given(t).store()).id)
})
afterEach(() => t.stop())

const SEVEN_YEARS = 7 * 366 * DAY_MS
const db = () => t.world.app.db.read
const tell = (instanceId: string, wanted: Command, requestId: string) => {
  const by = { actor: { kind: 'system', name: 'test' } as const, requestId }
  return t.world.app.db.tx((tx) => command(t.world.app, tx, instanceId, wanted, by))
}

/** What completes the task of a flow that stands at one. */
async function completion(instanceId: string): Promise<Command> {
  const [open] = await openTasks(db(), { instanceId })
  return { type: 'complete', task: String(open?.id), outcome: 'ok' }
}

/** A flow that has ended with the command `r1`, and one that stands at its second task after the same. */
async function scene() {
  await publish(t, flow('short', { ask: { t: 'act', effect: 'ping', next: 'a' }, a: task('z'), z: end() }))
  await publish(t, flow('long', { a: task('b'), b: task('z'), z: end() }))
  const [over, running] = [(await begin('short')).instanceId, (await begin('long')).instanceId]
  const wanted = { over: await completion(over), running: await completion(running) }
  const first = { over: await tell(over, wanted.over, 'r1'), running: await tell(running, wanted.running, 'r1') }
  expect(first.over.instance.status).toBe('ended')
  const again = {
    over: () => tell(over, wanted.over, 'r1'),
    running: () => tell(running, wanted.running, 'r1'),
  }
  return { over, running, first, again }
}

describe('records of commands', () => {
  it('answer repeats for thirty days, and those of running flows for ever', async () => {
    const { over, running, first, again } = await scene()
    t.clock.pass(30 * DAY_MS - MINUTE_MS)
    expect(await sweepFlows(t.world.app)).toEqual({ commands: 0, histories: 0 })
    const repeat = await again.over()
    expect(repeat).toMatchObject({ isRepeat: true, effects: [] })
    expect(repeat.events).toEqual(first.over.events)

    t.clock.pass(2 * MINUTE_MS)
    expect(await sweepFlows(t.world.app)).toEqual({ commands: 1, histories: 0 })
    expect((await again.running()).isRepeat).toBe(true)
    // What comes later than that finds the flow ended, and does nothing a second time.
    const before = await eventsOf(db(), over)
    await expect(again.over()).rejects.toMatchObject({ code: 'process.not_running' })
    expect(await eventsOf(db(), over)).toEqual(before)
    expect(await db().find(FlowCommand, {})).toMatchObject([{ instanceId: running }])
    for (const id of [over, running]) expect(await flowFaults(db(), id)).toEqual([])
  })

  it('go in batches, by several workers at once, and after one that died on its way', async () => {
    const { over, running } = await scene()
    const row = (instanceId: string, i: number) => ({
      ...{ id: `${instanceId}:many${i}`, instanceId, digest: 'x', seqFrom: 0, seqTo: 0 },
      at: new Date(t.clock.now().getTime() + Math.floor(i / 100)),
    })
    const many = Array.from({ length: 1300 }, (_, i) => i)
    await t.world.app.db.tx(async (tx) => {
      for (const id of [over, running])
        await tx.insert(
          FlowCommand,
          many.map((i) => row(id, i)),
        )
    })
    t.clock.pass(31 * DAY_MS)
    const { app } = t.world
    let batches = 0
    const dying: App = {
      ...app,
      db: {
        ...app.db,
        get read() {
          return app.db.read
        },
        tx: (work) => (++batches === 2 ? Promise.reject(new Error('killed')) : app.db.tx(work)),
      },
    }
    await expect(sweepFlows(dying)).rejects.toThrow('killed')
    expect(await db().count(FlowCommand, { instanceId: over })).toBe(801)
    const swept = await Promise.all([sweepFlows(app), sweepFlows(app), sweepFlows(app)])
    expect(swept.reduce((sum, { commands }) => sum + commands, 0)).toBe(801)
    expect(await db().count(FlowCommand, { instanceId: over })).toBe(0)
    expect(await db().count(FlowCommand, { instanceId: running })).toBe(1301)
  })

  it('stay where a dead effect was reported by them: it is not reported anew', async () => {
    const { over } = await scene()
    const [sent] = await db().find(OutboxEvent, { where: { type: 'flow.effect' } })
    const dead = { id: newId(), kind: 'on:test.ping', payload: sent?.payload ?? {}, attempts: 8, error: 'no line' }
    await t.world.app.db.tx((tx) => tx.insert(JobDead, { ...dead, diedAt: t.clock.now() }))
    await reportDeadEffects(t.world.app)
    const [incident] = await db().find(FlowIncident, { where: { instanceId: over } })
    await tell(over, { type: 'effectRetried', incident: String(incident?.id) }, 'resume')
    t.clock.pass(31 * DAY_MS)
    expect(await sweepFlows(t.world.app)).toEqual({ commands: 2, histories: 0 })
    await reportDeadEffects(t.world.app)
    expect(await db().find(FlowIncident, { where: { instanceId: over } })).toMatchObject([{ state: 'closed' }])
  })
})

describe('the history of a flow', () => {
  it('is kept for six years after its end, and for as long as it runs', async () => {
    const { over, running } = await scene()
    const before = await eventsOf(db(), running)
    t.clock.pass(6 * 365 * DAY_MS)
    expect(await sweepFlows(t.world.app)).toMatchObject({ histories: 0 })
    expect(await flowFaults(db(), over)).toEqual([])
    t.clock.pass(366 * DAY_MS)
    const swept = await Promise.all([1, 2, 3].map(() => sweepFlows(t.world.app)))
    expect(swept.reduce((sum, { histories }) => sum + histories, 0)).toBe(1)
    expect(await db().count(FlowEventRow, { instanceId: over })).toBe(0)
    expect(await db().count(FlowEffect, { instanceId: over })).toBe(0)
    expect(await db().count(FlowTask, { instanceId: over, status: 'done' })).toBe(1)
    expect(await eventsOf(db(), running)).toEqual(before)
    expect(await flowFaults(db(), running)).toEqual([])
    expect(await sweepFlows(t.world.app)).toEqual({ commands: 0, histories: 0 })
    // Its occasion is over for good, also without a history.
    expect(await begin('short')).toMatchObject({ instanceId: over, isRepeat: true, events: [] })
  })

  it('is kept while something of it is stuck, and goes when that was mended', async () => {
    const { over } = await scene()
    const dedupe = String((await db().findOne(FlowEffect, { instanceId: over }))?.dedupe)
    await tell(over, { type: 'effectFailed', dedupe, error: 'no line' }, 'failed')
    t.clock.pass(SEVEN_YEARS)
    expect(await sweepFlows(t.world.app)).toMatchObject({ histories: 0 })
    const [incident] = await db().find(FlowIncident, { where: { instanceId: over } })
    await tell(over, { type: 'effectRetried', incident: String(incident?.id) }, 'resume')
    expect(await sweepFlows(t.world.app)).toMatchObject({ histories: 1 })
  })

  it('is looked through by night only', async () => {
    const { over } = await scene()
    const sweep = 'run' in sweepNightly ? sweepNightly.run : undefined
    const gone = async () => (await db().findOne(FlowInstance, { id: over }))?.historyGoneAt
    t.clock.pass(SEVEN_YEARS)
    await sweep?.(t.world.app, {})
    expect(await gone()).toBeNull()
    // From nine in the morning to three in the night.
    t.clock.pass(18 * HOUR_MS)
    await sweep?.(t.world.app, {})
    expect(await gone()).toEqual(t.clock.now())
  })
})
