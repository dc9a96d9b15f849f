import { catalog, resources, services } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { listCatalogue } from './administration.queries'
import { listServices, listServiceSettings } from './catalog.queries'

export const catalogRoutes = [
  bind(catalog.list, async (app, { params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listServices(app.db.read, store.id)
  }),
  bind(resources.services, async (app, { actor, params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listServiceSettings(app.db.read, scopeTo(actor, 'store.manage_resources', placeOf(store)).storeId)
  }),
  bind(services.list, (app, { actor }) => listCatalogue(app.db.read, actor)),
]
