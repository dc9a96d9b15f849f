import type { Body, workorder as contract } from '@pitlane/contract'
import { AppError, formatFen, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import { emptyAddon, hashOf, planReminders, written } from './addon.service'
import { lockWorkorder } from './changing.service'
import { note } from './entry.service'
import type { JobLine } from './job.entity'
import { findJobs, findRuns } from './job.queries'
import { canDo } from './lifecycle'
import { totalsOf } from './pricing'
import { requireReachableWorkorder } from './reaching.service'
import { labourPlaces, removalLines, type Source } from './removal'
import { tellOwner } from './telling.service'
import { Addon, Quote, type Workorder } from './workorder.entity'

type Order = Body<typeof contract.proposeRemoval>

const MAX_TITLE = 40

/**
 * Jobs that were agreed to shall not be done: their owner is asked at once, about each by itself, and reminded as of any add-on. Without
 * a yes they stay. The same request again answers with the same removal. Throws `workorder.job_begun` for a job that was worked on,
 * and `workorder.removal_open` for one that its owner is being asked about.
 */
export async function proposeRemoval(app: App, actor: StaffActor, workorderId: string, order: Order): Promise<Addon> {
  await requireReachableWorkorder(app, actor, 'workorder.quote', workorderId)
  const { requestId, reason } = order
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, workorderId)
    const known = await tx.findOne(Addon, { workorderId, requestId })
    if (known) return known
    if (!canDo('proposeRemoval', workorder.state)) throw new AppError('workorder.wrong_state')
    const jobs = await requireRemovable(tx, workorder, order.jobIds)
    const addon = await removalOf(app, tx, workorder, { actor, order, jobs })
    await tx.insert(Addon, addon)
    await ask(app, tx, workorder, addon)
    await note(app, tx, workorderId, {
      ...{ kind: 'removal_proposed', by: actor, staff: `提出减项「${addon.title}」：${reason}` },
      owner: `请您确认：${addon.title}`,
    })
    await written(app, tx, workorder, { actor, addon, action: 'propose_removal', requestId, reason })
    return addon
  })
}

/** Jobs of which nothing was done yet. */
export async function notBegun(tx: Tx, jobs: readonly JobLine[]): Promise<JobLine[]> {
  const runs = await findRuns(
    tx,
    jobs.map(({ id }) => id),
  )
  return jobs.filter(
    ({ id, state, startedAt }) =>
      (state === 'new' || state === 'assigned') && startedAt === null && !runs.some(({ jobId }) => jobId === id),
  )
}

async function requireRemovable(tx: Tx, { id }: Workorder, wanted: readonly string[]): Promise<JobLine[]> {
  const jobs = (await findJobs(tx, id)).filter((job) => wanted.includes(job.id))
  if (jobs.length < new Set(wanted).size) throw new AppError('workorder.not_found')
  if ((await notBegun(tx, jobs)).length < jobs.length) throw new AppError('workorder.job_begun')
  const open = await tx.find(Addon, { where: { workorderId: id, kind: 'removal', state: 'pending' } })
  if (open.some(({ removes }) => removes?.some((job) => wanted.includes(job))))
    throw new AppError('workorder.removal_open')
  return jobs
}

interface Removing {
  readonly actor: StaffActor
  readonly order: Order
  readonly jobs: readonly JobLine[]
}

async function removalOf(app: App, tx: Tx, workorder: Workorder, { actor, order, jobs }: Removing): Promise<Addon> {
  const now = app.clock.now()
  const sources: Source[] = []
  for (const job of jobs) sources.push(await sourceOf(tx, workorder, job))
  const title = `取消项目：${jobs.map(({ name }) => name).join('、')}`
  const addon: Addon = {
    ...{
      ...emptyAddon,
      id: newId(),
      workorderId: workorder.id,
      storeId: workorder.storeId,
      requestId: order.requestId,
    },
    ...{ kind: 'removal', state: 'pending', version: 1, severity: 'green', finding: order.reason, measure: null },
    ...{ title: title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title },
    ...{ quoteLines: removalLines(sources), removes: jobs.map(({ id }) => id) },
    ...{ proposedBy: actor.staffId, createdAt: now, sentAt: now },
  }
  return { ...addon, snapshotHash: hashOf(addon) }
}

/** The line that a job was made from. */
async function sourceOf(tx: Tx, workorder: Workorder, job: JobLine): Promise<Source> {
  const { lines, places } = await agreedWith(tx, workorder.id, workorder.quoteVersion, job.addonId)
  const place = job.place ?? (await placeByOrder(tx, places, job))
  if (place === undefined || lines[place]?.kind !== 'labour') throw new Error(`no line of job ${job.id}`)
  return { lines, place }
}

/** Of a job that does not know its line yet: jobs are made in the order of the labour lines that were agreed to. */
async function placeByOrder(tx: Tx, places: readonly number[], { id, workorderId, addonId }: JobLine) {
  const twins = (await findJobs(tx, workorderId)).filter((one) => one.addonId === addonId)
  return places[twins.findIndex((one) => one.id === id)]
}

async function agreedWith(tx: Tx, workorderId: string, version: number, addonId: string | null) {
  if (addonId === null) {
    const lines = (await tx.findOne(Quote, { workorderId, version }))?.quoteLines ?? []
    return { lines, places: labourPlaces(lines) }
  }
  const addon = await tx.findOne(Addon, { id: addonId })
  const lines = addon?.quoteLines ?? []
  return { lines, places: labourPlaces(lines, addon?.approved ?? []) }
}

async function ask(app: App, tx: Tx, workorder: Workorder, addon: Addon): Promise<void> {
  const { id, version, title, finding, quoteLines } = addon
  const { totalFen } = totalsOf(quoteLines)
  await tellOwner(app, tx, workorder, {
    ...{ dedupe: `addon:${id}:${version}`, kind: 'addon_asked' },
    body: `服务顾问建议${title}，费用减少 ${formatFen(0 - totalFen)}。原因：${finding}。请逐项确认；您不确认，我们照原约定施工。`,
    ...{ brief: title, totalFen },
  })
  planReminders(app, tx, addon)
}
