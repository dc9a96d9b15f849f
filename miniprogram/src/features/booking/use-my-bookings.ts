import type { booking } from '@pitlane/contract'
import { useEffect, useState } from 'react'
import { problemOf, type ApiProblem } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { useReturn } from '../../lib/use-return'
import { moreBookings, useMyBookings } from './booking.api'

type Booking = booking.BookingView

interface Tail {
  readonly items: readonly Booking[]
  readonly next: string | null
}

export interface BookingPages {
  /** Undefined until the first page is there. */
  readonly items: readonly Booking[] | undefined
  readonly error: ApiProblem | undefined
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  reload(): void
  more(): Promise<void>
}

/** The owner's coming or past bookings, page by page; they follow what happens in the store. */
export function useBookingPages(when: 'upcoming' | 'past'): BookingPages {
  const first = useMyBookings(when)
  const owner = useProfile()?.id
  const [tail, setTail] = useState<Tail>()
  const [isLoadingMore, setLoadingMore] = useState(false)
  useLive(owner ? { kind: 'mine' } : null, first.reload)
  useReturn(first.reload)
  // What followed the old first page may overlap the new one.
  useEffect(() => setTail(undefined), [first.data])

  const next = tail ? tail.next : (first.data?.next ?? null)
  const more = async () => {
    if (!next || isLoadingMore) return
    setLoadingMore(true)
    try {
      const page = await moreBookings(when, next)
      setTail({ items: [...(tail?.items ?? []), ...page.items], next: page.next })
    } catch (error) {
      toast(problemOf(error).title)
    }
    setLoadingMore(false)
  }
  return {
    items: first.data && [...first.data.items, ...(tail?.items ?? [])],
    error: first.error,
    hasMore: next !== null,
    isLoadingMore,
    reload: () => void first.reload(),
    more,
  }
}
