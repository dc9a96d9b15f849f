import type { booking } from '@pitlane/contract'
import { storeToday } from '../../lib/time'

type Booking = booking.BookingView

/** True while the store still waits for the car. */
export const isComing = (item: Booking): boolean => item.state === 'placed' || item.state === 'confirmed'

/** True while the owner may cancel or change it without calling. */
export const canChange = (item: Booking, now = Date.now()): boolean =>
  isComing(item) && item.cancelUntil !== null && Date.parse(item.cancelUntil) > now

/** True on the day itself, once: the store is told how much later the car comes. Whose car is fetched waits for the driver. */
export const canTellLate = (item: Booking, now = Date.now()): boolean =>
  isComing(item) && item.handover !== 'fetch' && item.lateMinutes === null && item.day === storeToday(now)
