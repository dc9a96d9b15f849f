import { useQueries } from '@tanstack/react-query'
import { detailQuery, useLanes } from '../use-workorders'
import { isOnFloor } from './floor'

/** The cars that are being worked on, or will be, with all of their jobs. */
export function useFloor(storeId: string, pace: number) {
  const lanes = useLanes(storeId, false, pace)
  const ids = (lanes.data?.cards ?? []).filter(isOnFloor).map(({ id }) => id)
  const details = useQueries({ queries: ids.map((id) => detailQuery(storeId, id)) })
  return {
    lanes,
    orders: details.flatMap(({ data }) => (data ? [data] : [])),
    isComplete: lanes.data !== undefined && details.every(({ isPending }) => !isPending),
    failed: details.filter(({ error, data }) => error !== null && !data).length,
  }
}
