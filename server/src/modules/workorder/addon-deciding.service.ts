import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { linksOf } from '../files'
import { dropTodos } from '../messaging'
import { decide, needsRisk, type Decision } from './addon-decision'
import { ADDON, requireAddon, written } from './addon.service'
import { changeWorkorder, isRepeat, lockWorkorder } from './changing.service'
import { note } from './entry.service'
import { endWork } from './floor.service'
import { addJobs, completeStep, setFacts } from './flow.service'
import { makeJobs } from './job-making.service'
import { findJobs } from './job.queries'
import { canDo } from './lifecycle'
import { endEmptyVisit, leaveOut, requireUntouched } from './removal-deciding.service'
import { removedJobs } from './removal'
import { requireReachableAddon } from './reaching.service'
import { Addon, type Proof, type Workorder } from './workorder.entity'

interface Answer {
  readonly approved: readonly number[]
  readonly isRiskAccepted: boolean
  readonly requestId: string
  /** What was looked at: the hash that an owner saw, or the version that staff saw. */
  readonly saw: { readonly hash: string } | { readonly version: number }
  readonly actor: CustomerActor | StaffActor
  readonly proof: Omit<Proof, 'at' | 'by' | 'signatureId'>
}

/**
 * The owner decides in the app, on exactly what was shown. What is not named is declined. Throws `workorder.addon_changed` where the
 * price is another by now, `workorder.addon_decided` for an answer that comes twice or too late, and `workorder.risk_not_accepted`
 * where a safety finding is declined without 已知风险.
 */
export async function decideAddon(
  app: App,
  actor: CustomerActor,
  at: { readonly addonId: string; readonly address: string },
  { requestId, snapshotHash, approved, isRiskAccepted }: Body<typeof contract.decideAddon>,
): Promise<Addon> {
  const proof = { method: 'app', address: at.address, note: '' } as const
  const answer: Answer = { approved, isRiskAccepted, requestId, saw: { hash: snapshotHash }, actor, proof }
  const addon = await app.db.read.findOne(Addon, { id: at.addonId })
  if (!addon) throw new AppError('workorder.not_found')
  return decideInTx(app, addon, answer)
}

/** Staff note what the owner said in a recorded call or signed. As {@link decideAddon}. */
export async function noteDecision(
  app: App,
  actor: StaffActor,
  addonId: string,
  { requestId, version, approved, isRiskAccepted, method, note: remark }: Body<typeof contract.noteDecision>,
): Promise<Addon> {
  const addon = await requireReachableAddon(app, actor, 'workorder.quote', addonId)
  const proof = { method, address: null, note: remark } as const
  return decideInTx(app, addon, { approved, isRiskAccepted, requestId, saw: { version }, actor, proof })
}

function decideInTx(app: App, { id, workorderId }: Addon, answer: Answer): Promise<Addon> {
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    const { actor, requestId } = answer
    const isOwner = actor.kind === 'staff' || workorder.customerId === actor.customerId
    if (!isOwner) throw new AppError('workorder.not_found')
    const addon = await requireAddon(tx, id)
    if (await isRepeat(app, tx, { workorderId, requestId, command: 'decide_addon' })) return addon
    const decision = decisionOf(workorder, addon, answer)
    if (addon.kind === 'removal') await requireUntouched(tx, removedJobs(addon, decision.approved))
    const decided = decidedOf(app, addon, decision, answer)
    await tx.update(Addon, { id }, decided)
    const goesOn = await after(app, tx, workorder, decided, answer)
    await written(app, tx, goesOn, { actor, addon: decided, action: 'decide_addon', requestId })
    await dropCall(app, tx, workorder)
    await endWork(app, tx, await endEmptyVisit(app, tx, goesOn, actor))
    return decided
  })
}

