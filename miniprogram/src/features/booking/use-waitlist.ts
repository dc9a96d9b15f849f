import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { usePolling } from '../../lib/use-polling'
import { useReturn } from '../../lib/use-return'
import { useMyWaitlist } from './booking.api'

/** For when the socket cannot get through: an offer lasts only minutes. */
const POLL_MS = 30_000

/** What the owner waits for, kept true while it is looked at. */
export function useWaitlist() {
  const owner = useProfile()?.id
  const remote = useMyWaitlist()
  const { reload } = remote
  useLive(owner ? { kind: 'mine' } : null, reload)
  usePolling(() => (remote.data?.length ? reload() : undefined), POLL_MS)
  useReturn(reload)
  return remote
}
