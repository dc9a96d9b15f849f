import { store } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { scopeTo } from '../../platform/scope'
import { listDays, listStoreViews, placeOf, requireStore } from './store.queries'
import { HORIZON_DAYS } from './store.service'

export const storeRoutes = [
  bind(store.list, (app) => listStoreViews(app.db.read, app.clock)),
  bind(store.calendar, async (app, { actor, params, query }) => {
    const found = await requireStore(app.db.read, params.storeId)
    const { storeId } = scopeTo(actor, 'booking.read', placeOf(found))
    return listDays(app.db.read, storeId, query.from, HORIZON_DAYS)
  }),
]
