import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, FenField, freeText, Id, Instant, MinuteField, Nothing, Version } from './fields'
import { FileIds, FilesView } from './files'
import { MobilityWish } from './mobility-wish'
import { Alternative, MAX_SERVICES } from './slots'

export * from './slot-page'
export * from './slots'

/** Where a booking stands (DOMAIN §2.2), what the owner reads, and its tone. */
export const bookingStates = {
  placed: { zh: '待确认', tone: 'wait' },
  confirmed: { zh: '已确认', tone: 'going' },
  arrived: { zh: '已到店', tone: 'done' },
  cancelled: { zh: '已取消', tone: 'muted' },
  rejected: { zh: '未接受', tone: 'stop' },
  no_show: { zh: '未到店', tone: 'stop' },
  held: { zh: '保留中', tone: 'wait' },
  expired: { zh: '保留已过期', tone: 'muted' },
} as const
export const BookingState = z.enum([
  'held',
  'placed',
  'confirmed',
  'arrived',
  'cancelled',
  'rejected',
  'no_show',
  'expired',
])
export type BookingState = z.infer<typeof BookingState>

/** How a booking came in. */
export const bookingChannels = { owner: '车主预约', phone: '电话预约', walk_in: '随到' } as const
export const BookingChannel = z.enum(['owner', 'phone', 'walk_in'])

export const cancelReasons = {
  plan_changed: '行程有变',
  wrong_time: '想换个时间',
  booked_elsewhere: '已在别处处理',
  no_longer_needed: '暂时不需要了',
  other: '其他原因',
} as const

export const rejectReasons = {
  no_parts: '所需配件暂缺',
  no_capacity: '当天无法安排',
  needs_diagnosis: '需要先到店诊断',
  not_serviced: '本店不做该项目',
  other: '其他原因',
} as const

/** Where the owner is while the car is worked on. */
export const handovers = { wait: '到店等候', leave: '留车后离开', fetch: '上门取车' } as const
export const Handover = z.enum(['wait', 'leave', 'fetch'])
export type Handover = z.infer<typeof Handover>

export const BookingView = z.object({
  id: Id,
  /** What people read aloud: `BK` and eight characters. */
  number: z.string(),
  state: BookingState,
  version: Version,
  storeId: Id,
  storeName: z.string(),
  storePhone: z.string(),
  storeAddress: z.string(),
  services: z.array(z.object({ id: Id, name: z.string(), priceFen: FenField })),
  /** Names of all services, `小保养、四轮定位`. */
  serviceName: z.string(),
  priceFen: FenField,
  vehicleId: Id,
  plate: z.nullable(z.string()),
  vehicleName: z.string(),
  day: DayField,
  minute: MinuteField,
  /** On the first day. */
  endMinute: MinuteField,
  /** When the car is ready, if it stays overnight. */
  ready: z.nullable(Alternative),
  startsAt: Instant,
  remark: z.string(),
  /** Until when the owner may cancel or change without calling; null when it is over. */
  cancelUntil: z.nullable(Instant),
  /** How much later the owner said to come. */
  lateMinutes: z.nullable(z.int()),
  /** Why it was cancelled or rejected, as the person reads it. */
  closingNote: z.nullable(z.string()),
  handover: Handover,
  /** How much later than booked the work begins, because the day went otherwise. */
  delayMinutes: z.nullable(z.int()),
  /** Deposit the store asks for, given back on arrival; 0 for nearly everybody. */
  depositFen: FenField,
  /** Times the store offers instead of the one it turned down. */
  proposals: z.array(Alternative),
  createdAt: Instant,
  /** Photos and voice that the owner sent with it; only where a single booking is read. */
  files: z.optional(FilesView),
})
export type BookingView = z.infer<typeof BookingView>

const Wish = {
  /** Made once per intent by the client. */
  requestId: z.uuid(),
  storeId: Id,
  /** In the order in which they are done. */
  serviceIds: z.array(Id).check(z.minLength(1), z.maxLength(MAX_SERVICES)),
  vehicleId: Id,
  day: DayField,
  minute: MinuteField,
}

const placingErrors = [
  'store.not_found',
  'catalog.service_not_found',
  'catalog.service_not_bookable',
  'catalog.service_not_for_fuel',
  'vehicle.not_found',
  'customer.phone_required',
  'booking.slot_taken',
  'booking.slot_past',
  'booking.slot_closed',
  'booking.slot_too_far',
  'booking.vehicle_booked',
  'booking.too_many',
] as const

