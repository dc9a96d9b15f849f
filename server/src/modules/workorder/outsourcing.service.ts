import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { attach } from '../files'
import { requireStore } from '../store'
import { changeWorkorder } from './changing.service'
import { note } from './entry.service'
import { carryOutOnJob } from './floor.service'
import { completeStep } from './flow.service'
import { handIn } from './handing-in.service'
import type { JobLine } from './job.entity'
import { JOB } from './job.queries'
import { sayMoment } from './job-words'
import { endPlace } from './plan-todo.service'
import { requireReachableJob } from './reaching.service'
import type { Workorder } from './workorder.entity'

type Order = Body<typeof contract.outsourceJob>
type Return = Body<typeof contract.receiveJob>

/** Who works on it is nobody of the house, so that whoever sends it and takes it back may check it. */
const OUTSIDE: AuditActor = { kind: 'system', name: 'outside' }

/**
 * A job that nobody works on is done outside (外协) until a time; its claims in the plan of the day stay, since it may come back to
 * them. The owner hears by when, never who it is. Throws `workorder.due_past`, and as {@link carryOutOnJob}.
 */
export async function outsourceJob(app: App, by: StaffActor, jobId: string, order: Order): Promise<JobLine> {
  const { workorderId } = await requireReachableJob(app, by, 'workorder.dispatch', jobId)
  const { requestId, version: seen, vendor } = order
  const dueAt = new Date(order.dueAt)
  const ask = {
    ...({ jobId, workorderId, command: 'outsourceJob', action: 'outsource_job', actor: by } as const),
    ...({ requestId, seen, from: ['new', 'assigned'] } as const),
  }
  return carryOutOnJob(app, ask, async ({ tx, workorder, job }) => {
    const now = app.clock.now()
    if (dueAt <= now) throw new AppError('workorder.due_past')
    await noteSending(app, tx, workorder, { by, job, vendor, dueAt })
    await endPlace(app, tx, workorder, job.id)
    const people = [by.staffId]
    const item = job.id
    await completeStep(app, tx, workorder, { node: 'dispatch', item, outcome: 'done', actor: by, vars: { people } })
    await completeStep(app, tx, workorder, { node: 'begin', item, outcome: 'done', actor: OUTSIDE })
    if (workorder.state !== 'in_progress')
      await changeWorkorder(app, tx, workorder, { state: 'in_progress', startedAt: workorder.startedAt ?? now })
    const nobody = { technicianIds: [], bayId: null, dispatchedAt: now, startedAt: job.startedAt ?? now }
    return { ...nobody, state: 'outsourced', vendor, vendorDueAt: dueAt }
  })
}

interface Sending {
  readonly by: StaffActor
  readonly job: JobLine
  readonly vendor: string
  readonly dueAt: Date
}

async function noteSending(app: App, tx: Tx, workorder: Workorder, { by, job, vendor, dueAt }: Sending): Promise<void> {
  const { timeZone } = await requireStore(tx, workorder.storeId)
  const due = sayMoment(toLocal(dueAt, timeZone))
  const { promisedAt } = workorder
  const isLate = promisedAt !== null && dueAt > promisedAt
  const late = isLate ? `，晚于承诺交车时间 ${sayMoment(toLocal(promisedAt, timeZone))}` : ''
  await note(app, tx, workorder.id, {
    ...{ kind: 'outsourced', by, staff: `「${job.name}」外协：${vendor}，预计 ${due} 取回${late}` },
    owner: `${job.name}：送专业门店施工，预计 ${due} 完成`,
  })
}

/** An outsourced job is back: it is checked as any other, or done. Throws `files.not_found`, `files.too_many`. */
export async function receiveJob(app: App, by: StaffActor, jobId: string, order: Return): Promise<JobLine> {
  const { workorderId } = await requireReachableJob(app, by, 'workorder.dispatch', jobId)
  const { requestId, version: seen, photoIds, note: remark } = order
  const ask = {
    ...({ jobId, workorderId, command: 'receiveJob', action: 'receive_job', actor: by } as const),
    ...({ requestId, seen, from: ['outsourced'] } as const),
  }
  return carryOutOnJob(app, ask, async (on) => {
    const { tx, workorder, job } = on
    const owner = { kind: 'staff', id: by.staffId } as const
    await attach(tx, { fileIds: photoIds, owner, subject: { type: JOB, id: jobId, purpose: 'workshop' } })
    await note(app, tx, workorder.id, {
      ...{ kind: 'received_back', by, photoIds, staff: `「${job.name}」外协取回${remark ? `：${remark}` : ''}` },
      owner: `${job.name}：专业门店施工完成，已取回`,
    })
    return handIn(app, { ...on, at: app.clock.now() }, { actor: OUTSIDE, photos: photoIds })
  })
}
