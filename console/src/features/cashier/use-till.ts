import { cashier } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useLiveBoard } from '../../lib/use-live'

/** For when the live link cannot get through; payments from phones make no news of the workshop. */
const REFETCH_MS = 30_000

/** The till of a store; it follows what colleagues and owners pay. */
export function useTill(storeId: string) {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['till', storeId] })
  useLiveBoard(storeId, refresh)
  const query = useQuery({
    queryKey: ['till', storeId],
    queryFn: ({ signal }) => call(cashier.till, { params: { storeId } }, signal),
    refetchInterval: REFETCH_MS,
  })
  return { query, refresh }
}
