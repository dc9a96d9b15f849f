import type { booking } from '@pitlane/contract'
import { useState } from 'react'
import { problemOf, type ApiProblem } from '../../lib/api'
import { useLive } from '../../lib/live'
import { useProfile } from '../../lib/session'
import { toast } from '../../lib/toast'
import { useReturn } from '../../lib/use-return'
import { moreBookings, useMyBookings } from './booking.api'

type Booking = booking.BookingView

interface Page {
  readonly items: Booking[]
  readonly next: string | null
}

/** What followed one first page; a newer first page may overlap it. */
interface Tail extends Page {
  readonly after: Page
}

export interface BookingPages {
  /** Undefined until the first page is there. */
  readonly items: readonly Booking[] | undefined
  readonly error: ApiProblem | undefined
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly reload: () => Promise<void>
  readonly more: () => Promise<void>
}

/** The pages after the first, fetched one by one. */
function useTail(when: 'upcoming' | 'past', first: Page | undefined) {
  const [kept, setKept] = useState<Tail>()
  const [isLoading, setLoading] = useState(false)
  const tail = kept && kept.after === first ? kept : undefined
  const next = (tail ?? first)?.next ?? null

  const more = async () => {
    if (!first || !next || isLoading) return
    setLoading(true)
    try {
      const page = await moreBookings(when, next)
      setKept({ after: first, items: [...(tail?.items ?? []), ...page.items], next: page.next })
    } catch (error) {
      toast(problemOf(error).title)
    }
    setLoading(false)
  }
  return { items: tail?.items ?? [], hasMore: next !== null, isLoading, more }
}

/** The owner's coming or past bookings, page by page; they follow what happens in the store. */
export function useBookingPages(when: 'upcoming' | 'past'): BookingPages {
  const first = useMyBookings(when)
  const tail = useTail(when, first.data)
  const owner = useProfile()?.id
  useLive(owner ? { kind: 'mine' } : null, first.reload)
  useReturn(first.reload)
  return {
    items: first.data && [...first.data.items, ...tail.items],
    error: first.error,
    hasMore: tail.hasMore,
    isLoadingMore: tail.isLoading,
    reload: first.reload,
    more: tail.more,
  }
}
