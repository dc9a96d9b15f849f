import * as z from 'zod/mini'
import { BookingState, BookingView, Handover } from './booking'
import { endpoint } from './endpoint'
import { DayField, Id, Instant, MinuteField, Nothing } from './fields'
import { Alternative } from './slots'

/** How long before the visit an owner may check in. */
export const CHECK_IN_MINUTES = 60

const params = z.object({ bookingId: Id })

/** What an owner has given away of one booking. */
const Shares = z.object({
  /** Links that still open. */
  open: z.int(),
  /** Until when they do. */
  until: Instant,
})

export const share = endpoint({
  method: 'POST',
  path: '/api/me/bookings/:bookingId/shares',
  summary:
    'Makes a link for a family member: whoever has it sees when and where, but no name, number or price. It ends a day after the visit; a booking that is moved takes it along.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  params,
  response: z.object({ token: z.string(), until: Instant }),
  errors: ['booking.not_found', 'booking.share_over', 'booking.share_too_many'],
})

export const shares = endpoint({
  method: 'GET',
  path: '/api/me/bookings/:bookingId/shares',
  summary: 'Whether a booking has been shared, and until when.',
  access: 'customer',
  params,
  response: Shares,
  errors: ['booking.not_found'],
})

export const revoke = endpoint({
  method: 'DELETE',
  path: '/api/me/bookings/:bookingId/shares',
  summary: 'Ends every link of a booking. Repeating it changes nothing.',
  access: 'customer',
  params,
  response: Nothing,
  errors: ['booking.not_found'],
})

/** A booking as a family member sees it. */
export const SharedBooking = z.object({
  state: BookingState,
  storeName: z.string(),
  storeAddress: z.string(),
  storePhone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  day: DayField,
  minute: MinuteField,
  endMinute: MinuteField,
  /** When the car is ready, if it stays overnight. */
  ready: z.nullable(Alternative),
  startsAt: Instant,
  services: z.array(z.string()),
  vehicleName: z.string(),
  maskedPlate: z.nullable(z.string()),
  handover: Handover,
  delayMinutes: z.nullable(z.int()),
})
export type SharedBooking = z.infer<typeof SharedBooking>

export const shared = endpoint({
  method: 'GET',
  path: '/api/shared-bookings/:token',
  summary: 'What a link shows. One that was revoked, has ended or never was answers alike: `booking.share_over`.',
  access: 'public',
  limit: { points: 60, seconds: 60, by: 'address' },
  params: z.object({ token: z.string().check(z.regex(/^[\w-]{20,64}$/)) }),
  response: SharedBooking,
  errors: ['booking.share_over'],
})

export const checkIn = endpoint({
  method: 'POST',
  path: '/api/me/bookings/check-in',
  summary:
    "The owner is at the store and has scanned the code at its entrance: today's booking there has arrived. A repeat answers the same. With several cars today the choices come back; call again with `bookingId`.",
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  body: z.object({
    code: z.string().check(z.trim(), z.minLength(1), z.maxLength(64)),
    bookingId: z.optional(Id),
  }),
  response: z.object({
    /** The booking that has arrived; null while it has to be chosen. */
    booking: z.nullable(BookingView),
    choices: z.array(BookingView),
  }),
  errors: [
    'booking.check_in_code_wrong',
    'booking.check_in_none',
    'booking.check_in_early',
    'booking.check_in_unconfirmed',
    'booking.state_changed',
  ],
})
