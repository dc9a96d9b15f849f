import { workorder } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../lib/api'
import { workshopKey } from '../use-workorders'

/** Today on the floor, in one read. */
export const useFloor = (storeId: string, pace: number) =>
  useQuery({
    queryKey: [...workshopKey(storeId), 'floor'],
    queryFn: ({ signal }) => call(workorder.floorPlan, { params: { storeId } }, signal),
    refetchInterval: pace,
  })
