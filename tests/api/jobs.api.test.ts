import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../server/src/platform/app'
import { runDueJobs } from '../../server/src/platform/jobs'
import { Job, JobDead } from '../../server/src/platform/platform-tables'
import { startWorker } from '../../server/src/platform/worker'
import { startTestApp, type TestApp } from '../support/app'
import { until } from '../support/until'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  jest.useRealTimers()
  await t.stop()
})

const doNotFake = [
  ...(['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] as const),
  ...(['Date', 'hrtime', 'performance'] as const),
]

/** The registry of a running server is read-only; tests add handlers of their own. */
const handle = (handler: JobHandler) => (t.world.app.handlers as Map<string, JobHandler>).set(handler.kind, handler)

const enqueue = (kind: string, runAt = t.clock.now(), payload = {}) =>
  t.world.app.db.tx(async (tx) => tx.enqueue({ kind, payload, runAt }))

describe('background jobs', () => {
  it('run when they are due, not before, and once', async () => {
    const ran: unknown[] = []
    handle({
      kind: 'test.once',
      run: async (_app, payload) => {
        ran.push(payload['n'])
      },
    })
    await enqueue('test.once', new Date(t.clock.now().getTime() + HOUR_MS), { n: 1 })
    await t.settle()
    expect(ran).toEqual([])
    t.clock.pass(HOUR_MS)
    await t.settle()
    await t.settle()
    expect(ran).toEqual([1])
  })

  it('are done exactly once by eight workers at the same time', async () => {
    const done: number[] = []
    handle({
      kind: 'test.many',
      inTx: async (_app, tx, payload) => {
        await tx.run('update job set attempts = attempts where id = ?', ['nobody'])
        done.push(Number(payload['n']))
      },
    })
    for (let n = 0; n < 60; n++) await enqueue('test.many', t.clock.now(), { n })
    const worker = async () => {
      for (let idle = 0; idle < 3;) idle = (await runDueJobs(t.world.app)) === 0 ? idle + 1 : 0
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    expect(await t.world.app.db.read.count(Job, { kind: 'test.many' })).toBe(0)
    expect([...new Set(done)]).toHaveLength(60)
  })

  it('leave no trace of a try that failed inside its transaction', async () => {
    let tries = 0
    handle({
      kind: 'test.effect',
      inTx: async (_app, tx) => {
        tx.emit({ type: 'test.effect' })
        if (++tries === 1) throw new Error('not yet')
      },
    })
    await enqueue('test.effect')
    await t.settle()
    t.clock.pass(MINUTE_MS)
    await t.settle()
    const [row] = await t.world.app.db.read.rows<{ n: number }>(
      "select count(*) as n from outbox_event where type = 'test.effect'",
    )
    expect(Number(row?.n)).toBe(1)
  })

  it('back off longer after each failure, die after eight, and can be put back to work', async () => {
    let isBroken = true
    handle({
      kind: 'test.broken',
      run: () => (isBroken ? Promise.reject(new Error('the vendor is down')) : Promise.resolve()),
    })
    await enqueue('test.broken')
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      await t.settle()
      const [job] = await t.world.app.db.read.find(Job, { where: { kind: 'test.broken' } })
      if (job) waits.push((job.runAt.getTime() - t.clock.now().getTime()) / 1000)
      t.clock.pass(2 * HOUR_MS)
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920])
    const [dead] = await t.world.app.db.read.find(JobDead, {})
    expect(dead).toMatchObject({ kind: 'test.broken', attempts: 8, error: 'Error: the vendor is down' })
    isBroken = false
  })

  it('come back to another worker when theirs was killed', async () => {
    let ran = 0
    handle({
      kind: 'test.orphan',
      run: async () => {
        ran++
      },
    })
    await enqueue('test.orphan')
    const until = t.clock.now().getTime() + MINUTE_MS
    await t.world.app.db.tx((tx) =>
      tx.run("update job set lease_by = 'KILLED', lease_until = ?, attempts = 1 where kind = 'test.orphan'", [until]),
    )
    await t.settle()
    expect(ran).toBe(0)
    t.clock.pass(MINUTE_MS + 1)
    await t.settle()
    expect(ran).toBe(1)
  })

  it('stay with a worker that takes long over them, and leave one that hangs', async () => {
    let begun = 0
    let finish: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (finish = resolve))
    handle({
      kind: 'test.long',
      run: async () => {
        begun++
        await gate
      },
    })
    await enqueue('test.long')
    // Only the heartbeat stands still: all else waits for the database as it does.
    jest.useFakeTimers({ doNotFake })
    const first = runDueJobs(t.world.app)
    await until('it has begun', () => Promise.resolve(begun === 1))
    const leaseEnds = async () => (await t.world.app.db.read.findOne(Job, { kind: 'test.long' }))?.leaseUntil
    const beat = () => {
      t.clock.pass(10 * SECOND_MS)
      jest.advanceTimersByTime(10 * SECOND_MS)
    }
    expect(await leaseEnds()).toBe(t.clock.now().getTime() + 30 * SECOND_MS)
    for (let i = 0; i < 5; i++) {
      beat()
      const renewed = t.clock.now().getTime() + 30 * SECOND_MS
      await until('its lease is renewed', async () => (await leaseEnds()) === renewed)
    }
    expect(await runDueJobs(t.world.app)).toBe(0)
    t.clock.pass(15 * MINUTE_MS)
    beat()
    const second = runDueJobs(t.world.app)
    await until('another worker has it', () => Promise.resolve(begun === 2))
    finish()
    expect(await Promise.all([first, second])).toEqual([1, 1])
    expect(await t.world.app.db.read.count(Job, { kind: 'test.long' })).toBe(0)
  })

  it('do not commit for a worker that lost its lease meanwhile', async () => {
    handle({
      kind: 'test.slow',
      inTx: async (_app, tx) => tx.emit({ type: 'test.slow' }),
    })
    await enqueue('test.slow')
    const [job] = await t.world.app.db.read.find(Job, { where: { kind: 'test.slow' } })
    const original = t.world.app.db.read.find.bind(t.world.app.db.read)
    const stolen = {
      ...t.world.app.db,
      get read() {
        return {
          ...t.world.app.db.read,
          find: async (...args: Parameters<typeof original>) => {
            const rows = await original(...args)
            await t.world.app.db.tx((tx) => tx.run("update job set lease_by = 'THIEF' where id = ?", [job?.id]))
            return rows
          },
        }
      },
    }
    await runDueJobs({ ...t.world.app, db: stolen as typeof t.world.app.db })
    expect(await t.world.app.db.read.count(Job, { kind: 'test.slow' })).toBe(1)
    const [row] = await t.world.app.db.read.rows<{ n: number }>(
      "select count(*) as n from outbox_event where type = 'test.slow'",
    )
    expect(Number(row?.n)).toBe(0)
  })

  it('that recur live once and move to their next turn', async () => {
    let ran = 0
    handle({
      kind: 'test.nightly',
      everyMs: HOUR_MS,
      run: async () => {
        ran++
      },
    })
    const worker = startWorker(t.world.app)
    const other = startWorker(t.world.app)
    for (let i = 0; i < 100 && ran === 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    await worker.stop()
    await other.stop()
    expect(ran).toBe(1)
    const rows = await t.world.app.db.read.find(Job, { where: { kind: 'test.nightly' } })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.runAt.getTime()).toBe(t.clock.now().getTime() + HOUR_MS)
  })
})
