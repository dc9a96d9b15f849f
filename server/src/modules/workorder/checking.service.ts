import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { attach } from '../files'
import { readRoster, requireStore } from '../store'
import { checkBarOf } from './check-bar'
import { note } from './entry.service'
import { carryOutOnJob, endWork, type OnJob } from './floor.service'
import { completeStep, takeBackJob } from './flow.service'
import type { JobLine } from './job.entity'
import { findRuns, JOB, workersOf } from './job.queries'
import { ownTechnicianIds } from './own-jobs.queries'
import { requireReachableJob } from './reaching.service'

type Order = Body<typeof contract.checkJob>

/**
 * A colleague looks at a job that was finished (互检): then it is done, or the same people do it again. Throws
 * `workorder.check_own_work`, `workorder.not_qualified`, `workorder.reason_missing`, and as {@link carryOutOnJob}.
 */
export async function checkJob(app: App, by: StaffActor, jobId: string, order: Order): Promise<JobLine> {
  const { workorderId, storeId } = await requireReachableJob(app, by, 'workorder.check', jobId)
  const mine = await ownTechnicianIds(app, by, storeId)
  const ask = {
    ...({ jobId, workorderId, command: 'checkJob', action: 'check_job', actor: by } as const),
    ...({ requestId: order.requestId, seen: order.version, from: ['checking'] } as const),
    ...{ reason: order.reason || undefined },
  }
  return carryOutOnJob(app, ask, async (on) => {
    await assertMayCheck(app, on, mine)
    if (!order.isPassed && (order.reason === '' || order.photoIds.length === 0))
      throw new AppError('workorder.reason_missing')
    const owner = { kind: 'staff', id: by.staffId } as const
    await attach(on.tx, { fileIds: order.photoIds, owner, subject: { type: JOB, id: jobId, purpose: 'workshop' } })
    return order.isPassed ? pass(app, on, by, order) : sendBack(app, on, by, order)
  })
}

async function assertMayCheck(app: App, { tx, job }: OnJob, mine: readonly string[]): Promise<void> {
  const { timeZone } = await requireStore(tx, job.storeId)
  const roster = await readRoster(tx, job.storeId)
  const { day } = toLocal(app.clock.now(), timeZone)
  const bar = checkBarOf(job, workersOf([job], await findRuns(tx, [job.id])), { mine, roster, day })
  if (bar) throw new AppError(bar)
}

async function pass(app: App, { tx, workorder, job }: OnJob, by: StaffActor, order: Order): Promise<Partial<JobLine>> {
  const { photoIds, reason } = order
  await note(app, tx, workorder.id, {
    ...{ kind: 'check_passed', by, photoIds, staff: `「${job.name}」互检通过${reason ? `：${reason}` : ''}` },
    owner: `${job.name}：互检通过`,
  })
  const step = { node: 'crossCheck', item: job.id, outcome: 'done', actor: by, photos: photoIds } as const
  await completeStep(app, tx, workorder, step)
  await endWork(app, tx, workorder, job.id)
  return { state: 'done', checkedBy: by.staffId }
}

async function sendBack(app: App, on: OnJob, by: StaffActor, order: Order): Promise<Partial<JobLine>> {
  const { tx, workorder, job } = on
  const { photoIds, reason } = order
  await note(app, tx, workorder.id, {
    ...{ kind: 'check_failed', by, photoIds, staff: `互检退回「${job.name}」：${reason}` },
    owner: `互检发现需复做：${job.name}，正在重新施工`,
  })
  const proof = { reason, photos: photoIds }
  await completeStep(app, tx, workorder, {
    ...{ node: 'crossCheck', item: job.id, outcome: 'rejected', actor: by },
    ...proof,
  })
  const again = { rejections: job.rejections + 1, doneAt: null, checkedBy: null }
  if (job.vendor === null) return { ...again, state: 'assigned' }
  // Nobody of the house has done it: the foreman decides anew who does.
  await takeBackJob(app, tx, workorder, job.id)
  return { ...again, state: 'new', vendor: null, vendorDueAt: null }
}
