import { resources } from '@pitlane/contract'
import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { bind } from '../../platform/bind'
import { toLocal } from '../../platform/local-time'
import { scopeTo } from '../../platform/scope'
import { listColleagues } from '../identity'
import { readResources } from './resources.queries'
import { placeOf, readVersionedPolicy, requireStore } from './store.queries'

async function resourcesOf(app: App, actor: StaffActor, storeId: string): Promise<resources.ResourcesView> {
  const store = await requireStore(app.db.read, storeId)
  scopeTo(actor, 'store.manage_resources', placeOf(store))
  return readResources(app.db.read, store, toLocal(app.clock.now(), store.timeZone).day)
}

/** Whoever receives customers or works on cars. */
const NAMED_ROLES = new Set(['advisor', 'reception', 'technician'])

/** Reading only: a change asks which bookings it touches, so the booking module answers it. */
export const resourceRoutes = [
  bind(resources.read, (app, { actor, params }) => resourcesOf(app, actor, params.storeId)),
  bind(resources.staff, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    scopeTo(actor, 'store.manage_resources', placeOf(store))
    return (await listColleagues(app.db.read, placeOf(store)))
      .filter(({ roles }) => roles.some((role) => NAMED_ROLES.has(role)))
      .map((colleague) => ({ ...colleague, roles: [...colleague.roles] }))
  }),
  bind(resources.readPolicy, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    const { storeId } = scopeTo(actor, 'store.manage_policy', placeOf(store))
    return readVersionedPolicy(app.db.read, storeId)
  }),
]
