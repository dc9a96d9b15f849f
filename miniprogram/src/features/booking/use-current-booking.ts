import { booking } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { storeToday } from '../../lib/time'
import { usePolling } from '../../lib/use-polling'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'

type Booking = booking.BookingView

/** For when the socket cannot get through. */
const POLL_MS = 30_000

/** The next visit, or the one of today that has begun; null when there is neither. */
async function findCurrent(): Promise<Booking | null> {
  const upcoming = await api(booking.mine, { query: { when: 'upcoming' } })
  const next = upcoming.items[0]
  if (next) return next
  const past = await api(booking.mine, { query: { when: 'past' } })
  return past.items.find((item) => item.state === 'arrived' && item.day === storeToday()) ?? null
}

/** What the owner is waiting for, kept true while it is looked at. */
export function useCurrentBooking() {
  const owner = useProfile()?.id
  const remote = useRemote(async () => (owner ? findCurrent() : null), [owner])
  useLive(owner ? { kind: 'mine' } : null, remote.reload)
  usePolling(() => (owner ? remote.reload() : undefined), POLL_MS)
  useReturn(remote.reload)
  return remote
}
