import { at, big, day, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 预约 */
export const Booking = table('booking', {
  id: id().key(),
  number: text(10),
  requestId: text(36),
  storeId: id(),
  customerId: id(),
  vehicleId: id(),
  serviceId: id(),
  state: oneOf('placed', 'confirmed', 'arrived', 'cancelled', 'rejected', 'no_show'),
  version: int(),
  day: day(),
  startsMinute: int(),
  endsMinute: int(),
  startsAt: at(),
  bayId: id(),
  technicianIds: json<string[]>(),
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
})
export type Booking = Row<typeof Booking>

/** One quarter of an hour of one technician or bay, taken. The primary key is the promise that nothing is double booked. */
export const Claim = table('claim', {
  resourceId: id().key(),
  day: day().key(),
  cell: int().key(),
  storeId: id(),
  bookingId: id(),
})
export type Claim = Row<typeof Claim>
