import { leave } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { isApiError } from '../../lib/api-error'
import { useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { useLiveBoard } from '../../lib/use-live'
import { settingsKey } from './use-resources'

/** For when the live link cannot get through. */
const REFETCH_MS = 60_000

/** Requests for leave, as far as this person sees them; they follow what colleagues do. */
export function useLeaveRequests() {
  const { id: storeId } = useStore()
  const client = useQueryClient()
  const refresh = () => {
    void client.invalidateQueries({ queryKey: settingsKey(storeId) })
    void client.invalidateQueries({ queryKey: ['todo-count', storeId] })
  }
  useLiveBoard(storeId, () => void client.invalidateQueries({ queryKey: [...settingsKey(storeId), 'leave'] }))
  const query = useQuery({
    queryKey: [...settingsKey(storeId), 'leave'],
    queryFn: ({ signal }) => call(leave.list, { params: { storeId } }, signal),
    refetchInterval: REFETCH_MS,
  })
  return { query, refresh }
}

/** One step of one request; whoever was overtaken sees how it stands. */
export function useLeaveStep<A extends readonly unknown[], T>(
  work: (...args: A) => Promise<T>,
  refresh: () => void,
  onDone: (result: T) => void,
) {
  return useAction(
    (...args: A) =>
      work(...args).catch((e: unknown) => {
        if (isApiError(e) && e.status === 409) refresh()
        throw e
      }),
    (result) => {
      refresh()
      onDone(result)
    },
  )
}
