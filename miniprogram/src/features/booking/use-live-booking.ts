import { useLive } from '../../lib/live'
import { usePolling } from '../../lib/use-polling'
import { useReturn } from '../../lib/use-return'
import { useBooking } from './booking.api'

/** For when the socket cannot get through. */
const POLL_MS = 30_000

/** One booking, kept true while it is looked at. */
export function useLiveBooking(bookingId: string) {
  const remote = useBooking(bookingId)
  useLive({ kind: 'mine' }, remote.reload)
  usePolling(remote.reload, POLL_MS)
  useReturn(remote.reload)
  return remote
}
