import type { live } from '@pitlane/contract'
import type { Actor, StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { findStores, placeOf, type Store } from '../store'
import { rolesAt } from './acting.queries'
import type { FlowCandidate } from './process.entity'

const personKey = (storeId: string, staffId: string): string => `tasks:${storeId}:person:${staffId}`
const roleKey = (storeId: string, role: string): string => `tasks:${storeId}:role:${role}`
const anybodyKey = (storeId: string): string => `tasks:${storeId}:anybody`

/** Under which key those follow who find a task in their lists. */
export function keyOfHolder({ kind, candidateId, storeId }: Omit<FlowCandidate, 'taskId' | 'part'>): string {
  if (kind === 'person') return personKey(storeId, candidateId)
  return kind === 'anybody' ? anybodyKey(storeId) : roleKey(storeId, candidateId)
}

/** Whoever has a role in a store may follow there what they would find in their own list. */
export async function taskKeys(
  app: App,
  topic: live.Topic,
  actor: Actor | undefined,
): Promise<readonly string[] | undefined> {
  if (topic.kind !== 'tasks' || actor?.kind !== 'staff') return undefined
  const [store] = await findStores(app.db.read, [topic.storeId])
  const keys = store ? taskKeysAt(actor, store) : []
  return keys.length === 0 ? undefined : keys
}

/** Under which names somebody hears of tasks in a store: none where they have no role. */
export function taskKeysAt(actor: StaffActor, store: Store): readonly string[] {
  const roles = rolesAt(actor, placeOf(store))
  if (roles.length === 0) return []
  return [personKey(store.id, actor.staffId), anybodyKey(store.id), ...roles.map((role) => roleKey(store.id, role))]
}
