import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, MinuteField } from './fields'

export const StoreView = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(['dealer', 'workshop']),
  city: z.string(),
  address: z.string(),
  /** The store's own published telephone. */
  phone: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  /** Today in the store's calendar, with its hours; null when closed. */
  today: DayField,
  todayHours: z.nullable(z.object({ opensMinute: MinuteField, closesMinute: MinuteField })),
})
export type StoreView = z.infer<typeof StoreView>

export const list = endpoint({
  method: 'GET',
  path: '/api/stores',
  summary: 'Stores that take bookings.',
  access: 'public',
  response: z.array(StoreView),
  errors: [],
})

export const CalendarDay = z.object({
  day: DayField,
  isOpen: z.boolean(),
  opensMinute: MinuteField,
  closesMinute: MinuteField,
  /** Why this day differs from the weekly pattern, e.g. 国庆节 or 调休上班. */
  note: z.nullable(z.string()),
  source: z.enum(['pattern', 'holiday', 'makeup_workday', 'manual']),
})
export type CalendarDay = z.infer<typeof CalendarDay>

export const calendar = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/days',
  summary: 'Opening days of a store, from `from` for at most 62 days.',
  access: { staff: 'booking.read' },
  params: z.object({ storeId: Id }),
  query: z.object({ from: DayField }),
  response: z.array(CalendarDay),
  errors: ['store.not_found'],
})

export const setDay = endpoint({
  method: 'PUT',
  path: '/api/stores/:storeId/days/:day',
  summary: 'Opens, closes or changes the hours of one day. Refused while bookings lie outside the new hours.',
  access: { staff: 'store.manage_calendar' },
  params: z.object({ storeId: Id, day: DayField }),
  body: z
    .object({ isOpen: z.boolean(), opensMinute: MinuteField, closesMinute: MinuteField, note: freeText(40) })
    .check(z.refine((d) => !d.isOpen || d.opensMinute < d.closesMinute, { error: 'hours', path: ['closesMinute'] })),
  response: CalendarDay,
  errors: ['store.not_found', 'store.day_unknown', 'store.day_has_bookings'],
})
