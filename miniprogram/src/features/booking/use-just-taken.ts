import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { useEffect, useRef, useState } from 'react'
import { takenBetween } from './slot-groups'

/** How long a time that was taken under the owner's eyes says so. */
const SHOWN_MS = 6000

/** The times of this day that somebody else took a moment ago. `times` of another day start afresh. */
export function useJustTaken(times: booking.SlotsView | undefined): ReadonlySet<Minute> {
  const [taken, setTaken] = useState<ReadonlySet<Minute>>(new Set())
  const before = useRef(times)
  useEffect(() => {
    const last = before.current
    before.current = times
    if (!times || last?.day !== times.day) return setTaken(new Set())
    const gone = takenBetween(last.slots, times.slots)
    if (gone.length > 0) setTaken((shown) => new Set([...shown, ...gone]))
  }, [times])
  useEffect(() => {
    if (taken.size === 0) return
    const timer = setTimeout(() => setTaken(new Set()), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [taken])
  return taken
}
