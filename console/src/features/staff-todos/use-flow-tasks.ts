import { process, workorder } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { useLiveTasks } from '../../lib/use-live'

/** For when the live link cannot get through. */
const REFETCH_MS = 60_000

/** The person's own steps of flows in a store, and those that wait for somebody of their roles; the first due first. */
export function useFlowTasks() {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  useLiveTasks(storeId, () => void client.invalidateQueries({ queryKey: ['flow-tasks', storeId] }))
  return useQuery({
    queryKey: ['flow-tasks', storeId],
    queryFn: ({ signal }) => call(process.myTasks, { query: { storeId } }, signal),
    refetchInterval: REFETCH_MS,
  })
}

/** The cars in the house by their work order, for those who may see them. */
export function useCars(): ReadonlyMap<string, workorder.WorkorderCard> {
  const { id: storeId, permissions } = useStore()
  const { data } = useQuery({
    queryKey: ['flow-tasks', storeId, 'cars'],
    queryFn: ({ signal }) => call(workorder.board, { params: { storeId }, query: {} }, signal),
    enabled: permissions.includes('workorder.read'),
    refetchInterval: REFETCH_MS,
  })
  return new Map(data?.cards.map((card) => [card.id, card]))
}
