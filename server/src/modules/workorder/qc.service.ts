import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { attach } from '../files'
import { expireAddons } from './addon.service'
import { carryOut } from './changing.service'
import { note } from './entry.service'
import { completeStep } from './flow.service'
import { JobLine } from './job.entity'
import { canDo } from './lifecycle'
import { ownTechnicianIds } from './own-jobs.queries'
import { QC, readQcFacts, type QcFacts } from './qc.queries'
import { isChecked, jobsToRedo, judge } from './qc-sheet'
import { requireReachableWorkorder } from './reaching.service'
import { QcRecord, type Workorder } from './workorder.entity'

type Order = Body<typeof contract.judgeQc>
type Judgement = NonNullable<ReturnType<typeof judge>>

/** Nobody checks what they worked on themselves (DOMAIN §1.2). Throws `workorder.qc_own_work`. */
function assertForeign(workers: ReadonlySet<string>, mine: readonly string[]): void {
  if (mine.some((id) => workers.has(id))) throw new AppError('workorder.qc_own_work')
}

/** A car that waits for its final check by this person. Throws `workorder.wrong_state` and `workorder.qc_own_work`. */
export async function requireCheckable(app: App, by: StaffActor, workorderId: string): Promise<Workorder> {
  const workorder = await requireReachableWorkorder(app, by, 'workorder.qc', workorderId)
  if (!canDo('judgeQc', workorder.state)) throw new AppError('workorder.wrong_state')
  const { workers } = await readQcFacts(app.db.read, workorderId)
  assertForeign(workers, await ownTechnicianIds(app, by, workorder.storeId))
  return workorder
}

interface Check {
  readonly tx: Tx
  readonly workorder: Workorder
  readonly by: StaffActor
  readonly order: Order
  readonly facts: QcFacts
  readonly judgement: Judgement
}

/**
 * The final check: every point of the sheet answered by somebody who did not work on the car. Passed, it ends the work and what add-ons
 * were still open; sent back, only the jobs of failed points are done again, and their owner hears so. Throws
 * `workorder.qc_own_work`, `workorder.qc_incomplete`, `workorder.road_test_missing`, `workorder.reason_missing`.
 */
export async function judgeQc(app: App, by: StaffActor, workorderId: string, order: Order): Promise<Workorder> {
  const { storeId } = await requireReachableWorkorder(app, by, 'workorder.qc', workorderId)
  const mine = await ownTechnicianIds(app, by, storeId)
  const { requestId, version: seen } = order
  const ask = { workorderId, command: 'judgeQc', actor: by, requestId, seen } as const
  return carryOut(app, ask, async (tx, workorder) => {
    const facts = await readQcFacts(tx, workorderId)
    assertForeign(facts.workers, mine)
    const judgement = judge(facts.sheet, order.items)
    if (!judgement) throw new AppError('workorder.qc_incomplete')
    const check: Check = { tx, workorder, by, order, facts, judgement }
    assertProven(check)
    await record(app, check)
    return judgement.isPassed ? pass(app, check) : sendBack(app, check)
  })
}

function assertProven({ order, facts, judgement }: Check): void {
  if (judgement.isPassed && facts.needsRoadTest && !order.hasRoadTest) throw new AppError('workorder.road_test_missing')
  const isProven = judgement.isPassed || (order.reason !== '' && order.photoIds.length > 0)
  if (!isProven) throw new AppError('workorder.reason_missing')
}

async function record(app: App, { tx, workorder, by, order, judgement }: Check): Promise<void> {
  const id = newId()
  const { requestId, reason, hasRoadTest, photoIds } = order
  await tx.insert(QcRecord, {
    ...{ id, workorderId: workorder.id, requestId, byId: by.staffId, isPassed: judgement.isPassed },
    ...{ items: judgement.items, reason, hasRoadTest, createdAt: app.clock.now() },
  })
  const owner = { kind: 'staff', id: by.staffId } as const
  await attach(tx, { fileIds: photoIds, owner, subject: { type: QC, id, purpose: 'workshop' } })
}

async function pass(app: App, { tx, workorder, by, order, facts }: Check): Promise<Partial<Workorder>> {
  const { photoIds, hasRoadTest } = order
  const ids = facts.jobs.filter(isChecked).map(({ id }) => id)
  await tx.update(JobLine, { id: In(ids), state: 'done' }, { state: 'passed' })
  await expireAddons(app, tx, workorder)
  await note(app, tx, workorder.id, {
    ...{ kind: 'qc_passed', by, photoIds, staff: `终检通过${hasRoadTest ? '，已路试' : ''}` },
    owner: `质检通过${hasRoadTest ? '，已路试' : ''}，共检查 ${order.items.length} 项`,
  })
  await completeStep(app, tx, workorder, { node: 'qc', outcome: 'done', actor: by, photos: photoIds })
  return { state: 'qc_passed', qcPassedAt: app.clock.now() }
}

async function sendBack(app: App, check: Check): Promise<Partial<Workorder>> {
  const { tx, workorder, by, order, facts, judgement } = check
  const redo = jobsToRedo(facts.jobs, judgement.failed)
  for (const { id, version, rejections, vendor } of redo) {
    const set = { version: version + 1, rejections: rejections + 1, doneAt: null, checkedBy: null }
    // What was done outside has nobody in the house: the foreman decides anew who does it.
    const outside = { state: 'new', vendor: null, vendorDueAt: null } as const
    await tx.update(JobLine, { id }, { ...set, ...(vendor === null ? { state: 'assigned' as const } : outside) })
  }
  const names = redo.map(({ name }) => name).join('、')
  await note(app, tx, workorder.id, {
    ...{ kind: 'qc_rejected', by, photoIds: order.photoIds, staff: `终检退回「${names}」：${order.reason}` },
    owner: `质检发现需复做：${names}，正在重新施工`,
  })
  const items = redo.map(({ id }) => id)
  const proof = { reason: order.reason, photos: order.photoIds }
  await completeStep(app, tx, workorder, { node: 'qc', outcome: 'rejected', actor: by, items, ...proof })
  // The same people do it again: in the flow nobody has to be found anew.
  for (const { id: item } of redo.filter(({ vendor }) => vendor === null))
    await completeStep(app, tx, workorder, { node: 'dispatch', item, outcome: 'done', actor: by })
  return { state: 'in_progress', workDoneAt: null }
}
