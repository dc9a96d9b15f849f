import { files } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'

/** Links are good for ten minutes at least; a panel may stand open for hours. */
const FRESH_MS = 240_000

/** What the owner sent with a booking, with links that work as long as the panel is open. */
export const useBookingFiles = (bookingId: string) =>
  useQuery({
    queryKey: ['booking-files', bookingId],
    queryFn: ({ signal }) => call(files.ofBooking, { params: { bookingId } }, signal),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
  })
