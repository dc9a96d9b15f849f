import { messaging } from '@pitlane/contract'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useLiveBoard } from '../../lib/use-live'

export type Todo = messaging.PhoneTodoView
export type TodoState = Todo['state']

/** For when the live link cannot get through. */
const REFETCH_MS = 60_000

/** The calls of a store, page by page; they follow what colleagues and the clock do. */
export function useTodos(storeId: string, state: TodoState) {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['phone-todos', storeId] })
  useLiveBoard(storeId, refresh)
  const query = useInfiniteQuery({
    queryKey: ['phone-todos', storeId, state],
    queryFn: ({ pageParam, signal }) =>
      call(
        messaging.phoneTodos,
        { params: { storeId }, query: { state, ...(pageParam ? { after: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: REFETCH_MS,
  })
  return {
    query,
    refresh,
    todos: query.data?.pages.flatMap(({ items }) => items),
    open: query.data?.pages[0]?.open ?? 0,
  }
}
