import type { board } from '@pitlane/contract'
import { BookingFiles } from '../features/files'
import { BookingTrips } from '../features/mobility'

interface Props {
  readonly row: Pick<board.BoardRow, 'id' | 'day' | 'lastDay'>
}

/** What came with a booking: the trips of the car, and what its owner sent. */
export const BesideBooking = ({ row }: Props) => (
  <>
    <BookingTrips bookingId={row.id} day={row.day} lastDay={row.lastDay ?? row.day} />
    <BookingFiles bookingId={row.id} />
  </>
)