export const hold = endpoint({
  method: 'POST',
  path: '/api/booking-holds',
  summary:
    'Keeps a time for a few minutes while the owner confirms; nobody else can take it meanwhile. A new hold ends the one before.',
  access: 'customer',
  limit: { points: 30, seconds: 60, by: 'session' },
  body: z.object(Wish),
  response: z.object({ holdId: Id, heldUntil: Instant }),
  errors: placingErrors,
})

export const releaseHold = endpoint({
  method: 'DELETE',
  path: '/api/booking-holds/:holdId',
  summary: 'Gives a kept time back. Repeating it changes nothing.',
  access: 'customer',
  params: z.object({ holdId: Id }),
  response: Nothing,
  errors: ['booking.not_found'],
})

export const place = endpoint({
  method: 'POST',
  path: '/api/bookings',
  summary:
    'Places a booking. The same `requestId` again answers with the same booking. 409 `booking.slot_taken` carries `data.alternatives`.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  body: z.object({
    ...Wish,
    remark: z._default(freeText(200), ''),
    handover: z._default(Handover, 'wait'),
    /** The lane of the usual advisor, if it can be had. */
    laneId: z.optional(Id),
    /** The time kept for this wish. Without it, or when it has ended, the time is taken as it is free. */
    holdId: z.optional(Id),
    /** Photos and voice that the owner has sent before, in the order in which they are shown. */
    fileIds: z.optional(FileIds),
    /** A driver or a loaner car with it; `trip` goes with `handover: 'fetch'`. */
    mobility: z.optional(MobilityWish),
  }),
  response: BookingView,
  errors: [...placingErrors, 'files.not_found', 'files.too_many', 'mobility.no_driver', 'mobility.no_loaner'],
})

export const mine = endpoint({
  method: 'GET',
  path: '/api/me/bookings',
  summary: "The owner's bookings: those to come (soonest first) or those past (latest first), 20 a page.",
  access: 'customer',
  query: z.object({ when: z.enum(['upcoming', 'past']), after: z.optional(Id) }),
  response: z.object({ items: z.array(BookingView), next: z.nullable(Id) }),
  errors: ['booking.not_found'],
})

export const one = endpoint({
  method: 'GET',
  path: '/api/me/bookings/:bookingId',
  summary: "One of the owner's bookings.",
  access: 'customer',
  params: z.object({ bookingId: Id }),
  response: BookingView,
  errors: ['booking.not_found'],
})

export const cancel = endpoint({
  method: 'POST',
  path: '/api/me/bookings/:bookingId/cancellation',
  summary: 'Cancels before the cut-off. Repeating it changes nothing.',
  access: 'customer',
  params: z.object({ bookingId: Id }),
  body: z.object({
    reason: z.enum(['plan_changed', 'wrong_time', 'booked_elsewhere', 'no_longer_needed', 'other']),
  }),
  response: BookingView,
  errors: ['booking.not_found', 'booking.too_late_to_cancel', 'booking.state_changed'],
})

export const reschedule = endpoint({
  method: 'POST',
  path: '/api/me/bookings/:bookingId/reschedule',
  summary:
    'Moves a booking to another time before the cut-off. The old time is kept until the new one is had: 409 `booking.slot_taken` with alternatives leaves everything as it was.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params: z.object({ bookingId: Id }),
  body: z.object({ version: Version, day: DayField, minute: MinuteField }),
  response: BookingView,
  errors: [
    'mobility.no_driver',
    'mobility.no_loaner',
    'booking.not_found',
    'booking.state_changed',
    'booking.too_late_to_change',
    'booking.slot_taken',
    'booking.slot_past',
    'booking.slot_closed',
    'booking.slot_too_far',
    'booking.vehicle_booked',
  ],
})

export const lateOutcomes = {
  kept: '时间为您保留，到店后按原预约接待。',
  shifted: '已为您顺延，其他客人不受影响。',
  full: '当天之后的时间已约满，门店会尽量安排，可能需要等候；也可以改约其他时间。',
} as const

export const late = endpoint({
  method: 'POST',
  path: '/api/me/bookings/:bookingId/lateness',
  summary:
    'The owner says how much later they will come, once. Answers at once what happens: the time is kept, the visit begins later, or the day is full. With `dryRun` nothing is written.',
  access: 'customer',
  params: z.object({ bookingId: Id }),
  body: z.object({ minutes: z.int().check(z.minimum(5), z.maximum(120)), dryRun: z._default(z.boolean(), false) }),
  response: z.object({ outcome: z.enum(['kept', 'shifted', 'full']), minute: MinuteField, booking: BookingView }),
  errors: [
    'mobility.no_driver',
    'mobility.no_loaner',
    'booking.not_found',
    'booking.state_changed',
    'booking.late_told',
    'booking.not_today',
  ],
})
