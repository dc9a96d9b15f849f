import { todo } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useLiveBoard } from '../../lib/use-live'

export type TodoState = todo.Todo['state']

/** For when the live link cannot get through. */
const REFETCH_MS = 60_000

/** What waits in a store, or was done; it follows what colleagues and the clock do. */
export function useStaffTodos(storeId: string, state: TodoState) {
  const client = useQueryClient()
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['staff-todos', storeId] })
    void client.invalidateQueries({ queryKey: ['todo-count', storeId] })
  }
  useLiveBoard(storeId, refresh)
  const query = useQuery({
    queryKey: ['staff-todos', storeId, state],
    queryFn: ({ signal }) => call(todo.list, { params: { storeId }, query: { state } }, signal),
    refetchInterval: REFETCH_MS,
  })
  return { query, refresh }
}
