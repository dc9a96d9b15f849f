import { booking } from '@pitlane/contract'
import type { Minute } from '@pitlane/kernel'
import { Counter, fullHouse, type Visit } from './capacity'

const { SLOT_MINUTES } = booking

/** Starts of a day such that the visit ends at `endsMinute` or before. */
export function startsOf(opensMinute: Minute, endsMinute: Minute, minutes: number): Minute[] {
  const starts: Minute[] = []
  const first = Math.ceil(opensMinute / SLOT_MINUTES) * SLOT_MINUTES
  for (let start = first; start + minutes <= endsMinute; start += SLOT_MINUTES) starts.push(start)
  return starts
}

/** A day of an offer, and how full it could be at all. */
export interface DayView {
  readonly view: booking.SlotsView
  readonly most: number
}

/** The slots of a day with the most cars that could start at once on an empty one. */
export interface DaySlots {
  readonly slots: booking.SlotView[]
  readonly most: number
  /** Whether something is kept back at a start: then nobody is moved to get at it. */
  readonly keeps: (minute: Minute) => boolean
}

/**
 * The slots of a day. `earliestStart` is the first minute that is not too soon (Infinity for a day that is over); from
 * `keptFrom` on something is kept back for walk-ins and for rework.
 */
export function slotsOf(
  visit: Visit,
  starts: readonly Minute[],
  earliestStart: Minute,
  keptFrom: Minute = 0,
  percentOffAt: (minute: Minute) => number = () => 0,
): DaySlots {
  const counter = new Counter(visit, keptFrom)
  const most = fullHouse(visit, starts)
  const slots = starts.map((minute): booking.SlotView => {
    const isPast = minute < earliestStart
    const free = isPast ? 0 : counter.free(minute)
    return {
      ...{ minute, level: isPast ? 'past' : booking.levelOf(free, most), free, percentOff: percentOffAt(minute) },
      ...{ recommended: null, limit: isPast ? 'lead' : counter.limit(minute) },
    }
  })
  return { slots: recommended(slots, most), most, keeps: (minute) => counter.keeps(minute) }
}

/** Part of the cars that still fit, from which on a half of the day is the emptier one. */
const EMPTIER_BY = 0.2
const NOON: Minute = 720

/**
 * Recommends up to three times, each for one reason (智能推荐): the earliest, the first of the cheapest, the one with the most
 * room, and the roomiest of the half of the day that is clearly the emptier one. Nobody in person is looked at.
 */
export function recommended(slots: readonly booking.SlotView[], most: number): booking.SlotView[] {
  const open = slots.filter((slot) => slot.free > 0)
  const reasons = new Map<Minute, booking.Recommendation>()
  const mark = (slot: booking.SlotView | undefined, reason: booking.Recommendation) => {
    if (slot && !reasons.has(slot.minute) && reasons.size < MAX_RECOMMENDED) reasons.set(slot.minute, reason)
  }
  const [earliest] = open
  mark(earliest, 'earliest')
  mark(first(open, 'percentOff', 0), 'off_peak')
  const unmarked = (list: readonly booking.SlotView[]) => list.filter(({ minute }) => !reasons.has(minute))
  mark(first(unmarked(open), 'free', earliest?.free ?? 0), 'quiet')
  mark(first(unmarked(emptierHalf(slots, most)), 'free', 0), 'balanced')
  return slots.map((slot) => ({ ...slot, recommended: reasons.get(slot.minute) ?? null }))
}
const MAX_RECOMMENDED = 3

/** The first slot that has the most of something, and more than `than`. */
const first = (slots: readonly booking.SlotView[], of: 'free' | 'percentOff', than: number) =>
  slots.reduce<booking.SlotView | undefined>((best, slot) => (slot[of] > (best?.[of] ?? than) ? slot : best), undefined)

function emptierHalf(slots: readonly booking.SlotView[], most: number): readonly booking.SlotView[] {
  const coming = slots.filter(({ level }) => level !== 'past')
  const halves = [coming.filter(({ minute }) => minute < NOON), coming.filter(({ minute }) => minute >= NOON)] as const
  const [morning, afternoon] = halves.map((half) => half.reduce((n, { free }) => n + free, 0) / (half.length * most))
  if (morning === undefined || afternoon === undefined) return []
  if (morning - afternoon >= EMPTIER_BY) return halves[0]
  return afternoon - morning >= EMPTIER_BY ? halves[1] : []
}
