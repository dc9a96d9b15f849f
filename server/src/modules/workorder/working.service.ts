import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { attach } from '../files'
import { findTechnicians, readRoster, requireStore } from '../store'
import { changeWorkorder } from './changing.service'
import { assertTeam } from './dispatch.service'
import { note } from './entry.service'
import { carryOutOnJob, type JobAsk, type OnJob } from './floor.service'
import { completeStep } from './flow.service'
import { handIn } from './handing-in.service'
import type { JobLine } from './job.entity'
import { JOB } from './job.queries'
import { masters, pauseForOwner, pauseForStaff } from './job-words'
import { ownTechnicianIds } from './own-jobs.queries'
import { requireReachableJob } from './reaching.service'
import { doneAtOf, lastChangeOf } from './running'
import { clashOf, closeRuns, lastRuns, openRuns, type Working } from './runs.service'
import { tellWaiting } from './telling.service'

type Start = Body<typeof contract.startJob>
type Pause = Body<typeof contract.pauseJob>
type Finish = Body<typeof contract.finishJob>

interface Deed {
  readonly action: string
  readonly from: JobAsk['from']
  readonly order: Start
}

/** A technician's command to a job of theirs, at the time it was done. Throws `workorder.not_yours` and `workorder.clock_wrong`. */
async function work(
  app: App,
  actor: StaffActor,
  jobId: string,
  { action, from, order: { requestId, version, at: said } }: Deed,
  does: (on: Working) => Promise<Partial<JobLine>>,
): Promise<JobLine> {
  const { workorderId, storeId } = await requireReachableJob(app, actor, 'workorder.work', jobId)
  const mine = await ownTechnicianIds(app, actor, storeId)
  const ask: JobAsk = { jobId, workorderId, command: 'work', action, actor, requestId, seen: version, from }
  return carryOutOnJob(app, ask, async (on) => {
    if (!on.job.technicianIds.some((id) => mine.includes(id))) throw new AppError('workorder.not_yours')
    const runs = await lastRuns(on.tx, on.job)
    const at = doneAtOf(said ? new Date(said) : undefined, app.clock.now(), lastChangeOf(on.job.dispatchedAt, runs))
    if (!at) throw new AppError('workorder.clock_wrong')
    return does({ ...on, at })
  })
}

/**
 * The technician begins, or goes on; the whole team of a job at once, since nobody works on high voltage alone. Certificates count
 * as of today. Throws `workorder.not_qualified`, `workorder.other_running` where one of them works on another car, and
 * `workorder.bay_taken` where another car is worked on in the bay.
 */
export async function startJob(app: App, actor: StaffActor, jobId: string, order: Start): Promise<JobLine> {
  const deed: Deed = { action: 'start_job', from: ['assigned', 'paused'], order }
  try {
    return await work(app, actor, jobId, deed, async (on) => {
      await assertStillQualified(app, on)
      await openRuns(on)
      await noteStart(app, on, actor)
      return { state: 'running', pauseReason: null, startedAt: on.job.startedAt ?? on.at }
    })
  } catch (e) {
    throw clashOf(e) ?? e
  }
}

async function assertStillQualified(app: App, { tx, job }: OnJob): Promise<void> {
  const { timeZone } = await requireStore(tx, job.storeId)
  assertTeam(await readRoster(tx, job.storeId), job, job.technicianIds, toLocal(app.clock.now(), timeZone).day)
}

async function noteStart(app: App, { tx, workorder, job, at }: Working, by: StaffActor): Promise<void> {
  const names = (await findTechnicians(tx, job.technicianIds)).map(({ name }) => name)
  const isFirst = job.state === 'assigned'
  const again = job.rejections > 0 ? '重新' : '开始'
  const verb = isFirst ? again : '继续'
  await note(app, tx, workorder.id, {
    ...{ kind: isFirst ? 'started' : 'resumed', by, at },
    staff: `${names.join('、')}${verb}施工「${job.name}」`,
    owner: `${job.name}：${masters(names)}${verb}施工`,
  })
  if (isFirst) await completeStep(app, tx, workorder, { node: 'begin', item: job.id, outcome: 'done', actor: by })
  if (workorder.state === 'in_progress') return
  await changeWorkorder(app, tx, workorder, { state: 'in_progress', startedAt: workorder.startedAt ?? at })
}

/** The job stands still, with why. The owner hears of waiting for material, and of nothing else that is not theirs. */
export function pauseJob(app: App, actor: StaffActor, jobId: string, order: Pause): Promise<JobLine> {
  const deed: Deed = { action: 'pause_job', from: ['running'], order }
  return work(app, actor, jobId, deed, async (on) => {
    const { tx, workorder, job, at } = on
    await closeRuns(on, order.reason)
    await note(app, tx, workorder.id, {
      ...{ kind: 'paused', by: actor, at, staff: pauseForStaff(order.reason, job.name, order.note) },
      owner: pauseForOwner(order.reason, job.name),
    })
    if (order.reason === 'parts')
      await tellWaiting(app, tx, workorder, { occasion: `pause:${job.id}:${job.version}`, what: job.name, etaAt: null })
    return { state: 'paused', pauseReason: order.reason }
  })
}

/** Done and checked by the technician, with photos; a colleague looks at what lives depend on. Throws `files.not_found`, `files.too_many`. */
export function finishJob(app: App, actor: StaffActor, jobId: string, order: Finish): Promise<JobLine> {
  const deed: Deed = { action: 'finish_job', from: ['running'], order }
  return work(app, actor, jobId, deed, async (on) => {
    const { tx, workorder, job, at } = on
    await closeRuns(on, 'done')
    const owner = { kind: 'staff', id: actor.staffId } as const
    const subject = { type: JOB, id: job.id, purpose: 'workshop' } as const
    await attach(tx, { fileIds: order.photoIds, owner, subject })
    await note(app, tx, workorder.id, {
      ...{ kind: 'finished', by: actor, at, photoIds: order.photoIds },
      staff: `「${job.name}」完工并自检${order.note ? `：${order.note}` : ''}`,
      owner: `${job.name}：施工完成，技师已自检`,
    })
    return handIn(app, on, { actor, photos: order.photoIds })
  })
}
