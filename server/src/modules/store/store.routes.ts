import { store, storeSettings } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { permissionsAt, scopeTo } from '../../platform/scope'
import { settingsOf } from './settings.service'
import { listAllStores, listDays, listStoreViews, placeOf, requireStore } from './store.queries'
import { HORIZON_DAYS } from './store.service'

export const storeRoutes = [
  bind(store.list, (app) => listStoreViews(app.db.read, app.clock)),
  bind(store.calendar, async (app, { actor, params, query }) => {
    const found = await requireStore(app.db.read, params.storeId)
    const { storeId } = scopeTo(actor, 'booking.read', placeOf(found))
    return listDays(app.db.read, storeId, query.from, HORIZON_DAYS)
  }),
  bind(storeSettings.list, async (app, { actor }) =>
    (await listAllStores(app.db.read))
      .filter((one) => permissionsAt(actor, placeOf(one)).has('store.manage'))
      .map((one) => ({ id: one.id, version: one.version, kind: one.kind, settings: settingsOf(one) })),
  ),
]
