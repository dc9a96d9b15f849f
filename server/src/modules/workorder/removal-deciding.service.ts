import { AppError, type Actor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { changeWorkorder } from './changing.service'
import { note } from './entry.service'
import { countOpenAddons } from './floor.service'
import { cancelVisit, dropJobs } from './flow.service'
import { endHelp } from './help.service'
import { JobLine, type PartLine } from './job.entity'
import { findJobs } from './job.queries'
import { canDo } from './lifecycle'
import { dropParts } from './part-dropping.service'
import { endPlace } from './plan-todo.service'
import { removedJobs } from './removal'
import { notBegun } from './removal.service'
import type { Addon, Workorder } from './workorder.entity'

/** Throws `workorder.addon_changed` where a job was begun since its owner was asked: it cannot be left out any more. */
export async function requireUntouched(tx: Tx, jobIds: readonly string[]): Promise<void> {
  const jobs = jobIds.length === 0 ? [] : await tx.find(JobLine, { where: { id: In([...jobIds]) } })
  if ((await notBegun(tx, jobs)).length < jobIds.length) throw new AppError('workorder.addon_changed')
}

const words = {
  approved: { staff: '已同意', owner: '您已同意，费用相应减少' },
  partial: { staff: '部分同意', owner: '您部分同意，其余照原约定施工' },
  declined: { staff: '不同意，照原约定施工', owner: '您没有同意，照原约定施工' },
} as const

/** What somebody has taken from the store already. */
const sayParts = (parts: readonly PartLine[]): string =>
  parts.length === 0 ? '' : `；已领用的${parts.map(({ name }) => name).join('、')}请退库`

/** Approved lines are not done: their jobs are cancelled, their material goes back, and their time in the plan is others'. */
export async function leaveOut(app: App, tx: Tx, workorder: Workorder, addon: Addon, by: Actor): Promise<Workorder> {
  const ids = removedJobs(addon, addon.approved ?? [])
  const word = words[addon.state as keyof typeof words]
  const taken = await cancelJobs(app, tx, workorder, ids)
  await note(app, tx, workorder.id, {
    ...{ kind: `removal_${addon.state}`, by, staff: `减项「${addon.title}」客户${word.staff}${sayParts(taken)}` },
    owner: `${addon.title}：${word.owner}`,
  })
  if (ids.length === 0) return workorder
  tx.enqueue({ kind: 'workorder.plan_removal', payload: { addonId: addon.id }, runAt: app.clock.now() })
  return afterRemoval(app, tx, workorder, ids)
}

async function cancelJobs(app: App, tx: Tx, workorder: Workorder, ids: readonly string[]): Promise<PartLine[]> {
  const jobs = ids.length === 0 ? [] : await tx.find(JobLine, { where: { id: In([...ids]) } })
  for (const { id, version } of jobs) {
    await tx.update(JobLine, { id }, { state: 'cancelled', version: version + 1 })
    await endHelp(app, tx, workorder, id)
    await endPlace(app, tx, workorder, id)
  }
  return dropParts(tx, ids)
}

const remaining = async (tx: Tx, workorderId: string): Promise<JobLine[]> =>
  (await findJobs(tx, workorderId)).filter(({ state }) => state !== 'cancelled')

/** The flow forgets the jobs, and a car whose other jobs all have somebody is dispatched. A visit that is left empty keeps its flow. */
async function afterRemoval(app: App, tx: Tx, workorder: Workorder, ids: readonly string[]): Promise<Workorder> {
  const left = await remaining(tx, workorder.id)
  const isHeld = (await countOpenAddons(tx, workorder.id)) > 0
  if (left.length > 0 || isHeld) await dropJobs(app, tx, workorder, ids)
  const isDispatched = left.length > 0 && left.every(({ state }) => state !== 'new')
  return workorder.state === 'authorised' && isDispatched
    ? changeWorkorder(app, tx, workorder, { state: 'dispatched', dispatchedAt: app.clock.now() })
    : changeWorkorder(app, tx, workorder, {})
}

/**
 * Everything that was agreed to was left out, and nothing more is asked: the visit ends before anything was begun, as if it had been
 * cancelled. Call it after every answer.
 */
export async function endEmptyVisit(app: App, tx: Tx, workorder: Workorder, by: Actor): Promise<Workorder> {
  if (!canDo('cancel', workorder.state) || (await remaining(tx, workorder.id)).length > 0) return workorder
  if ((await countOpenAddons(tx, workorder.id)) > 0) return workorder
  const reason = '全部项目已取消'
  await cancelVisit(app, tx, workorder, by, reason)
  await endHelp(app, tx, workorder)
  await note(app, tx, workorder.id, {
    ...{ kind: 'cancelled', by, staff: `工单取消：${reason}`, owner: '全部项目已取消，本次服务结束，不收取费用' },
  })
  const payload = { workorderId: workorder.id }
  tx.enqueue({ kind: 'workorder.finish_booking', payload, runAt: app.clock.now() })
  return changeWorkorder(app, tx, workorder, { state: 'cancelled' })
}
