import { HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import type { Booking, BookingStep } from '../modules/booking/booking.entity'
import type { Today } from './calendar'
import type { Dice } from './dice'

/** Of a hundred bookings. */
const REWORK = 0.025
const DELAYED = 0.15
const LEFT = 0.35
const WAIVED = 0.4

const delayOf = (draw: number): number | null => (draw < DELAYED ? (draw < DELAYED / 2 ? 15 : 30) : null)

type Quirks = Pick<Booking, 'isRework' | 'handover' | 'delayMinutes' | 'waivedAt' | 'finishedAt'>

/**
 * What is out of the ordinary about a booking. Every booking draws the same number of times, so that the hour of the
 * seeding changes nothing of the next one.
 */
export function quirksOf(dice: Dice, today: Today, booking: Booking): Quirks {
  const [rare, late, left, mercy] = [dice.next(), dice.next(), dice.next(), dice.next()]
  const { state, startsAt, startsMinute, endsMinute, updatedAt, day } = booking
  const end = new Date(startsAt.getTime() + (endsMinute - startsMinute) * MINUTE_MS)
  const pardoned = new Date(updatedAt.getTime() + HOUR_MS)
  const isDelayed = day === today.day && state === 'confirmed'
  const isWaived = state === 'no_show' && mercy < WAIVED && pardoned <= today.now
  return {
    isRework: rare < REWORK,
    handover: left < LEFT ? 'leave' : 'wait',
    delayMinutes: isDelayed ? delayOf(late) : null,
    waivedAt: isWaived ? pardoned : null,
    finishedAt: state === 'arrived' && end <= today.now ? end : null,
  }
}

/** Work that has to be done again costs nothing. */
export const priced = (booking: Booking, steps: BookingStep[]): { booking: Booking; steps: BookingStep[] } =>
  booking.isRework
    ? { booking: { ...booking, priceFen: 0 }, steps: steps.map((step) => ({ ...step, priceFen: 0 })) }
    : { booking, steps }
