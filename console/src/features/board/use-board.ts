import { board } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../lib/api'
import { createRefresher } from '../../lib/refresher'
import { useLiveBoard } from '../../lib/use-live'
import { queueKey } from './queue/queue-data'

/** Without the live link the board asks by itself, at this pace; with it, only as the last net. */
const POLL_MS = 15_000
const NET_MS = 120_000

export const boardKey = (storeId: string, day: string) => ['board', storeId, day] as const

/** One day of one store, kept fresh by the live link. */
export function useBoard(storeId: string, day: string) {
  const client = useQueryClient()
  const refresh = useMemo(() => createRefresher(client, boardKey(storeId, day)), [client, storeId, day])
  const refreshQueue = useMemo(() => createRefresher(client, queueKey(storeId)), [client, storeId])
  const status = useLiveBoard(storeId, (changedDay) => {
    if (changedDay === undefined || changedDay === day) void refresh()
    // What waits to be confirmed is of any day.
    void refreshQueue()
  })
  const query = useQuery({
    queryKey: boardKey(storeId, day),
    queryFn: ({ signal }) => call(board.board, { params: { storeId }, query: { day } }, signal),
    refetchInterval: status === 'live' ? NET_MS : POLL_MS,
  })
  return { query, status }
}
