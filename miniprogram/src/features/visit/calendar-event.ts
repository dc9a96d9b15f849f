import type { booking } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import type { CalendarEvent } from '../../lib/ics'
import { text } from './visit.text'

/** A visit as the owner's calendar keeps it. Its plate is not in it: calendars are shared. */
export function eventOf(item: booking.BookingView): CalendarEvent {
  const startsAt = Date.parse(item.startsAt)
  return {
    ...{ uid: `${item.number}@pitlane`, sequence: item.version },
    isCancelled: !['placed', 'confirmed', 'arrived'].includes(item.state),
    ...{ startsAt, endsAt: startsAt + (item.endMinute - item.minute) * MINUTE_MS },
    title: text.calendar.title(item.storeName, item.serviceName),
    location: `${item.storeName} ${item.storeAddress}`,
    about: text.calendar.about(item.vehicleName, item.number, item.storePhone),
    alarm: { minutesBefore: 120, text: text.calendar.soon },
  }
}
