import type { booking, View } from '@pitlane/contract'
import type { Day, Minute } from '@pitlane/kernel'
import { useState } from 'react'
import { useLive } from '../../lib/live'
import { usePolling } from '../../lib/use-polling'
import { useReturn } from '../../lib/use-return'
import { useSlotDays, useSlots } from './booking.api'
import { isFreeAt } from './slot-groups'
import { useJustTaken } from './use-just-taken'

/** Live messages tell of changes at once; this is for when the socket cannot get through. */
const POLL_MS = 15_000

interface Wanted {
  readonly storeId: string
  readonly serviceIds: readonly string[]
  readonly day: Day | undefined
}

/** Where to start: the first day with a free time, or today when two weeks are full. */
const firstFreeDay = (days: View<typeof booking.slotDays> | undefined): Day | undefined =>
  days?.days.find((d) => d.earliestMinute !== null)?.day ?? days?.today

/** From arrival to hand-over (undefined while it is not known), and how much less the chosen time costs, in per cent. */
export const termsOf = (times: View<typeof booking.slots> | undefined, minute: Minute | undefined) => ({
  visitMinutes: times?.isOpen ? times.visitMinutes : undefined,
  percentOff: times?.slots.find((slot) => slot.minute === minute)?.percentOff ?? 0,
})

/** Everything the slot screen shows and chooses, kept true while it is looked at. */
export function useSlotBoard({ storeId, serviceIds, day: wantedDay }: Wanted) {
  const [pickedDay, setPickedDay] = useState(wantedDay)
  const [picked, setPicked] = useState<Minute>()

  const days = useSlotDays(storeId, serviceIds)
  const day = pickedDay ?? firstFreeDay(days.data)
  const times = useSlots(storeId, serviceIds, day)
  const justTaken = useJustTaken(times.data)

  const refresh = () => {
    void days.reload()
    void times.reload()
  }
  useLive(day ? { kind: 'slots', storeId, day } : null, refresh)
  usePolling(refresh, POLL_MS)
  useReturn(refresh)

  const isLost = picked !== undefined && times.data !== undefined && !isFreeAt(times.data.slots, picked)
  const pickDay = (next: Day) => {
    if (next === day) return
    setPickedDay(next)
    setPicked(undefined)
  }
  const minute = isLost ? undefined : picked
  return {
    days,
    times,
    day,
    /** The chosen time, as long as it is free. */
    minute,
    ...termsOf(times.data, minute),
    /** The chosen time, once somebody else has taken it. */
    lost: isLost ? picked : undefined,
    justTaken,
    pickDay,
    pickMinute: setPicked,
  }
}
