import type { Day, Minute } from '@pitlane/kernel'
import { useEffect, useState } from 'react'
import { useLive } from '../../lib/live'
import { usePolling } from '../../lib/use-polling'
import { useReturn } from '../../lib/use-return'
import { useSlotDays, useSlots } from './booking.api'
import { isFree } from './slot-groups'
import { useJustTaken } from './use-just-taken'

/** Live messages tell of changes at once; this is for when the socket cannot get through. */
const POLL_MS = 15_000

interface Wanted {
  readonly storeId: string
  readonly serviceId: string
  readonly day: Day | undefined
}

/** Everything the slot screen shows and chooses, kept true while it is looked at. */
export function useSlotBoard({ storeId, serviceId, day: wantedDay }: Wanted) {
  const [pickedDay, setPickedDay] = useState(wantedDay)
  const [minute, setMinute] = useState<Minute>()
  const [lost, setLost] = useState<Minute>()

  const days = useSlotDays(storeId, serviceId)
  const day = pickedDay ?? days.data?.days.find((d) => d.earliestMinute !== null)?.day ?? days.data?.today
  const times = useSlots(storeId, serviceId, day)
  const justTaken = useJustTaken(times.data)

  const refresh = () => {
    void days.reload()
    void times.reload()
  }
  useLive(day ? { kind: 'slots', storeId, day } : null, refresh)
  usePolling(refresh, POLL_MS)
  useReturn(refresh)

  useEffect(() => {
    if (minute === undefined || !times.data || times.data.day !== day) return
    const chosen = times.data.slots.find((slot) => slot.minute === minute)
    if (chosen && isFree(chosen)) return
    setLost(minute)
    setMinute(undefined)
  }, [times.data, minute, day])

  const pickDay = (next: Day) => {
    if (next === day) return
    setPickedDay(next)
    setMinute(undefined)
    setLost(undefined)
  }
  const pickMinute = (next: Minute) => {
    setMinute(next)
    setLost(undefined)
  }
  return { days, times, day, minute, lost, justTaken, pickDay, pickMinute }
}
