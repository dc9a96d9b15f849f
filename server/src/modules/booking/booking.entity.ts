import { at, big, day, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 预约 */
export const Booking = table('booking', {
  id: id().key(),
  number: text(10),
  requestId: text(36),
  storeId: id(),
  customerId: id(),
  vehicleId: id(),
  state: oneOf('held', 'placed', 'confirmed', 'arrived', 'cancelled', 'rejected', 'no_show', 'expired'),
  version: int(),
  day: day(),
  startsMinute: int(),
  endsMinute: int(),
  startsAt: at(),
  /** The price when it was booked. */
  priceFen: big(),
  remark: text(200),
  /** `<vehicle>:<day>` while the booking is live, so that a car has one live booking a day; null when it is over. */
  liveKey: text(40).nullable(),
  closedBy: oneOf('customer', 'store', 'system').nullable(),
  closingReason: text(24).nullable(),
  closingNote: text(100).nullable(),
  createdAt: at(),
  updatedAt: at(),
  channel: oneOf('owner', 'phone', 'walk_in'),
  /** Until when a chosen time is kept while its owner confirms; null from then on. */
  heldUntil: at().nullable(),
  /** How much later than the start the owner will come, as announced; 0 when the start has been moved for it. */
  lateMinutes: int().nullable(),
  /** Work that has to be done again. */
  isRework: flag(),
  handover: oneOf('wait', 'leave', 'fetch'),
  /** When somebody decided that a no-show does not count. */
  waivedAt: at().nullable(),
  /** Deposit that is asked of who did not come too often. */
  depositFen: big(),
  /** How much later than booked the work begins, because the day went otherwise. */
  delayMinutes: int().nullable(),
  /** A step to come has lost its bay or somebody, and no other way was found. */
  isUnseated: flag(),
  /** When the work was done. */
  finishedAt: at().nullable(),
  /** The last day of a car that stays overnight. */
  lastDay: day().nullable(),
  /** Times the store offers instead of the one it turned down. */
  proposals: json<{ readonly day: string; readonly minute: number }[]>().nullable(),
})
export type Booking = Row<typeof Booking>

/** What a booking has to which nothing out of the ordinary has happened. */
export const ordinary = {
  ...{ closedBy: null, closingReason: null, closingNote: null, lateMinutes: null, isRework: false, handover: 'wait' },
  ...{ waivedAt: null, depositFen: 0, delayMinutes: null, isUnseated: false, finishedAt: null, lastDay: null },
  proposals: null,
} as const satisfies Partial<Booking>

/** One quarter of an hour of one technician or bay, taken. The primary key is the promise that nothing is double booked. */
export const Claim = table('claim', {
  resourceId: id().key(),
  day: day().key(),
  cell: int().key(),
  storeId: id(),
  bookingId: id(),
  /** After this instant the cell is free, whether somebody has cleared it away or not. */
  heldUntil: at().nullable(),
  /** Out of which reserve the car came; see `RESERVES` in reserves.ts. */
  reserve: int(),
})
export type Claim = Row<typeof Claim>

/** One step of a visit, with the bay and the people that do it. */
export const BookingStep = table('booking_step', {
  bookingId: id().key(),
  ordinal: int().key(),
  kind: oneOf('reception', 'work', 'qc', 'wash'),
  serviceId: id().nullable(),
  day: day(),
  startsMinute: int(),
  endsMinute: int(),
  bayId: id(),
  technicianIds: json<string[]>(),
  /** The price of a work step when it was booked. */
  priceFen: big(),
  /** Whether it holds its bay and its people: a claim for each of its cells, or none at all. */
  isSeated: flag(),
  /** The job of the workshop that it does, of work that was found during the visit; null of what was booked. */
  jobId: id().nullable(),
})
export type BookingStep = Row<typeof BookingStep>

/** 候补: a wish to be called when a time comes free. */
export const Waitlist = table('waitlist', {
  id: id().key(),
  customerId: id(),
  vehicleId: id(),
  storeId: id(),
  serviceIds: json<string[]>(),
  day: day(),
  fromMinute: int(),
  toMinute: int(),
  state: oneOf('waiting', 'offered', 'accepted', 'ended'),
  /** How often a time was offered and let go. */
  offers: int(),
  /** The held booking that is offered. */
  offerId: id().nullable(),
  /** `<vehicle>:<day>` while it is waiting or offered. */
  liveKey: text(40).nullable(),
  version: int(),
  createdAt: at(),
  updatedAt: at(),
})
export type Waitlist = Row<typeof Waitlist>

/** 分享: a link that shows one booking to whoever has it. */
export const BookingShare = table('booking_share', {
  /** SHA-256 of what is in the link. */
  tokenHash: text(43).key(),
  bookingId: id(),
  createdAt: at(),
  revokedAt: at().nullable(),
})
export type BookingShare = Row<typeof BookingShare>
