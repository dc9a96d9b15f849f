import { settlement } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { workshopKey } from '../use-workorders'

/** An open payment ends by itself: without news the page asks at this pace. */
const POLL_MS = 15_000

/** What a visit costs, as it stands now; it follows every command of the workshop. */
export function useSettlement(workorderId: string, isWanted = true) {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: [...workshopKey(storeId), 'settlement', workorderId],
    queryFn: ({ signal }) => call(settlement.read, { params: { workorderId } }, signal),
    refetchInterval: POLL_MS,
    enabled: isWanted,
  })
}
