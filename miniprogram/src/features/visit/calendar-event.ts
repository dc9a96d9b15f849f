import type { booking } from '@pitlane/contract'
import { DAY_MS, daysBetween, MINUTE_MS } from '@pitlane/kernel'
import type { CalendarEvent } from '../../lib/ics'
import { text } from './visit.text'

/** How long the car is at the store, overnight until it is ready. Stores keep Beijing time, whose days are all of one length. */
function lengthOf({ day, minute, endMinute, ready }: booking.BookingView): number {
  const end = ready ?? { day, minute: endMinute }
  return daysBetween(day, end.day) * DAY_MS + (end.minute - minute) * MINUTE_MS
}

/** A visit as the owner's calendar keeps it. Its plate is not in it: calendars are shared. */
export function eventOf(item: booking.BookingView): CalendarEvent {
  const startsAt = Date.parse(item.startsAt)
  return {
    ...{ uid: `${item.number}@pitlane`, sequence: item.version },
    isCancelled: !['placed', 'confirmed', 'arrived'].includes(item.state),
    ...{ startsAt, endsAt: startsAt + lengthOf(item) },
    title: text.calendar.title(item.storeName, item.serviceName),
    location: `${item.storeName} ${item.storeAddress}`,
    about: text.calendar.about(item.vehicleName, item.number, item.storePhone),
    alarm: { minutesBefore: 120, text: text.calendar.soon },
  }
}
