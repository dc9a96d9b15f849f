import { AppError, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { announceWorkorder } from './announcing'
import { changeWorkorder, isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { JobLine } from './job.entity'
import { findJobs } from './job.queries'
import { canDo, type WorkorderCommand } from './lifecycle'
import { expireRemovals } from './removal-expiring.service'
import { Addon, type Workorder } from './workorder.entity'

/** A command to a job as it came in. */
export interface JobAsk {
  readonly jobId: string
  readonly workorderId: string
  readonly command: Extract<
    WorkorderCommand,
    'dispatch' | 'withdrawDispatch' | 'outsourceJob' | 'receiveJob' | 'work' | 'checkJob'
  >
  /** For the audit log: `dispatch`, `start_job` … */
  readonly action: string
  readonly actor: StaffActor
  readonly requestId: string
  readonly seen: number
  readonly from: readonly JobLine['state'][]
  /** Why, where it was said. */
  readonly reason?: string | undefined
  /** Locks that come before that of the work order: the gate of a day. */
  readonly before?: (tx: Tx) => Promise<void>
}

export interface OnJob {
  readonly tx: Tx
  readonly workorder: Workorder
  readonly job: JobLine
}

/**
 * Carries out a command to a job once, in one transaction: lock, repeat, version, states, work, audit. A repeat of the same
 * request answers with the job as it stands. Throws `workorder.job_changed` and `workorder.wrong_state`.
 */
export async function carryOutOnJob(
  app: App,
  ask: JobAsk,
  work: (on: OnJob) => Promise<Partial<JobLine>>,
): Promise<JobLine> {
  return app.db.tx(async (tx) => {
    await ask.before?.(tx)
    const workorder = await lockWorkorder(app, tx, ask.workorderId)
    const job = await requireJob(tx, ask.jobId)
    const { workorderId, requestId, action } = ask
    if (await isRepeat(app, tx, { workorderId, requestId, command: action })) return job
    if (ask.seen !== job.version) throw new AppError('workorder.job_changed')
    if (!canDo(ask.command, workorder.state) || !ask.from.includes(job.state))
      throw new AppError('workorder.wrong_state')
    const set = { ...(await work({ tx, workorder, job })), version: job.version + 1 }
    await tx.update(JobLine, { id: job.id }, set)
    const changed = { ...job, ...set }
    await audit(tx, app.clock.now(), {
      ...{ actor: ask.actor, action: `workorder.${action}`, subject: { type: 'job_line', id: job.id } },
      ...{ storeId: job.storeId, requestId, reason: ask.reason },
      ...{ before: standing(job), after: standing(changed) },
    })
    announceWorkorder(tx, workorder, action)
    return changed
  })
}

const standing = ({ state, technicianIds, bayId, pauseReason }: JobLine) => ({
  state,
  technicianIds,
  bayId,
  pauseReason,
})

async function requireJob(tx: Tx, id: string): Promise<JobLine> {
  const job = await tx.findOne(JobLine, { id })
  if (!job) throw new AppError('workorder.not_found')
  return job
}

/** More to do that nobody has decided. What may be left out does not keep the work from being over. */
export const countOpenAddons = (tx: Tx, workorderId: string): Promise<number> =>
  tx
    .find(Addon, { where: { workorderId, kind: 'extra', state: In(['draft', 'pending']) } })
    .then(({ length }) => length)

/**
 * The work is over once every job is done and no add-on is open: then the car waits for its final check. Call it behind the lock,
 * after the job was written; `done` is what has not been written yet.
 */
export async function endWork(app: App, tx: Tx, workorder: Workorder, done?: string): Promise<Workorder> {
  if (workorder.state !== 'in_progress') return workorder
  const jobs = (await findJobs(tx, workorder.id)).filter(({ state }) => state !== 'cancelled')
  const isDone = ({ id, state }: JobLine) => id === done || state === 'done' || state === 'passed'
  if (jobs.length === 0 || !jobs.every(isDone)) return workorder
  if ((await countOpenAddons(tx, workorder.id)) > 0) return workorder
  await expireRemovals(app, tx, workorder)
  const workDoneAt = app.clock.now()
  const by = { kind: 'system', name: 'workshop' } as const
  await note(app, tx, workorder.id, {
    ...{ kind: 'work_done', by, staff: '全部项目完工，待终检', owner: '施工完成，正在质检' },
  })
  tx.enqueue({ kind: 'workorder.finish_booking', payload: { workorderId: workorder.id }, runAt: workDoneAt })
  return changeWorkorder(app, tx, workorder, { state: 'work_done', workDoneAt })
}
