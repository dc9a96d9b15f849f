import { messageLog, type messaging } from '@pitlane/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router-dom'
import { call } from '../../lib/api'

/** What is looked at, as it stands in the address. */
export interface LogPlace {
  readonly kind: messaging.MessageKind | undefined
  readonly standing: messageLog.LogStanding | undefined
  readonly customerId: string | undefined
}

/** The filters live in the address, so that a link shows the same messages. */
export function useLogPlace() {
  const [params, setParams] = useSearchParams()
  const get = (name: string) => params.get(name) ?? undefined
  const place = { kind: get('kind'), standing: get('standing'), customerId: get('customer') } as LogPlace
  const go = (change: Partial<Record<'kind' | 'standing' | 'customer', string | undefined>>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next, { replace: true })
  }
  return { place, go }
}

/** The log of a store, page by page. */
export const useLog = (storeId: string, place: LogPlace) =>
  useInfiniteQuery({
    queryKey: ['message-log', storeId, place],
    queryFn: ({ signal, pageParam }) =>
      call(messageLog.list, { params: { storeId }, query: { ...place, after: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
