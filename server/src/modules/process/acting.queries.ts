import type { FlowActor } from '@pitlane/process'
import type { AuditActor, StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { permissionsAt, type OrgPlace } from '../../platform/scope'
import { placeOfStore } from './calendar.queries'

const reaches = ({ scope, scopeId }: StaffActor['grants'][number], place: OrgPlace): boolean =>
  ({ group: place.groupId, region: place.regionId, store: place.storeId })[scope] === scopeId

/** The roles that a colleague has in a store. */
export const rolesAt = (actor: StaffActor, place: OrgPlace): string[] => [
  ...new Set(actor.grants.filter((grant) => reaches(grant, place)).map(({ role }) => role)),
]

/**
 * Somebody as the reducer knows them: their pools are the lanes of their roles in the store. Whoever manages flows there, and
 * the clockwork, may act for others.
 */
export async function flowActorOf(app: App, db: Reader, actor: AuditActor, storeId: string): Promise<FlowActor> {
  if (actor.kind === 'system') return { id: actor.name, power: true }
  if (actor.kind === 'customer') return { id: actor.customerId, groups: [] }
  const place = await placeOfStore(app, db, storeId)
  const groups = rolesAt(actor, place).flatMap((role) => [`lane:${role}`, `role:${role}`])
  return { id: actor.staffId, groups, power: permissionsAt(actor, place).has('process.manage') }
}
