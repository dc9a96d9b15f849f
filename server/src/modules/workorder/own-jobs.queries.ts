import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { techniciansOfStaff } from '../store'
import type { JobLine } from './job.entity'

/** The technicians that a log-in stands for in a store, all the same person. */
export async function ownTechnicianIds(app: App, { staffId }: StaffActor, storeId: string): Promise<string[]> {
  const mine = await techniciansOfStaff(app.db.read, staffId)
  return mine.filter((one) => one.storeId === storeId).map(({ id }) => id)
}

/** Throws `workorder.not_yours`. */
export async function assertMine(app: App, actor: StaffActor, job: Pick<JobLine, 'storeId' | 'technicianIds'>) {
  const mine = await ownTechnicianIds(app, actor, job.storeId)
  if (!job.technicianIds.some((id) => mine.includes(id))) throw new AppError('workorder.not_yours')
}
