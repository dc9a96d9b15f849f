import { ops } from '@pitlane/contract'
import { bind } from './bind'
import { newId } from './id'
import { AuditLog, Job, JobDead, platformTables } from './platform-tables'
import type { Module } from './module'

/** The platform's own tables and what operators may see and do: jobs that gave up. */
export const operationsModule: Module = {
  name: 'operations',
  tables: platformTables as never,
  routes: [
    bind(ops.deadJobs, async (app) => {
      const rows = await app.db.read.find(JobDead, { order: { diedAt: 'DESC' }, take: 100 })
      return rows.map(({ id, kind, attempts, error, diedAt }) => ({
        id,
        kind,
        attempts,
        error,
        diedAt: diedAt.toISOString(),
      }))
    }),
    bind(ops.auditTrail, async (app, { query }) => {
      const rows = await app.db.read.find(AuditLog, { where: query, order: { id: 'DESC' }, take: 200 })
      return rows.map((row) => ({ ...row, at: row.at.toISOString(), before: row.stateBefore, after: row.stateAfter }))
    }),
    bind(ops.retryJob, (app, { params }) =>
      app.db.tx(async (tx) => {
        const dead = await tx.findOne(JobDead, { id: params.jobId })
        if (!dead || (await tx.delete(JobDead, { id: dead.id })) === 0) return { isQueued: false }
        const now = app.clock.now()
        const { kind, payload } = dead
        await tx.insert(Job, {
          ...{ id: newId(), kind, dedupe: null, payload, runAt: now },
          ...{ leaseBy: null, leaseUntil: 0, attempts: 0, createdAt: now },
        })
        return { isQueued: true }
      }),
    ),
  ],
}
