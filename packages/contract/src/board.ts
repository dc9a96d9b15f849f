import * as z from 'zod/mini'
import { Alternative, BookingChannel, BookingState, Handover } from './booking'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, Instant, MinuteField, Version } from './fields'

/** One booking as the front desk sees it: personal data masked. */
export const BoardRow = z.object({
  id: Id,
  number: z.string(),
  state: BookingState,
  version: Version,
  day: DayField,
  minute: MinuteField,
  endMinute: MinuteField,
  serviceName: z.string(),
  vehicleName: z.string(),
  maskedPlate: z.nullable(z.string()),
  maskedName: z.nullable(z.string()),
  maskedPhone: z.nullable(z.string()),
  channel: BookingChannel,
  /** How much later the owner says to come. */
  lateMinutes: z.nullable(z.int()),
  /** Where the car is and who works on it, step by step. */
  steps: z.array(
    z.object({
      ordinal: z.int(),
      kind: z.enum(['reception', 'work', 'qc', 'wash']),
      /** Of a car that stays overnight some steps are on another day. */
      day: DayField,
      minute: MinuteField,
      endMinute: MinuteField,
      bayId: Id,
      technicianIds: z.array(Id),
      serviceName: z.nullable(z.string()),
    }),
  ),
  bayName: z.string(),
  technicianNames: z.array(z.string()),
  remark: z.string(),
  closingNote: z.nullable(z.string()),
  workorderNumber: z.nullable(z.string()),
  workorderId: z.nullable(Id),
  placedAt: Instant,
  handover: Handover,
  /** Work that has to be done again. */
  isRework: z.boolean(),
  /** How much later than booked the work begins; the customer knows. */
  delayMinutes: z.nullable(z.int()),
  /** It lost a bay or somebody, and nothing else was found: call the customer. */
  isUnseated: z.boolean(),
  finishedAt: z.nullable(Instant),
  /** The last day of a car that stays overnight. */
  lastDay: z.nullable(DayField),
  /** A no-show that does not count. */
  isWaived: z.boolean(),
  depositFen: z.int(),
})
export type BoardRow = z.infer<typeof BoardRow>

export const board = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/board',
  summary: "One day of one store, by time, for the front desk's board.",
  access: { staff: 'booking.read' },
  params: z.object({ storeId: Id }),
  query: z.object({ day: DayField }),
  response: z.object({
    day: DayField,
    isOpen: z.boolean(),
    note: z.nullable(z.string()),
    opensMinute: MinuteField,
    closesMinute: MinuteField,
    rows: z.array(BoardRow),
    /** The rows of the day's plan. */
    bays: z.array(z.object({ id: Id, name: z.string(), type: z.string() })),
    technicians: z.array(
      z.object({
        id: Id,
        name: z.string(),
        shifts: z.array(z.tuple([MinuteField, MinuteField])),
        leaves: z.array(z.tuple([MinuteField, MinuteField])),
      }),
    ),
  }),
  errors: ['store.not_found'],
})

export const search = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/booking-search',
  summary: 'Bookings from 7 days ago to 30 days ahead by plate tail, phone tail or name, nearest first, at most 20.',
  access: { staff: 'booking.read' },
  params: z.object({ storeId: Id }),
  query: z.object({ q: freeText(20).check(z.minLength(1)) }),
  response: z.array(BoardRow),
  errors: ['store.not_found'],
})

export const confirmQueue = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/confirm-queue',
  summary:
    'Bookings of all days that wait to be confirmed, longest waiting first: only opening hours count, and each should be answered by `dueAt`.',
  access: { staff: 'booking.read' },
  params: z.object({ storeId: Id }),
  response: z.array(
    z.object({
      row: BoardRow,
      /** Minutes of opening hours since it was placed. */
      waitedMinutes: z.int(),
      dueAt: Instant,
    }),
  ),
  errors: ['store.not_found'],
})

export const alternatives = endpoint({
  method: 'GET',
  path: '/api/bookings/:bookingId/alternatives',
  summary: 'Up to three free times close to the one of a booking, to offer when it is turned down.',
  access: { staff: 'booking.confirm' },
  params: z.object({ bookingId: Id }),
  response: z.array(Alternative),
  errors: ['booking.not_found'],
})

/** Where a command left the booking; screens read the row itself anew. */
const Standing = z.object({ id: Id, state: BookingState, version: Version })

const bookingParams = z.object({ bookingId: Id })
const seen = { version: Version }

export const confirm = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/confirmation',
  summary: 'The front desk confirms a placed booking.',
  access: { staff: 'booking.confirm' },
  params: bookingParams,
  body: z.object(seen),
  response: Standing,
  errors: ['booking.not_found', 'booking.state_changed'],
})

export const reject = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/rejection',
  summary:
    'The front desk turns a placed booking down, with a reason the owner reads. Its capacity is free again at once.',
  access: { staff: 'booking.confirm' },
  params: bookingParams,
  body: z.object({
    ...seen,
    reason: z.enum(['no_parts', 'no_capacity', 'needs_diagnosis', 'not_serviced', 'other']),
    note: z._default(freeText(100), ''),
    /** Times the store offers instead: the owner takes one with a tap. */
    proposals: z._default(z.array(Alternative).check(z.maxLength(3)), []),
  }),
  response: Standing,
  errors: ['booking.not_found', 'booking.state_changed', 'booking.slot_past', 'booking.slot_too_far'],
})

export const arrive = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/arrival',
  summary: "The car is in the yard. Only on the booking's own day; also for a car that was already called a no-show.",
  access: { staff: 'booking.arrive' },
  params: bookingParams,
  body: z.object(seen),
  response: Standing,
  errors: ['booking.not_found', 'booking.state_changed', 'booking.not_today'],
})

export const markNoShow = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/no-show',
  summary: 'The car did not come. Possible from the start of the slot on.',
  access: { staff: 'booking.arrive' },
  params: bookingParams,
  body: z.object(seen),
  response: Standing,
  errors: ['booking.not_found', 'booking.state_changed', 'booking.not_today'],
})

export const waiveNoShow = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/no-show-waiver',
  summary: 'A no-show that shall not count against the customer, with the reason why. Repeating it changes nothing.',
  access: { staff: 'booking.cancel' },
  params: bookingParams,
  body: z.object({ ...seen, reason: freeText(100).check(z.minLength(2)) }),
  response: Standing,
  errors: ['booking.not_found', 'booking.state_changed'],
})

export const cancelForCustomer = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/store-cancellation',
  summary:
    'The front desk cancels, at the customer’s wish or for a reason of the store. The latter never counts against the customer.',
  access: { staff: 'booking.cancel' },
  params: bookingParams,
  body: z.object({ ...seen, by: z.enum(['customer', 'store']), note: freeText(100).check(z.minLength(1)) }),
  response: Standing,
  errors: ['booking.not_found', 'booking.state_changed'],
})

export const reveal = endpoint({
  method: 'POST',
  path: '/api/bookings/:bookingId/reveal',
  summary: 'Full name, phone, plate and VIN of one booking. Every call is written to the audit log with its reason.',
  access: { staff: 'customer.reveal' },
  limit: { points: 60, seconds: 86_400, by: 'session' },
  params: bookingParams,
  body: z.object({ reason: freeText(100).check(z.minLength(2)) }),
  response: z.object({
    name: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    plate: z.nullable(z.string()),
    vin: z.nullable(z.string()),
  }),
  errors: ['booking.not_found'],
})
