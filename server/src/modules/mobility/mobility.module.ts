import type { Module } from '../../platform/module'
import { adoptOrders } from './merge.service'
import * as tables from './mobility.entity'
import { forgetTrips, resealMobility } from './mobility.jobs'
import { mobilityRoutes } from './mobility.routes'

export const mobilityModule: Module = {
  name: 'mobility',
  tables: Object.values(tables) as never,
  routes: mobilityRoutes,
  jobs: [forgetTrips, resealMobility],
  listeners: [
    {
      name: 'mobility.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptOrders(tx, String(event['from']), String(event['to'])),
    },
  ],
}
