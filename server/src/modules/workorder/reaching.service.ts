import type { Permission } from '@pitlane/contract'
import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { Addon, Workorder } from './workorder.entity'
import { JobLine, PartLine } from './job.entity'

const notFound = (): never => {
  throw new AppError('workorder.not_found')
}

/** Answers `workorder.not_found` where the store is out of this person's reach: there it does not exist. */
async function assertReach(app: App, actor: StaffActor, permission: Permission, storeId: string): Promise<void> {
  const store = await requireStore(app.db.read, storeId)
  try {
    scopeTo(actor, permission, placeOf(store))
  } catch {
    notFound()
  }
}

/** A work order by id, whoever it belongs to. Throws `workorder.not_found`. */
export const requireWorkorder = async (db: Reader, id: string): Promise<Workorder> =>
  (await db.findOne(Workorder, { id })) ?? notFound()

/** A work order of this owner. Somebody else's is `workorder.not_found`, as if it did not exist. */
export async function requireOwnWorkorder(db: Reader, customerId: string, id: string): Promise<Workorder> {
  return (await db.findOne(Workorder, { id, customerId })) ?? notFound()
}

/** A work order within this person's reach. Throws `workorder.not_found`. Call it outside a transaction. */
export async function requireReachableWorkorder(
  app: App,
  actor: StaffActor,
  permission: Permission,
  id: string,
): Promise<Workorder> {
  const workorder = await requireWorkorder(app.db.read, id)
  await assertReach(app, actor, permission, workorder.storeId)
  return workorder
}

/** A job within this person's reach. Throws `workorder.not_found`. Call it outside a transaction. */
export async function requireReachableJob(
  app: App,
  actor: StaffActor,
  permission: Permission,
  id: string,
): Promise<JobLine> {
  const job = (await app.db.read.findOne(JobLine, { id })) ?? notFound()
  await assertReach(app, actor, permission, job.storeId)
  return job
}

/** An add-on within this person's reach. Throws `workorder.not_found`. Call it outside a transaction. */
export async function requireReachableAddon(
  app: App,
  actor: StaffActor,
  permission: Permission,
  id: string,
): Promise<Addon> {
  const addon = (await app.db.read.findOne(Addon, { id })) ?? notFound()
  await assertReach(app, actor, permission, addon.storeId)
  return addon
}

/** A material within this person's reach. Throws `workorder.not_found`. Call it outside a transaction. */
export async function requireReachablePart(
  app: App,
  actor: StaffActor,
  permission: Permission,
  id: string,
): Promise<PartLine> {
  const part = (await app.db.read.findOne(PartLine, { id })) ?? notFound()
  await requireReachableWorkorder(app, actor, permission, part.workorderId)
  return part
}
