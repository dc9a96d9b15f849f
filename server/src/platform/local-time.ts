import type { Day, Minute } from '@pitlane/kernel'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/** A point in time as a store's wall shows it. */
export interface LocalTime {
  readonly day: Day
  readonly minute: Minute
}

/** The wall clock of a zone (`Asia/Shanghai`) at an instant; seconds are cut off. */
export function toLocal(at: Date, zone: string): LocalTime {
  const local = dayjs(at).tz(zone)
  return { day: local.format('YYYY-MM-DD'), minute: local.hour() * 60 + local.minute() }
}

/** The instant at which the wall clock of a zone shows this day and minute. */
export function toInstant(day: Day, minute: Minute, zone: string): Date {
  const midnight = dayjs.tz(`${day}T00:00:00`, zone)
  return midnight
    .hour(Math.floor(minute / 60))
    .minute(minute % 60)
    .toDate()
}
