import { store } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api'

export const monthKey = (storeId: string, start: string) => ['calendar', storeId, start] as const

/** The days of one month that are open for booking, hours included. `start` is the first of the month. */
export const useMonth = (storeId: string, start: string) =>
  useQuery({
    queryKey: monthKey(storeId, start),
    queryFn: ({ signal }) => call(store.calendar, { params: { storeId }, query: { from: start } }, signal),
    // The API answers with more days than a month has.
    select: (days) => days.filter(({ day }) => day.startsWith(start.slice(0, 7))),
  })
