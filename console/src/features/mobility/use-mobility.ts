import { mobility, resources } from '@pitlane/contract'
import type { Day } from '@pitlane/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api'
import { useLiveBoard } from '../../lib/use-live'

/** For when the live link cannot get through. */
const REFETCH_MS = 60_000

/** Under this key lies everything of this page for one store. */
const keyOf = (storeId: string) => ['mobility', storeId] as const

/** How one day is read, also beside a booking. */
export const dayQuery = (storeId: string, day: Day) => ({
  queryKey: [...keyOf(storeId), 'day', day],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(mobility.day, { params: { storeId }, query: { day } }, signal),
})

/** One day of trips and loaner cars; it follows what colleagues, owners and the clock do. */
export function useMobilityDay(storeId: string, day: Day) {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: keyOf(storeId) })
  useLiveBoard(storeId, refresh)
  const query = useQuery({ ...dayQuery(storeId, day), refetchInterval: REFETCH_MS })
  return { query, refresh }
}

export const useFleet = (storeId: string) =>
  useQuery({
    queryKey: [...keyOf(storeId), 'fleet'],
    queryFn: ({ signal }) => call(mobility.resources, { params: { storeId } }, signal),
  })

export type FleetSubject = { readonly subjectType: 'driver' | 'loaner_car'; readonly subjectId: string }

export const useFleetHistory = (storeId: string, subject: FleetSubject) =>
  useQuery({
    queryKey: [...keyOf(storeId), 'history', subject.subjectId],
    queryFn: ({ signal }) => call(resources.history, { params: { storeId }, query: subject }, signal),
  })
