import { icsOf, type CalendarEvent } from '../ics'

/** How it ended: browsers hand over a file that the phone's calendar opens. */
export type CalendarOutcome = 'added' | 'saved' | 'refused'

/** True where a newer version of an event replaces the one that is in the calendar already. */
export const replacesEvents = (): boolean => true

/** Downloads a calendar file. */
export function addToCalendar(event: CalendarEvent): Promise<CalendarOutcome> {
  const file = new Blob([icsOf(event, Date.now())], { type: 'text/calendar;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${event.uid.split('@')[0] ?? 'visit'}.ics`
  document.body.appendChild(link)
  link.click()
  link.remove()
  // Some browsers read the file only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return Promise.resolve('saved')
}
