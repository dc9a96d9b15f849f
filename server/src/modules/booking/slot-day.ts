import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { carsPerStart, fullHouse, type Demand } from './capacity'

/** Owners choose among starts half an hour apart (DOMAIN §3.2). */
const SLOT_MINUTES = 30

/** Starts of a day such that the work ends before closing. */
export function startsOf(opensMinute: Minute, closesMinute: Minute, minutes: number): Minute[] {
  const starts: Minute[] = []
  const first = Math.ceil(opensMinute / SLOT_MINUTES) * SLOT_MINUTES
  for (let start = first; start + minutes <= closesMinute; start += SLOT_MINUTES) starts.push(start)
  return starts
}

const levelOf = (free: number, most: number): booking.SlotLevel => {
  if (free === 0) return 'full'
  return free * 3 <= most ? 'few' : 'plenty'
}

/**
 * The slots of a day as owners see them. `earliestStart` is the first minute that is not too soon (Infinity for a day that
 * is over). Recommended are the earliest free time and the quietest one.
 */
export function slotsOf(demand: Demand, starts: readonly Minute[], earliestStart: Minute): booking.SlotView[] {
  const cars = carsPerStart(demand, starts)
  const most = fullHouse(demand, starts)
  const slots = starts.map((minute, i) => {
    const free = minute < earliestStart ? 0 : (cars[i] ?? 0)
    const level = minute < earliestStart ? ('past' as const) : levelOf(free, most)
    return { minute, level, free, recommended: null as booking.SlotView['recommended'] }
  })
  const open = slots.filter((slot) => slot.free > 0)
  const earliest = open[0]
  if (earliest) earliest.recommended = 'earliest'
  const quiet = open.reduce<(typeof slots)[number] | undefined>(
    (best, s) => (s.free > (best?.free ?? 0) ? s : best),
    undefined,
  )
  if (quiet && quiet !== earliest && quiet.free > (earliest?.free ?? 0)) quiet.recommended = 'quiet'
  return slots
}

/** How full a whole day is, from its slots. */
export function dayLevelOf(slots: readonly booking.SlotView[]): 'plenty' | 'few' | 'full' {
  const coming = slots.filter((slot) => slot.level !== 'past')
  const open = coming.filter((slot) => slot.free > 0)
  if (open.length === 0) return 'full'
  const roomy = coming.filter((slot) => slot.level === 'plenty').length
  return roomy * 3 <= coming.length ? 'few' : 'plenty'
}
