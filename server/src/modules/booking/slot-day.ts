import type { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { carsPerStart, fullHouse, type Visit } from './capacity'

/** Owners choose among starts half an hour apart (DOMAIN §3.2). */
const SLOT_MINUTES = 30

/** Starts of a day such that the visit ends at `endsMinute` or before. */
export function startsOf(opensMinute: Minute, endsMinute: Minute, minutes: number): Minute[] {
  const starts: Minute[] = []
  const first = Math.ceil(opensMinute / SLOT_MINUTES) * SLOT_MINUTES
  for (let start = first; start + minutes <= endsMinute; start += SLOT_MINUTES) starts.push(start)
  return starts
}

const levelOf = (free: number, most: number): booking.SlotLevel => {
  if (free === 0) return 'full'
  return free * 3 <= most ? 'few' : 'plenty'
}

/**
 * The slots of a day as owners see them. `earliestStart` is the first minute that is not too soon (Infinity for a day that
 * is over); from `keptFrom` on something is kept for walk-ins. Recommended are the earliest free time, the quietest one, and
 * the first of the cheapest.
 */
export function slotsOf(
  visit: Visit,
  starts: readonly Minute[],
  earliestStart: Minute,
  keptFrom: Minute = 0,
  percentOffAt: (minute: Minute) => number = () => 0,
): booking.SlotView[] {
  const cars = carsPerStart(visit, starts, keptFrom)
  const most = fullHouse(visit, starts)
  const slots = starts.map((minute, i) => {
    const free = minute < earliestStart ? 0 : (cars[i] ?? 0)
    const level = minute < earliestStart ? ('past' as const) : levelOf(free, most)
    return {
      minute,
      level,
      free,
      percentOff: percentOffAt(minute),
      recommended: null as booking.SlotView['recommended'],
    }
  })
  return recommend(slots)
}

/** Marks the earliest free time, the quietest one if it is quieter than that, and the first of the cheapest. */
function recommend(slots: booking.SlotView[]): booking.SlotView[] {
  const open = slots.filter((slot) => slot.free > 0)
  const most = (of: 'free' | 'percentOff', than: number) =>
    open.reduce<booking.SlotView | undefined>(
      (best, slot) => (slot[of] > (best?.[of] ?? than) ? slot : best),
      undefined,
    )
  const [earliest] = open
  if (earliest) earliest.recommended = 'earliest'
  const quiet = most('free', earliest?.free ?? 0)
  if (quiet) quiet.recommended = 'quiet'
  const cheap = most('percentOff', 0)
  if (cheap && !cheap.recommended) cheap.recommended = 'off_peak'
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
