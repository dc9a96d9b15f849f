import { catalog } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { requireStore } from '../store'
import { listServices } from './catalog.queries'

export const catalogRoutes = [
  bind(catalog.list, async (app, { params }) => {
    const store = await requireStore(app.db.read, params.storeId)
    return listServices(app.db.read, store.id)
  }),
]
