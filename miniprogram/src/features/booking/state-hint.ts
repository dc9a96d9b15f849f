import type { booking } from '@pitlane/contract'
import { formatMinute } from '../../lib/time'
import { text } from './booking.text'

type Booking = booking.BookingView

/** How a booking stands, in a sentence: nobody is asked to come on time who is made to wait, or whose car is fetched. */
export function hintOf({ state, handover, minute, delayMinutes }: Booking): string {
  if (state !== 'confirmed') return text.steps.hints[state]
  if (delayMinutes) return text.steps.delayed(formatMinute(minute + delayMinutes))
  return handover === 'fetch' ? text.steps.fetched : text.steps.hints.confirmed
}
