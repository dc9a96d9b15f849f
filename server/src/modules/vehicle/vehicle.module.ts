import type { Module } from '../../platform/module'
import type { Listener } from '../../platform/outbox'
import type { CustomerMerged } from '../customer'
import { adoptVehicles } from './merge.service'
import * as tables from './vehicle.entity'
import { resealVehicles } from './vehicle.jobs'
import { vehicleRoutes } from './vehicle.routes'

const adopt: Listener = {
  name: 'vehicle.adopt',
  on: 'customer.merged',
  // An event comes back from its row as it was emitted; its type says which it is.
  inTx: (app, tx, event) => adoptVehicles(app, tx, event as CustomerMerged),
}

export const vehicleModule: Module = {
  name: 'vehicle',
  tables: Object.values(tables) as never,
  routes: vehicleRoutes,
  listeners: [adopt],
  jobs: [resealVehicles],
}
