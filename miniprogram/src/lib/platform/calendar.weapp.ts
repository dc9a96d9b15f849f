import { SECOND_MS } from '@pitlane/kernel'
import Taro from '@tarojs/taro'
import type { CalendarEvent } from '../ics'

/** How it ended. */
export type CalendarOutcome = 'added' | 'saved' | 'refused'

/** WeChat only adds: it can neither change nor take away what it has put into the calendar. */
export const replacesEvents = (): boolean => false

const seconds = (instant: number) => Math.floor(instant / SECOND_MS)

/** Puts an event into the phone's calendar, after WeChat has asked. */
export async function addToCalendar(event: CalendarEvent): Promise<CalendarOutcome> {
  try {
    await Taro.addPhoneCalendar({
      ...{ title: event.title, description: event.about, location: event.location },
      ...{ startTime: seconds(event.startsAt), alarm: true, alarmOffset: event.alarm.minutesBefore * 60 },
      // A number since WeChat's base library 2.15; Taro's type still says text, and WeChat reads both.
      endTime: String(seconds(event.endsAt)),
    })
    return 'added'
  } catch {
    return 'refused'
  }
}
