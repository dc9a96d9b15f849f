import { mobility, sharing } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { usePolling } from '../../lib/use-polling'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'

const params = (bookingId: string) => ({ params: { bookingId } })

/** Whether a booking is shared, and until when. */
export const useShares = (bookingId: string) => useRemote(() => api(sharing.shares, params(bookingId)), [bookingId])
export const makeShare = (bookingId: string) => api(sharing.share, params(bookingId))
export const endShares = (bookingId: string) => api(sharing.revoke, params(bookingId))

/** A family member has no log-in, so nothing is pushed to them. */
const POLL_MS = 30_000

/** What a link shows, kept true while it is looked at. */
export function useShared(token: string) {
  const remote = useRemote(() => api(sharing.shared, { params: { token } }), [token])
  usePolling(remote.reload, POLL_MS)
  useReturn(remote.reload)
  return remote
}

export const checkIn = (code: string, bookingId?: string) =>
  api(sharing.checkIn, { body: bookingId === undefined ? { code } : { code, bookingId } })

/** Drivers and a loaner car that come with a booking, kept true while they are looked at. */
export function useMobility(bookingId: string) {
  const owner = useProfile()?.id
  const remote = useRemote(() => api(mobility.mine, params(bookingId)), [bookingId, owner])
  useLive({ kind: 'mine' }, remote.reload)
  useReturn(remote.reload)
  return remote
}

const seen = (version: number) => ({ body: { version } })
export const agree = ({ id, version }: mobility.TripView) =>
  api(mobility.agree, { params: { tripId: id }, ...seen(version) })
export const cancelTrip = ({ id, version }: mobility.TripView) =>
  api(mobility.cancelTrip, { params: { tripId: id }, ...seen(version) })
export const cancelLoaner = ({ id, version }: mobility.LoanerView) =>
  api(mobility.cancelLoaner, { params: { loanerId: id }, ...seen(version) })
