import { booking } from '@pitlane/contract'
import type { Day, Minute } from '@pitlane/kernel'
import { useMemo, useState } from 'react'
import { useLive } from '../../lib/live'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { usePolling } from '../../lib/use-polling'
import { useReturn } from '../../lib/use-return'
import { useSlotPage, useSlots, type SlotSource } from './booking.api'
import { isFreeAt } from './slot-groups'
import { useJustTaken } from './use-just-taken'

/** Live messages tell of changes at once; this is for when the socket cannot get through. */
const POLL_MS = 15_000

type Times = booking.SlotsView

interface Wanted {
  readonly day?: Day | undefined
  readonly minute?: Minute | undefined
  /** The time that is being given up for another: it is no news that it could be had. */
  readonly own?: booking.Alternative | undefined
}

/** Where to start: the first day with a free time, or today when two weeks are full. */
const firstFreeDay = (near: readonly Times[], today: Day): Day =>
  near.find((view) => booking.dayOf(view).earliestMinute !== null)?.day ?? today

/** The day that was picked; without one the first with a free time, and then it stays, whatever becomes of it. */
function useDay(near: readonly Times[] | undefined, today: Day | undefined, picked: Day | undefined): Day | undefined {
  const [start, setStart] = useState<Day>()
  if (!near || !today) return undefined
  if (picked !== undefined && picked >= today) return picked
  if (start !== undefined) return start
  const first = firstFreeDay(near, today)
  setStart(first)
  return first
}

/** From arrival to hand-over (undefined while it is not known), and how much less the chosen time costs, in per cent. */
export const termsOf = (times: Times | undefined, minute: Minute | undefined) => ({
  visitMinutes: times?.isOpen ? times.visitMinutes : undefined,
  percentOff: times?.slots.find((slot) => slot.minute === minute)?.percentOff ?? 0,
})

/** A day as the strip shows it; its first free time is never the owner's own. */
const stripDay = (view: Times, own: Wanted['own']) => {
  const isOwn = (minute: Minute) => view.day === own?.day && minute === own.minute
  const first = view.slots.find(({ free, minute }) => free > 0 && !isOwn(minute))
  return { ...booking.dayOf(view), earliestMinute: first?.minute ?? null, note: view.note }
}

/** The times of one day: out of the page, or on its own where that is beyond the fourteen days. */
function useTimesOf(source: SlotSource, near: readonly Times[] | undefined, day: Day | undefined) {
  const here = near?.find((view) => view.day === day)
  const far = useSlots(source, here ? undefined : day)
  const beyond = far.data?.day === day ? far.data : undefined
  return { here, far, beyond }
}

/** The fourteen days, and the one beyond them that was picked from the month. */
function useTimes(source: SlotSource, wanted: Day | undefined, own: Wanted['own']) {
  const page = useSlotPage(source)
  const near = useMemo(() => page.data && booking.readSlotPage(page.data), [page.data])
  const day = useDay(near, page.data?.today, wanted)
  const { here, far, beyond } = useTimesOf(source, near, day)
  const isFar = day !== undefined && !here
  const list = useMemo(
    () => near && (beyond ? [...near, beyond] : near).map((view) => stripDay(view, own)),
    [near, beyond, own],
  )
  const refresh = useOneAtATime(async () => {
    await (isFar ? Promise.all([page.reload(), far.reload()]) : page.reload())
  })
  const { error, reload } = isFar ? far : page
  return {
    day,
    refresh,
    days: { today: page.data?.today, list, error: page.error },
    times: { data: here ?? beyond, error, reload },
    priceFen: page.data?.priceFen,
  }
}

/** Everything the slot screen shows and chooses, kept true while it is looked at. One call brings all of it. */
export function useSlotBoard(source: SlotSource, wanted: Wanted = {}) {
  const [pickedDay, setPickedDay] = useState(wanted.day)
  const [picked, setPicked] = useState(wanted.minute)
  const { day, days, times, refresh, priceFen } = useTimes(source, pickedDay, wanted.own)
  const justTaken = useJustTaken(times.data)

  useLive(day ? { kind: 'slots', storeId: source.storeId, day } : null, refresh)
  usePolling(refresh, POLL_MS)
  useReturn(refresh)

  const isLost = picked !== undefined && times.data !== undefined && !isFreeAt(times.data.slots, picked)
  const pickDay = (next: Day, minute?: Minute) => {
    if (next === day && minute === undefined) return
    setPickedDay(next)
    setPicked(minute)
  }
  const minute = isLost ? undefined : picked
  return {
    source,
    days,
    times,
    day,
    priceFen,
    /** The chosen time, as long as it is free. */
    minute,
    ...termsOf(times.data, minute),
    /** The chosen time, once somebody else has taken it. */
    lost: isLost ? picked : undefined,
    justTaken,
    refresh,
    /** Another day, and where it is known at once a time of it. */
    pickDay,
    pickMinute: setPicked,
  }
}
