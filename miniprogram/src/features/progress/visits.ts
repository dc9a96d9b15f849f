import { workorder, type View } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { usePolling } from '../../lib/use-polling'
import { useRemote } from '../../lib/use-remote'
import { useReturn } from '../../lib/use-return'

export type Visit = View<typeof workorder.mine>['items'][number]

/** For when the socket cannot get through. */
const POLL_MS = 30_000

const OVER: readonly string[] = ['delivered', 'closed', 'cancelled']
export const isOver = ({ state }: Pick<Visit, 'state'>): boolean => OVER.includes(state)
/** The car is with the store. Before that there is only a booking. */
export const isInHouse = (visit: Pick<Visit, 'state'>): boolean => visit.state !== 'pre' && !isOver(visit)

/** The work is done and the car waits for its owner. */
export const isReady = ({ state }: Pick<Visit, 'state'>): boolean => state === 'ready' || state === 'settled'

/** The promise is broken. */
export const isLate = (promisedAt: string, now = Date.now()): boolean => Date.parse(promisedAt) < now

/** The owner's visits, of one car where it is named, kept true while they are looked at. */
export function useVisits(vehicleId?: string) {
  const owner = useProfile()?.id
  const remote = useRemote(
    async () => (owner ? (await api(workorder.mine, { query: { vehicleId } })).items : []),
    [owner, vehicleId],
  )
  useLive(owner ? { kind: 'mine' } : null, remote.reload)
  usePolling(() => (owner ? remote.reload() : undefined), POLL_MS)
  useReturn(remote.reload)
  return remote
}