function decisionOf({ state }: Workorder, addon: Addon, { approved, isRiskAccepted, saw }: Answer): Decision {
  if (addon.state === 'draft') throw new AppError('workorder.addon_changed')
  if (addon.state !== 'pending' || !canDo('noteDecision', state)) throw new AppError('workorder.addon_decided')
  const isSeen = 'hash' in saw ? saw.hash === addon.snapshotHash : saw.version === addon.version
  const decision = isSeen ? decide(addon.quoteLines, approved) : undefined
  if (!decision) throw new AppError('workorder.addon_changed')
  if (needsRisk(addon.severity, decision) && !isRiskAccepted) throw new AppError('workorder.risk_not_accepted')
  return decision
}

function decidedOf(app: App, addon: Addon, decision: Decision, { actor, proof, isRiskAccepted }: Answer): Addon {
  const decidedAt = app.clock.now()
  const by =
    actor.kind === 'staff'
      ? ({ kind: 'staff', id: actor.staffId } as const)
      : ({ kind: 'customer', id: actor.customerId } as const)
  return {
    ...{ ...addon, ...decision, version: addon.version + 1, decidedAt },
    isRiskAccepted: isRiskAccepted && needsRisk(addon.severity, decision),
    proof: { ...proof, by, at: decidedAt.toISOString(), signatureId: null },
  }
}

/** What was decided happens. Answers the work order as it goes on. */
const after = (app: App, tx: Tx, workorder: Workorder, addon: Addon, { actor }: Answer): Promise<Workorder> =>
  addon.kind === 'removal' ? leaveOut(app, tx, workorder, addon, actor) : takeUp(app, tx, workorder, addon, actor)

const words = { approved: '已同意', partial: '部分同意', declined: '本次放弃' } as const

/** Approved lines become jobs, and the promise is the one that was agreed to. */
async function takeUp(app: App, tx: Tx, workorder: Workorder, addon: Addon, by: Answer['actor']): Promise<Workorder> {
  const { approved, quoteLines: lines, title } = addon
  const jobs = approved?.length ? await makeJobs(tx, workorder, { lines, approved, addonId: addon.id }) : []
  const ids = jobs.map(({ id }) => id)
  if (ids.length > 0 && workorder.state !== 'work_done') await addJobs(app, tx, workorder, ids)
  const word = words[addon.state as keyof typeof words]
  await note(app, tx, workorder.id, {
    ...{ kind: `addon_${addon.state}`, by, staff: `增项「${title}」客户${word}` },
    owner: `${title}：您${word}`,
  })
  if (ids.length === 0) return workorder
  tx.enqueue({ kind: 'workorder.plan_addon', payload: { addonId: addon.id }, runAt: app.clock.now() })
  return goOn(app, tx, workorder, addon, ids)
}

/** Work that was over already is taken up again, for these jobs alone. */
async function goOn(app: App, tx: Tx, workorder: Workorder, addon: Addon, jobIds: readonly string[]) {
  const promise = addon.newPromiseAt
  const isLater = promise !== null && (workorder.promisedAt === null || promise > workorder.promisedAt)
  const promisedAt = isLater ? promise : workorder.promisedAt
  if (workorder.state !== 'work_done') return changeWorkorder(app, tx, workorder, { promisedAt })
  const wanted = (await findJobs(tx, workorder.id)).filter(({ state }) => state !== 'cancelled')
  await setFacts(app, tx, workorder, { jobs: wanted.map(({ id }) => id) })
  const links = await linksOf(tx, app, ADDON, [addon.id])
  const photos = links.get(addon.id)?.photos.map(({ id }) => id) ?? []
  const actor = { kind: 'system', name: 'addon' } as const
  const step = {
    node: 'qc',
    outcome: 'rejected',
    actor,
    items: jobIds,
    reason: `增项「${addon.title}」`,
    photos,
  } as const
  await completeStep(app, tx, workorder, step)
  return changeWorkorder(app, tx, workorder, { promisedAt, state: 'in_progress', workDoneAt: null })
}

/** Nobody has to call any more, unless another add-on waits. */
async function dropCall(app: App, tx: Tx, { id, bookingId, storeId }: Workorder): Promise<void> {
  const open = await tx.find(Addon, { where: { workorderId: id, state: In(['pending']) } })
  if (open.length === 0) await dropTodos(tx, app.clock.now(), { bookingId, storeId, kind: 'addon' }, '客户已答复')
}
