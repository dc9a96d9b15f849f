import type { JobHandler } from '../../platform/app'
import { sweepNoShow } from './booking.service'

/** Planted with each booking for the end of its grace period. */
export const noShowCheck: JobHandler = {
  kind: 'booking.no_show_check',
  run: (app, payload) => sweepNoShow(app, String(payload['bookingId'])),
}
