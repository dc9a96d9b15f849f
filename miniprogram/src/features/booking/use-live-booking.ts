import { useLive } from '../../lib/live'
import { useReturn } from '../../lib/use-return'
import { useBooking } from './booking.api'

/** One booking, kept true while it is looked at. */
export function useLiveBooking(bookingId: string) {
  const remote = useBooking(bookingId)
  useLive({ kind: 'mine' }, remote.reload)
  useReturn(remote.reload)
  return remote
}
