import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { process as contract } from '@pitlane/contract'
import type { Flow, FlowNode } from '@pitlane/process'
import { command, openTasks } from '../../server/src/modules/process'
import { isRetryable, sqlInstant } from '../../server/src/platform/sql'
import { callerOf, type TestApp } from '../support/app'
import { flowFaults } from '../support/flow-faults'
import { end, publish, starter, task } from '../support/flow-scene'
import { given } from '../support/given'
import { openRealServers, type RealServers } from '../support/real-servers'
import { until } from '../support/until'

/** So long servers are killed, and until so many are; a machine with much to do needs longer to start them. */
const CHAOS_MS = 30_000
const KILLS = 4
const CLIENTS = 8
const TICKS = 20
const TASKS = 8
/** A server is killed at most so long after the next one is up. */
const LIFE_MS = 1500

let t: TestApp
let real: RealServers
beforeEach(async () => {
  real = await openRealServers()
  t = real.t
})
afterEach(() => real.close())

/** Waits that are due at once beside tasks of people; each wait and each task asks the world for something. */
function chaos(): Flow {
  const nodes: Record<string, FlowNode> = {}
  for (let i = 1; i <= TICKS; i++) {
    const on = i === TICKS ? {} : { next: `w${i + 1}` }
    nodes[`w${i}`] = { t: 'wait', for: { duration: { n: 0, unit: 'minute' } }, next: `p${i}` }
    nodes[`p${i}`] = { t: 'act', effect: 'ping', ...on }
  }
  for (let i = 1; i <= TASKS; i++) nodes[`a${i}`] = task(i === TASKS ? undefined : `a${i + 1}`)
  const both: FlowNode = { t: 'parallel', branches: ['w1', 'a1'], next: 'z' }
  return { key: 'chaos', version: 1, start: 'both', nodes: { both, ...nodes, z: end() } }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Servers that come and go. */
interface Field {
  url: string | undefined
  kills: number
  isOver: boolean
}

/** The next server is up before the last one dies, at some moment of its work. */
async function killServers(field: Field): Promise<void> {
  const endsAt = Date.now() + CHAOS_MS
  let last = await real.start('web,worker')
  field.url = last.url
  while (Date.now() < endsAt || field.kills < KILLS) {
    const next = await real.start('web,worker')
    field.url = next.url
    await pause(Math.random() * LIFE_MS)
    await last.kill()
    field.kills++
    last = next
  }
}

/** The minute of dead ones' leases passes: in the rows, so that nobody has to wait; living ones get company by it. */
async function passLeases(is: { stop: boolean }): Promise<void> {
  while (!is.stop) {
    const now = sqlInstant(new Date())
    const sql = "update job set lease_until = 0, run_at = ? where kind = 'process.fire_timers'"
    await t.world.app.db.tx((tx) => tx.put(sql, [now])).catch(() => undefined)
    await pause(400)
  }
}

interface Told {
  readonly instances: string[]
  /** Ids of tasks whose completion was answered. */
  readonly done: string[]
  readonly strange: string[]
}

/** Asks with the same key until somebody answers. */
async function ask(field: Field, token: string, taskId: string, rev: number, told: Told): Promise<void> {
  const call = { params: { taskId }, body: { requestId: randomUUID(), rev, outcome: 'ok' } }
  for (;;) {
    const answer = await callerOf(String(field.url))
      .call(contract.complete, call, token)
      .catch(() => undefined)
    if (answer?.status === 200) {
      told.done.push(taskId)
      return
    }
    if (answer && answer.status < 500) {
      told.strange.push(`${answer.status} ${answer.problem.code}`)
      return
    }
    await pause(50)
  }
}

async function begin(storeId: string): Promise<string> {
  const cause = randomUUID()
  for (;;) {
    const begun = await starter(t, storeId)('chaos', { cause }).catch((e: unknown) => {
      if (!isRetryable(e)) throw e
    })
    if (begun) return begun.instanceId
    await pause(20)
  }
}

/** The same, by a process that lives. */
async function tell(instanceId: string, taskId: string, told: Told): Promise<void> {
  const { app } = t.world
  const by = { actor: { kind: 'system', name: 'test' }, requestId: randomUUID() } as const
  const done = { type: 'complete', task: taskId, outcome: 'ok' } as const
  for (;;) {
    const answer = await app.db
      .tx((tx) => command(app, tx, instanceId, done, by))
      .catch((e: unknown) => {
        // SQLite has one writer, and another process is it.
        if (!isRetryable(e)) throw e
      })
    await pause(20)
    if (answer) return void told.done.push(taskId)
  }
}

/** Starts flows and does their tasks, one after another, until time is over. */
async function client(field: Field, storeId: string, token: string | undefined, told: Told): Promise<void> {
  while (!field.isOver) {
    const instanceId = await begin(storeId)
    told.instances.push(instanceId)
    for (let i = 1; i <= TASKS; i++) {
      const [open] = await openTasks(t.world.app.db.read, { instanceId, nodes: [`a${i}`] })
      if (!open) told.strange.push(`no task a${i}`)
      else if (token === undefined) await tell(instanceId, open.id, told)
      else await ask(field, token, open.id, open.rev, told)
    }
  }
}

const count = async (sql: string): Promise<number> =>
  Number((await t.world.app.db.read.rows<{ n: number }>(`select count(*) as n from ${sql}`))[0]?.n)

describe('servers killed while flows run', () => {
  it('lose nothing, do nothing twice and leave no gap in any history', async () => {
    const storeId = (await given(t).store()).id
    const { token } = await given(t).staff('svc_mgr', 'store', storeId)
    await publish(t, chaos())
    const field: Field = { url: undefined, kills: 0, isOver: false }
    const told: Told = { instances: [], done: [], strange: [] }
    const isPassing = { stop: false }
    const leases = passLeases(isPassing)
    const killing = killServers(field).finally(() => {
      field.isOver = true
    })
    const clients = Array.from({ length: CLIENTS }, (_, i) => (i % 4 === 0 ? undefined : token))
    await until('a server is there', () => Promise.resolve(field.url !== undefined), 60_000)
    await Promise.all(clients.map((by) => client(field, storeId, by, told)))
    await killing
    const hasEnded = async () => (await count("flow_instance where status = 'running'")) === 0
    await until('all flows have come to their end', hasEnded, 60_000)
    isPassing.stop = true
    await leases

    expect(told.strange).toEqual([])
    for (const id of told.instances) expect(await flowFaults(t.world.app.db.read, id)).toEqual([])
    const flows = told.instances.length
    expect(new Set(told.done).size).toBe(flows * TASKS)
    expect(await count("flow_task where status = 'done'")).toBe(flows * TASKS)
    expect(await count("flow_event where type = 'taskDone'")).toBe(flows * TASKS)
    expect(await count("flow_event where type = 'timerFired'")).toBe(flows * TICKS)
    expect(await count('flow_timer')).toBe(0)
    expect(await count("outbox_event where type = 'flow.effect'")).toBe(flows * TICKS)
    expect(await count("outbox_event where type = 'flow.ended'")).toBe(flows)
    expect(await count('job_dead')).toBe(0)
    if (process.env['TALLY'] !== undefined)
      console.log(`${field.kills} servers killed, ${flows} flows, ${flows * TASKS} commands, ${flows * TICKS} timers`)
  }, 240_000)
})
