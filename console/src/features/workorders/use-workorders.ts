import { workorder } from '@pitlane/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../lib/api'
import { createRefresher } from '../../lib/refresher'
import { useLiveBoard, useLiveWorkshop } from '../../lib/use-live'

/** Without the live link the page asks by itself, at this pace; with it, only as the last net. Links of photos are good for ten minutes. */
const POLL_MS = 15_000
const NET_MS = 120_000

/** Under this key lies everything of the workshop of one store. */
export const workshopKey = (storeId: string) => ['workorders', storeId] as const

const detailKey = (storeId: string, workorderId: string) => [...workshopKey(storeId), 'order', workorderId]

/** Follows what colleagues, owners and the clock do. @returns whether changes arrive by themselves */
export function useWorkshopNews(storeId: string) {
  const client = useQueryClient()
  const refresh = useMemo(() => createRefresher(client, workshopKey(storeId)), [client, storeId])
  // Bookings fill the days on which work is planned, and say no word to the workshop.
  const bookings = useLiveBoard(storeId, () => void refresh())
  const cars = useLiveWorkshop(storeId, () => void refresh())
  const status = cars === 'live' ? bookings : cars
  return { status, pace: status === 'live' ? NET_MS : POLL_MS, refresh: () => void refresh() }
}

/** The cars in the house. */
export function useLanes(storeId: string, isMine: boolean, pace: number) {
  const query = isMine ? { mine: '1' as const } : {}
  return useQuery({
    queryKey: [...workshopKey(storeId), 'lanes', isMine],
    queryFn: ({ signal }) => call(workorder.board, { params: { storeId }, query }, signal),
    refetchInterval: pace,
  })
}

/** How one work order is read, also among many. */
const detailQuery = (storeId: string, workorderId: string) => ({
  queryKey: detailKey(storeId, workorderId),
  queryFn: ({ signal }: { signal: AbortSignal }) => call(workorder.read, { params: { workorderId } }, signal),
})

export const useWorkorder = (storeId: string, workorderId: string, pace: number) =>
  useQuery({ ...detailQuery(storeId, workorderId), refetchInterval: pace })
