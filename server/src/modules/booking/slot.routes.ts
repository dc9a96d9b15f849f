import { booking } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { listSlotDays, listSlots, nearbySlots, newTimes, slotPage } from './slot-page.service'

export const slotRoutes = [
  bind(booking.slots, (app, { query }) => listSlots(app, query)),
  bind(booking.slotDays, (app, { query }) => listSlotDays(app, query)),
  bind(booking.slotPage, (app, { query }) => slotPage(app, query)),
  bind(booking.nearbySlots, (app, { query }) => nearbySlots(app, query)),
  bind(booking.newTimes, (app, { actor, params }) => newTimes(app, actor, params.bookingId)),
]
