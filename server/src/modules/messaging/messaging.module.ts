import type { Module } from '../../platform/module'
import { adoptMessages } from './message.service'
import * as tables from './messaging.entity'
import { deliverMessage, resealMessages } from './messaging.jobs'
import { messagingRoutes } from './messaging.routes'

export const messagingModule: Module = {
  name: 'messaging',
  tables: Object.values(tables) as never,
  routes: messagingRoutes,
  jobs: [deliverMessage, resealMessages],
  listeners: [
    {
      name: 'messaging.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptMessages(tx, String(event['from']), String(event['to'])),
    },
  ],
}
