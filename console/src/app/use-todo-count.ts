import { todo } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../lib/api'
import { may, type StaffStore } from '../lib/staff'

const REFETCH_MS = 60_000

/** What waits for this person, for the marks in the rail. Nothing for everybody else. */
export function useTodoCount(store: StaffStore): Readonly<Record<string, number>> {
  const { data } = useQuery({
    queryKey: ['todo-count', store.id],
    queryFn: ({ signal }) => call(todo.count, { params: { storeId: store.id } }, signal),
    refetchInterval: REFETCH_MS,
    enabled: Object.values(todo.todoPermissions).some((one) => may(store, one)),
  })
  return data ? { 'staff-todos': data.todos, 'settings/capacity': data.leaveRequests } : {}
}
