import type { booking } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { addToCalendar, replacesEvents } from '../../lib/platform/calendar'
import { toast } from '../../lib/toast'
import { Cell } from '../../ui/Cell'
import { eventOf } from './calendar-event'
import { text } from './visit.text'

const words = text.calendar
const keyOf = (bookingId: string) => `pitlane.calendar.${bookingId}`

/** Puts the visit into the phone's calendar; after it has moved the new time in the old one's place, and a cancelled one out of it. */
export function CalendarCell({ item }: { readonly item: booking.BookingView }) {
  const [kept, setKept] = useState<string | undefined>(Taro.getStorageSync(keyOf(item.id)) || undefined)
  const event = eventOf(item)
  const hasMoved = replacesEvents() && kept !== undefined && kept !== item.startsAt
  const add = async () => {
    const outcome = await addToCalendar(event)
    if (outcome === 'refused') return toast(words.failed)
    Taro.setStorageSync(keyOf(item.id), item.startsAt)
    setKept(item.startsAt)
    toast(event.isCancelled ? words.removed : outcome === 'added' ? words.done : words.saved)
  }
  if (event.isCancelled)
    return replacesEvents() && kept ? <Cell title={words.remove} note={words.removeNote} onClick={add} /> : null
  return <Cell title={hasMoved ? words.update : words.add} note={words.note} onClick={add} />
}

/** True when a calendar on this device may still hold a visit that is over. */
export const isLeftInCalendar = ({ id, state }: booking.BookingView): boolean =>
  replacesEvents() && (state === 'cancelled' || state === 'rejected') && Boolean(Taro.getStorageSync(keyOf(id)))
