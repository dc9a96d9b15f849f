import { booking } from '@pitlane/contract'

/** Where a booking stands: always a word, the tone only underlines it. */
export function StateTag({ state }: { state: booking.BookingState }) {
  const { zh, tone } = booking.bookingStates[state]
  return <span className={`tag tone-${tone}`}>{zh}</span>
}
