/** Every state that a booking enters is announced under its own name, with `bookingId` and `storeId`. */
export const BOOKING_EVENTS = [
  'booking.placed',
  'booking.confirmed',
  'booking.arrived',
  'booking.cancelled',
  'booking.rejected',
  'booking.no_show',
] as const
