import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { noteMileage } from '../vehicle'
import { carryOut, changeWorkorder } from './changing.service'
import { note } from './entry.service'
import { cancelVisit, completeStep, hasStep } from './flow.service'
import { endHelp } from './help.service'
import { findJobs } from './job.queries'
import { sayKm } from './job-words'
import { dropParts } from './part-dropping.service'
import { endPlace } from './plan-todo.service'
import { requireReachableWorkorder } from './reaching.service'
import { Handover, type Workorder } from './workorder.entity'

/** What staff and owner read of a payment. */
interface Paid {
  readonly staff: string
  readonly owner: string
}

/** Everybody has paid: the car may go. Call it behind the lock, in the transaction of the last payment. Throws `workorder.wrong_state`. */
export async function settleVisit(
  app: App,
  tx: Tx,
  workorder: Workorder,
  by: AuditActor,
  { staff, owner }: Paid,
): Promise<Workorder> {
  if (workorder.state !== 'ready') throw new AppError('workorder.wrong_state')
  await completeStep(app, tx, workorder, { node: 'settle', outcome: 'done', actor: by })
  await note(app, tx, workorder.id, { kind: 'settled', by, staff, owner })
  return changeWorkorder(app, tx, workorder, { state: 'settled', settledAt: app.clock.now() })
}

/** 反结算: the visit waits to be settled anew. Call it behind the lock. Throws `workorder.wrong_state` once the car has left. */
export async function unsettleVisit(
  app: App,
  tx: Tx,
  workorder: Workorder,
  by: StaffActor,
  reason: string,
): Promise<Workorder> {
  const step = { node: 'handover', outcome: 'reversed' } as const
  if (workorder.state !== 'settled' || !(await hasStep(app, tx, workorder, step)))
    throw new AppError('workorder.wrong_state')
  await completeStep(app, tx, workorder, { ...step, actor: by, reason })
  await note(app, tx, workorder.id, {
    kind: 'reversed',
    by,
    staff: `反结算：${reason}`,
    owner: '结算已撤销，等待重新结算',
  })
  return changeWorkorder(app, tx, workorder, { state: 'ready', settledAt: null })
}

const oldParts = {
  customer: { staff: '旧件交客户', owner: '旧件已交给您' },
  store: { staff: '旧件留店处理', owner: '旧件由门店处理' },
  none: { staff: '无旧件', owner: '没有旧件' },
} as const

/** Keys and car go back to the owner; cannot be undone. Throws `workorder.mileage_lower`. */
export async function handOver(
  app: App,
  actor: StaffActor,
  workorderId: string,
  body: Body<typeof contract.handOver>,
): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.handover', workorderId)
  const { requestId, version: seen, mileageKm, nextHint } = body
  return carryOut(app, { workorderId, command: 'handOver', actor, requestId, seen }, async (tx, before) => {
    if (mileageKm < (before.mileageKm ?? 0)) throw new AppError('workorder.mileage_lower')
    const deliveredAt = app.clock.now()
    await tx.insert(Handover, {
      ...{ workorderId, mileageKm, oldParts: body.oldParts, nextHint, byId: actor.staffId, at: deliveredAt },
    })
    await noteMileage(tx, before.vehicleId, mileageKm)
    await completeStep(app, tx, before, { node: 'handover', outcome: 'done', actor })
    const staff = `已交车：出厂里程 ${sayKm(mileageKm)}，${oldParts[body.oldParts].staff}`
    const owner = `已交车，${oldParts[body.oldParts].owner}${nextHint ? `。${nextHint}` : ''}`
    await note(app, tx, workorderId, { kind: 'delivered', by: actor, staff, owner })
    return { state: 'delivered', deliveredAt }
  })
}

/** Ends a visit before anything chargeable was begun. */
export async function cancel(
  app: App,
  actor: StaffActor,
  workorderId: string,
  body: Body<typeof contract.cancel>,
): Promise<Workorder> {
  await requireReachableWorkorder(app, actor, 'workorder.quote', workorderId)
  const { requestId, version: seen, reason } = body
  return carryOut(app, { workorderId, command: 'cancel', actor, requestId, seen, reason }, async (tx, before) => {
    await cancelVisit(app, tx, before, actor, reason)
    await tx.put("update job_line set state = 'cancelled', version = version + 1 where workorder_id = ?", [workorderId])
    const jobs = await findJobs(tx, workorderId)
    await dropParts(
      tx,
      jobs.map(({ id }) => id),
    )
    await endHelp(app, tx, before)
    await endPlace(app, tx, before)
    await note(app, tx, workorderId, {
      kind: 'cancelled',
      by: actor,
      staff: `工单取消：${reason}`,
      owner: '本次服务已取消',
    })
    return { state: 'cancelled' }
  })
}
