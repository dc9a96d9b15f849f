import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { DomainEvent } from '../../platform/messages'
import type { Module } from '../../platform/module'
import { deskRoutes } from './desk.routes'
import { adoptMessages, dropHeld } from './message.service'
import * as tables from './messaging.entity'
import { deliverMessage, resealMessages } from './messaging.jobs'
import { messagingRoutes } from './messaging.routes'

export const messagingModule: Module = {
  name: 'messaging',
  tables: Object.values(tables) as never,
  routes: [...messagingRoutes, ...deskRoutes],
  jobs: [deliverMessage, resealMessages],
  listeners: [
    {
      name: 'messaging.follow_merged_customer',
      on: 'customer.merged',
      inTx: (app, tx, event) => adoptMessages(app, tx, String(event['from']), String(event['to'])),
    },
    ...['booking.cancelled', 'booking.moved', 'booking.rejected'].map((on) => ({
      name: `messaging.drop_held_${on.slice('booking.'.length)}`,
      on: on as 'booking.moved',
      inTx: (_app: App, tx: Tx, event: DomainEvent) => dropHeld(tx, String(event['bookingId'])),
    })),
  ],
}
