/** What a booking's state means for its work order; a no-show that comes late revives it. */
const standings = {
  // A time that is only kept has no work order; its events come with the booking.
  held: 'pre',
  expired: 'cancelled',
  placed: 'pre',
  confirmed: 'pre',
  arrived: 'received',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  no_show: 'cancelled',
} as const

export const workorderStateOf = (bookingState: keyof typeof standings) => standings[bookingState]
