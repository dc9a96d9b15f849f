import { board } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { call } from '../../../lib/api'
import { queueKey } from './queue-data'

/** News comes by the live link; this is the last net, and keeps the waiting minutes fresh. */
const NET_MS = 60_000

/** What waits to be confirmed on any day. The board's live link says when to look again. */
export const useQueue = (storeId: string) =>
  useQuery({
    queryKey: queueKey(storeId),
    queryFn: ({ signal }) => call(board.confirmQueue, { params: { storeId } }, signal),
    refetchInterval: NET_MS,
  })

export type QueueQuery = ReturnType<typeof useQueue>

/** By when each waiting booking should be answered, as the store's opening hours have it. */
export type DueTimes = ReadonlyMap<string, string>

const DueContext = createContext<DueTimes>(new Map())
export const DueProvider = DueContext.Provider

/** Until when a booking should be answered; undefined for one that does not wait, or while nobody knows. */
export const useDueAt = (bookingId: string): string | undefined => useContext(DueContext).get(bookingId)

export function useDueMap({ data }: QueueQuery): DueTimes {
  return useMemo(() => new Map(data?.map(({ row, dueAt }) => [row.id, dueAt])), [data])
}
