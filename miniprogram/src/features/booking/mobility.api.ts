import { mobility } from '@pitlane/contract'
import { api } from '../../lib/api'
import { useRemote } from '../../lib/use-remote'

/** Whether a driver and a loaner car are free for a visit; nothing while it is not known how long that takes. */
export function useMobilityOffers(visit: {
  readonly storeId: string
  readonly day: string
  readonly minute: number
  readonly visitMinutes: number | undefined
}) {
  const { storeId, day, minute, visitMinutes } = visit
  return useRemote(
    async () =>
      visitMinutes
        ? api(mobility.offers, { query: { storeId, day, minute, endMinute: Math.min(minute + visitMinutes, 1440) } })
        : undefined,
    [storeId, day, minute, visitMinutes],
  )
}
