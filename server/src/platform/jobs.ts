import { MINUTE_MS, SECOND_MS } from '@pitlane/kernel'
import type { App } from './app'
import type { Tx } from './database'
import { describeFault } from './log'
import { newId } from './id'
import { Job, JobDead } from './platform-tables'
import { marks, readInstant } from './sql'

/** So long a dead worker's jobs wait for another one. */
const LEASE_MS = 30 * SECOND_MS
const RENEW_MS = 10 * SECOND_MS
/** A handler that hangs loses its job after so long, although its worker lives. */
const HELD_AT_MOST_MS = 15 * MINUTE_MS
const BATCH = 20
const MAX_ATTEMPTS = 8
const FIRST_BACKOFF_MS = 30 * SECOND_MS
const MAX_BACKOFF_MS = 60 * MINUTE_MS

const backoffMs = (attempts: number): number => Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1))

/** Makes sure that each recurring job exists once. */
export async function plantRecurring(app: App): Promise<void> {
  const now = app.clock.now()
  for (const { kind, everyMs } of app.handlers.values()) {
    if (everyMs === undefined) continue
    await app.db
      .tx(async (tx) => {
        if (await tx.findOne(Job, { dedupe: kind })) return
        await tx.insert(Job, {
          ...{ id: newId(), kind, dedupe: kind, payload: {}, runAt: now },
          ...{ leaseBy: null, leaseUntil: 0, attempts: 0, createdAt: now },
        })
      })
      .catch((e: unknown) => app.log.debug({ fault: describeFault(e) }, 'another process planted the job first'))
  }
}

/**
 * Takes and runs up to {@link BATCH} due jobs; returns how many it took. Look, then take: a plain read, a shuffle, and a
 * guarded update with a fresh token. No SKIP LOCKED, which TiDB silently ignores (pingcap/tidb #69720).
 */
export async function runDueJobs(app: App): Promise<number> {
  const jobs = await take(app)
  const held = holdLeases(app, jobs)
  try {
    await Promise.all(jobs.map((job) => runOne(app, job, () => held.letGo(job))))
  } finally {
    held.end()
  }
  return jobs.length
}

/**
 * Renews the leases of jobs that are being done. Those that run in a transaction need none: it has their rows, and a heartbeat would
 * wait for it.
 */
function holdLeases(app: App, jobs: readonly Job[]) {
  const since = app.clock.now().getTime()
  const held = new Set(jobs.filter(({ kind }) => 'run' in (app.handlers.get(kind) ?? {})))
  const heartbeat = setInterval(() => {
    const now = app.clock.now().getTime()
    if (held.size === 0 || now - since > HELD_AT_MOST_MS) return
    renew(app, [...held], now + LEASE_MS).catch((e: unknown) =>
      app.log.warn({ fault: describeFault(e) }, 'leases could not be renewed'),
    )
  }, RENEW_MS)
  heartbeat.unref()
  return { letGo: (job: Job) => held.delete(job), end: () => clearInterval(heartbeat) }
}

/** Jobs that another worker has taken meanwhile stay with it. */
const renew = (app: App, jobs: readonly Job[], until: number): Promise<void> =>
  app.db.tx((tx) =>
    tx.put(`update job set lease_until = ? where id in (${marks(jobs.length)}) and lease_by = ?`, [
      ...[until, ...jobs.map(({ id }) => id), jobs[0]?.leaseBy],
    ]),
  )

async function take(app: App): Promise<Job[]> {
  const now = app.clock.now()
  const due = await app.db.read.rows<{ id: string }>(
    'select id from job where run_at <= ? and lease_until < ? order by run_at limit ?',
    [now.toISOString().slice(0, 23).replace('T', ' '), now.getTime(), 3 * BATCH],
  )
  if (due.length === 0) return []
  const ids = due
    .map((row) => ({ id: row.id, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, BATCH)
    .map((row) => row.id)
  const token = newId()
  await app.db.tx((tx) =>
    tx.run(
      `update job set lease_by = ?, lease_until = ?, attempts = attempts + 1 where id in (${marks(ids.length)}) and lease_until < ?`,
      [token, now.getTime() + LEASE_MS, ...ids, now.getTime()],
    ),
  )
  return app.db.read.find(Job, { where: { leaseBy: token } })
}

async function runOne(app: App, job: Job, letGo: () => void): Promise<void> {
  const handler = app.handlers.get(job.kind)
  const end = app.metrics.jobSeconds.startTimer({ kind: job.kind })
  try {
    if (!handler) throw new Error(`nobody handles ${job.kind}`)
    if ('inTx' in handler) {
      await app.db.tx(async (tx) => {
        await release(app, tx, job, handler.everyMs)
        await handler.inTx(app, tx, job.payload)
      })
    } else {
      await handler.run(app, job.payload)
      letGo()
      await app.db.tx((tx) => release(app, tx, job, handler.everyMs))
    }
    end({ outcome: 'done' })
  } catch (e) {
    end({ outcome: 'failed' })
    letGo()
    await fail(app, job, e)
  }
}

class LeaseLost extends Error {}

/** Deletes the job, or moves a recurring one to its next turn, but only while this worker still holds it. */
async function release(app: App, tx: Tx, job: Job, everyMs: number | undefined): Promise<void> {
  const mine = { id: job.id, leaseBy: job.leaseBy }
  const matched =
    everyMs === undefined
      ? await tx.delete(Job, mine as never)
      : await tx.update(Job, mine as never, {
          ...{ runAt: new Date(app.clock.now().getTime() + everyMs), leaseBy: null, leaseUntil: 0, attempts: 0 },
        })
  if (matched === 0) throw new LeaseLost(job.kind)
}

async function fail(app: App, job: Job, e: unknown): Promise<void> {
  if (e instanceof LeaseLost) return
  const handler = app.handlers.get(job.kind)
  const isDead = job.attempts >= MAX_ATTEMPTS && handler?.everyMs === undefined
  const fault = describeFault(e)
  app.log[isDead ? 'error' : 'warn']({ job: job.id, kind: job.kind, attempts: job.attempts, fault }, 'job failed')
  const mine = { id: job.id, leaseBy: job.leaseBy } as never
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    if (!isDead) {
      const runAt = new Date(now.getTime() + backoffMs(job.attempts))
      await tx.update(Job, mine, { runAt, leaseBy: null, leaseUntil: 0 })
    } else if ((await tx.delete(Job, mine)) > 0) {
      const error = `${fault.name}: ${fault.message}`.slice(0, 500)
      const { id, kind, payload, attempts } = job
      await tx.insert(JobDead, { id, kind, payload, attempts, error, diedAt: now })
    }
  })
}

/** Jobs waiting and dead, and the age of the oldest due one in seconds, for the metrics. */
export async function jobBacklog(app: App): Promise<{ waiting: number; dead: number; lagSeconds: number }> {
  const [row] = await app.db.read.rows<{ n: number; first: Date | string | null }>(
    'select count(*) as n, min(run_at) as first from job',
  )
  const dead = await app.db.read.count(JobDead, {})
  const lagMs = row?.first ? app.clock.now().getTime() - readInstant(row.first).getTime() : 0
  return { waiting: Number(row?.n ?? 0), dead, lagSeconds: Math.max(0, lagMs / SECOND_MS) }
}
