import type { Module } from '../../platform/module'
import type { Listener } from '../../platform/outbox'
import { BOOKING_EVENTS, type MovedWork } from '../booking'
import { afterSales } from './after-sales.flow'
import {
  addonReminderJob,
  finishBookingJob,
  planAddonJob,
  planJobJob,
  planRemovalJob,
  promiseCheckJob,
} from './floor.jobs'
import { floorRoutes } from './floor.routes'
import { workKeys, workshopKey } from './following.queries'
import { followSeats } from './following-seats.service'
import { JobInterval, JobLine, PartLine } from './job.entity'
import {
  Addon,
  Handover,
  Inspection,
  QcRecord,
  Quote,
  Workorder,
  WorkorderCommandRow,
  WorkorderEntry,
} from './workorder.entity'
import { remindOfQuote } from './quote-reminding.service'
import { receptionRoutes } from './workorder.routes'
import { adoptWorkorders, closeVisit, followBooking } from './workorder.service'

export const workorderModule: Module = {
  name: 'workorder',
  tables: [
    ...[Workorder, WorkorderEntry, Inspection, Quote, Addon, QcRecord, Handover],
    ...[JobLine, JobInterval, PartLine, WorkorderCommandRow],
  ] as never,
  topics: { workshop: workshopKey, work: workKeys },
  routes: [...receptionRoutes, ...floorRoutes],
  jobs: [addonReminderJob, finishBookingJob, planAddonJob, planJobJob, planRemovalJob, promiseCheckJob],
  flows: { definitions: [afterSales] },
  listeners: [
    ...BOOKING_EVENTS.map((on): Listener => ({
      name: `workorder.follow_${on.replace('.', '_')}`,
      on,
      inTx: (app, tx, event) => followBooking(app, tx, String(event['bookingId'])),
    })),
    {
      name: 'workorder.follow_seats',
      on: 'booking.reseated',
      inTx: (app, tx, event) => followSeats(app, tx, String(event['bookingId']), event['moved'] as MovedWork[]),
    },
    { name: 'workorder.remind_of_quote', on: 'flow.notice', inTx: remindOfQuote },
    {
      name: 'workorder.close_visit',
      on: 'flow.ended',
      inTx: async (app, tx, event) => {
        if (event['subjectType'] === 'workorder')
          await closeVisit(app, tx, String(event['subjectId']), String(event['result']))
      },
    },
    {
      name: 'workorder.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptWorkorders(tx, String(event['from']), String(event['to'])),
    },
  ],
}
