import { AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { permissionsAt, type OrgPlace } from '../../platform/scope'
import { rolesAt } from './acting.queries'
import { placeOfStore } from './calendar.queries'
import { FlowCandidate, FlowTask } from './process.entity'

/** A task that somebody may see, and where it is. */
export interface Seen {
  readonly task: FlowTask
  readonly place: OrgPlace
  /** They manage the flows of its store. */
  readonly isManaged: boolean
}

/**
 * A task as somebody may see it: whoever it is offered to, whoever has done it, and whoever may read the flows of its store. For
 * everybody else it does not exist: throws `process.not_found`.
 */
export async function requireSeen(app: App, db: Reader, actor: StaffActor, taskId: string): Promise<Seen> {
  const task = await db.findOne(FlowTask, { id: taskId })
  if (!task) throw new AppError('process.not_found')
  const place = await placeOfStore(app, db, task.storeId)
  const rights = permissionsAt(actor, place)
  const isManaged = rights.has('process.manage')
  const isOpen = isManaged || rights.has('process.read') || task.doneBy === actor.staffId
  if (isOpen || (await isOffered(db, actor, place, taskId))) return { task, place, isManaged }
  throw new AppError('process.not_found')
}

async function isOffered(db: Reader, actor: StaffActor, place: OrgPlace, taskId: string): Promise<boolean> {
  const roles = rolesAt(actor, place)
  if (roles.length === 0) return false
  const offered = await db.find(FlowCandidate, { where: { taskId } })
  return offered.some(({ kind, candidateId }) => {
    if (kind === 'person') return candidateId === actor.staffId
    return kind === 'anybody' || roles.includes(candidateId)
  })
}
