import { HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import type { Booking, BookingStep } from '../modules/booking/booking.entity'
import { toInstant } from '../platform/local-time'
import type { Today } from './calendar'
import type { Dice } from './dice'
import type { Twist } from './plan'
import { ZONE } from './store-data'

/** Of a hundred bookings. */
const REWORK = 0.025
const DELAYED = 0.15
const LEFT = 0.35
const WAIVED = 0.4

/** One start of the usual ones later. */
const DELAY_MINUTES = 30

type Quirks = Pick<Booking, 'isRework' | 'handover' | 'delayMinutes' | 'waivedAt' | 'depositFen' | 'proposals'> &
  Partial<Pick<Booking, 'closingReason' | 'closingNote'>>

/** A booking with its steps. */
export interface Pair {
  readonly booking: Booking
  readonly steps: readonly BookingStep[]
}

/**
 * What is out of the ordinary about a booking. Every booking draws the same number of times, so that the hour of the
 * seeding changes nothing of the next one. A `twist` leaves nothing to chance.
 */
function quirksOf(dice: Dice, today: Today, booking: Booking, twist: Twist | undefined): Quirks {
  const [rare, late, left, mercy] = [dice.next(), dice.next(), dice.next(), dice.next()]
  const { state, startsAt, updatedAt, day } = booking
  const pardoned = new Date(updatedAt.getTime() + HOUR_MS)
  // The time that was promised is not over yet.
  const isAhead = startsAt.getTime() - DELAY_MINUTES * MINUTE_MS > today.now.getTime()
  const isDelayed = state === 'confirmed' && day === today.day && isAhead && late < DELAYED
  const isWaived = state === 'no_show' && mercy < WAIVED && pardoned <= today.now
  if (twist) return { ...twisted(twist, booking), isRework: false, waivedAt: null }
  return {
    ...{ isRework: rare < REWORK, handover: left < LEFT ? 'leave' : 'wait', waivedAt: isWaived ? pardoned : null },
    ...{ delayMinutes: isDelayed ? DELAY_MINUTES : null, depositFen: 0, proposals: null },
  }
}

function twisted(
  { delayMinutes, depositFen = 0, proposals, needs }: Twist,
  { state, closingReason, closingNote }: Booking,
) {
  const isRejected = state === 'rejected' && proposals !== undefined
  return {
    ...({ delayMinutes: delayMinutes ?? null, depositFen, handover: needs === 'loaner' ? 'leave' : 'wait' } as const),
    proposals: isRejected ? [...proposals] : null,
    ...(isRejected
      ? { closingReason: 'no_capacity', closingNote: '四轮定位工位当天检修，为您找了下面几个时间' }
      : { closingReason, closingNote }),
  }
}

/** A booking and its steps, with what is out of the ordinary about them. */
export function withQuirks(dice: Dice, today: Today, pair: Pair, twist: Twist | undefined): Pair {
  const quirky = { ...pair.booking, ...quirksOf(dice, today, pair.booking, twist) }
  const { steps } = pair
  const booking = { ...promised(quirky), finishedAt: finishedAt(quirky, steps, today) }
  if (!booking.isRework) return { booking, steps }
  // Work that has to be done again costs nothing.
  return { booking: { ...booking, priceFen: 0 }, steps: steps.map((step) => ({ ...step, priceFen: 0 })) }
}

/** The seats of a delayed booking are those it has now: its time was promised earlier. */
function promised(booking: Booking): Booking {
  const { delayMinutes, startsAt, startsMinute } = booking
  if (delayMinutes === null) return booking
  const earlier = new Date(startsAt.getTime() - delayMinutes * MINUTE_MS)
  return { ...booking, startsAt: earlier, startsMinute: startsMinute - delayMinutes }
}

function finishedAt({ state }: Booking, steps: readonly BookingStep[], today: Today): Date | null {
  const last = steps.at(-1)
  const end = last && toInstant(last.day, last.endsMinute, ZONE)
  return state === 'arrived' && end && end <= today.now ? end : null
}
