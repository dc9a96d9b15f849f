import { vehicle } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { listGarage } from './vehicle.queries'
import { add, edit, makeDefault, remove } from './vehicle.service'

export const vehicleRoutes = [
  bind(vehicle.list, (app, { actor }) => listGarage(app.db.read, app.vault, actor.customerId)),
  bind(vehicle.add, (app, { actor, body, request }) => add(app, actor, body, request)),
  bind(vehicle.edit, (app, { actor, params, body, request }) => edit(app, actor, params.vehicleId, body, request)),
  bind(vehicle.makeDefault, (app, { actor, params, request }) => makeDefault(app, actor, params.vehicleId, request)),
  bind(vehicle.remove, async (app, { actor, params, request }) => {
    await remove(app, actor, params.vehicleId, request)
    return {}
  }),
]
