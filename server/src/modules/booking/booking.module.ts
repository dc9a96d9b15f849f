import { booking, type live } from '@pitlane/contract'
import { AppError, type Actor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Module } from '../../platform/module'
import { scopeTo } from '../../platform/scope'
import { placeOf, requireStore } from '../store'
import { Booking, BookingShare, BookingStep, Claim, Waitlist } from './booking.entity'
import {
  claimAudit,
  healing,
  holdExpiry,
  nightlyHealing,
  noShowCheck,
  overrunCheck,
  waitlistMatch,
  waitlistSweep,
} from './booking.jobs'
import { bookingRoutes } from './booking.routes'
import { resourceRoutes } from './resource.routes'
import { adoptBookings } from './booking.service'
import { disturbanceListeners } from './disturbance.service'
import { mobilityFollow, mobilityListeners } from './mobility-follow.service'
import { reminderJob, reminderListeners } from './reminder.jobs'
import { readyPage, readySlots } from './slot-page.service'
import { slotRoutes } from './slot.routes'
import { forgetCapacity } from './capacity-hints'
import { sharingRoutes } from './sharing.routes'
import { waitlistRoutes } from './waitlist.routes'

/** Whoever may read a store's bookings may follow its board. */
async function boardKey(app: App, topic: live.Topic, actor: Actor | undefined): Promise<string | undefined> {
  if (topic.kind !== 'board' || actor?.kind !== 'staff') return undefined
  try {
    const store = await requireStore(app.db.read, topic.storeId)
    return `board:${scopeTo(actor, 'booking.read', placeOf(store)).storeId}`
  } catch (e) {
    if (e instanceof AppError) return undefined
    throw e
  }
}

export const bookingModule: Module = {
  name: 'booking',
  tables: [Booking, BookingShare, BookingStep, Claim, Waitlist] as never,
  routes: [...bookingRoutes, ...slotRoutes, ...waitlistRoutes, ...sharingRoutes, ...resourceRoutes],
  jobs: [
    ...[claimAudit, healing, holdExpiry, nightlyHealing, noShowCheck, overrunCheck, waitlistMatch, waitlistSweep],
    ...[reminderJob, mobilityFollow],
  ],
  listeners: [
    ...reminderListeners,
    ...disturbanceListeners,
    ...mobilityListeners,
    {
      name: 'booking.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptBookings(tx, String(event['from']), String(event['to'])),
    },
  ],
  onNotice: forgetCapacity,
  fastLanes: [
    { path: booking.slots.path, answer: readySlots },
    { path: booking.slotPage.path, answer: readyPage },
  ],
  topics: {
    slots: (_app, topic) => Promise.resolve(topic.kind === 'slots' ? `slots:${topic.storeId}:${topic.day}` : undefined),
    board: boardKey,
    mine: (_app, _topic, actor) => Promise.resolve(actor?.kind === 'customer' ? `mine:${actor.customerId}` : undefined),
  },
}
