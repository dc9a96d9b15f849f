import type { App, JobHandler } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Listener } from '../../platform/outbox'
import { onConfirmed, onEnded, onMoved, onPlaced, remind, type MoveFacts, type ReminderTask } from './reminder.service'

/** Planned with each booking for the evening before and two hours ahead. */
export const reminderJob: JobHandler = {
  kind: 'booking.reminder',
  inTx: (app, tx, payload) => remind(app, tx, payload as unknown as ReminderTask),
}

const listen = (on: Listener['on'], react: (app: App, tx: Tx, bookingId: string) => Promise<void>): Listener => ({
  name: `booking.tell_${on.replace('booking.', '')}`,
  on,
  inTx: (app, tx, event) => react(app, tx, String(event['bookingId'])),
})

/** What owners hear of their bookings, and when they are reminded. */
export const reminderListeners: readonly Listener[] = [
  listen('booking.placed', onPlaced),
  listen('booking.confirmed', onConfirmed),
  {
    name: 'booking.tell_moved',
    on: 'booking.moved',
    inTx: (app, tx, event) => onMoved(app, tx, event as unknown as MoveFacts),
  },
  listen('booking.arrived', onEnded),
  listen('booking.no_show', onEnded),
  listen('booking.cancelled', onEnded),
  listen('booking.rejected', onEnded),
]
