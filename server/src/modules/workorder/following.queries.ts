import type { live } from '@pitlane/contract'
import { AppError, type Actor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { permissionsAt, scopeTo } from '../../platform/scope'
import { taskKeysAt } from '../process'
import { listAllStores, placeOf, requireStore } from '../store'
import { workshopOf } from './announcing'

/** Whoever may read a store's work orders may follow its workshop. */
export async function workshopKey(app: App, topic: live.Topic, actor: Actor | undefined): Promise<string | undefined> {
  if (topic.kind !== 'workshop' || actor?.kind !== 'staff') return undefined
  try {
    const store = await requireStore(app.db.read, topic.storeId)
    return workshopOf(scopeTo(actor, 'workorder.read', placeOf(store)).storeId)
  } catch (e) {
    if (e instanceof AppError) return undefined
    throw e
  }
}

/** The workshops and the tasks of all stores where somebody works, however many these are. */
export async function workKeys(
  app: App,
  topic: live.Topic,
  actor: Actor | undefined,
): Promise<readonly string[] | undefined> {
  if (topic.kind !== 'work' || actor?.kind !== 'staff') return undefined
  const stores = await listAllStores(app.db.read)
  const keys = stores.flatMap((store) => [
    ...(permissionsAt(actor, placeOf(store)).has('workorder.read') ? [workshopOf(store.id)] : []),
    ...taskKeysAt(actor, store),
  ])
  return keys.length === 0 ? undefined : keys
}
