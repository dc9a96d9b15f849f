import type { Module } from '../../platform/module'
import { BOOKING_EVENTS } from '../booking'
import { JobInterval, JobLine, PartLine } from './job.entity'
import { Addon, Handover, Inspection, QcRecord, Quote, Workorder, WorkorderEntry } from './workorder.entity'
import { followBooking } from './workorder.service'

export const workorderModule: Module = {
  name: 'workorder',
  tables: [
    ...[Workorder, WorkorderEntry, Inspection, Quote, Addon, QcRecord, Handover],
    ...[JobLine, JobInterval, PartLine],
  ] as never,
  listeners: BOOKING_EVENTS.map((on) => ({
    name: `workorder.follow_${on.replace('.', '_')}`,
    on,
    inTx: (app, tx, event) => followBooking(app, tx, String(event['bookingId'])),
  })),
}
