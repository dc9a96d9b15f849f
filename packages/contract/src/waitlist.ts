import * as z from 'zod/mini'
import { BookingView } from './booking'
import { endpoint } from './endpoint'
import { DayField, Id, Instant, MinuteField, Nothing } from './fields'

/** Where a wish to be called when a time comes free stands, and what the owner reads. */
export const waitlistStates = {
  waiting: { zh: '候补中', tone: 'wait' },
  offered: { zh: '有空位了', tone: 'going' },
  accepted: { zh: '已约上', tone: 'done' },
  ended: { zh: '已结束', tone: 'muted' },
} as const
export const WaitlistState = z.enum(['waiting', 'offered', 'accepted', 'ended'])

export const WaitlistView = z.object({
  id: Id,
  state: WaitlistState,
  storeId: Id,
  storeName: z.string(),
  serviceName: z.string(),
  vehicleId: Id,
  vehicleName: z.string(),
  day: DayField,
  fromMinute: MinuteField,
  toMinute: MinuteField,
  /** The time that is kept for this owner, and until when; null while there is none. */
  offer: z.nullable(z.object({ minute: MinuteField, until: Instant })),
})
export type WaitlistView = z.infer<typeof WaitlistView>

export const join = endpoint({
  method: 'POST',
  path: '/api/waitlist',
  summary:
    'Asks to be called when a time in this part of a day comes free. The same wish again answers with the first.',
  access: 'customer',
  limit: { points: 20, seconds: 60, by: 'session' },
  body: z
    .object({
      storeId: Id,
      serviceIds: z.array(Id).check(z.minLength(1), z.maxLength(6)),
      vehicleId: Id,
      day: DayField,
      fromMinute: MinuteField,
      toMinute: MinuteField,
    })
    .check(z.refine((wish) => wish.fromMinute < wish.toMinute, { error: 'hours', path: ['toMinute'] })),
  response: WaitlistView,
  errors: [
    'store.not_found',
    'catalog.service_not_found',
    'catalog.service_not_bookable',
    'catalog.service_not_for_fuel',
    'vehicle.not_found',
    'customer.phone_required',
    'booking.slot_past',
    'booking.slot_too_far',
    'booking.vehicle_booked',
    'waitlist.too_many',
  ],
})

export const mine = endpoint({
  method: 'GET',
  path: '/api/me/waitlist',
  summary: "The owner's waiting wishes and offers, soonest first.",
  access: 'customer',
  response: z.array(WaitlistView),
  errors: [],
})

export const accept = endpoint({
  method: 'POST',
  path: '/api/me/waitlist/:waitlistId/acceptance',
  summary: 'Takes the offered time: one tap makes it a booking. A repeat answers with the same booking.',
  access: 'customer',
  params: z.object({ waitlistId: Id }),
  response: BookingView,
  errors: ['waitlist.not_found', 'waitlist.offer_over'],
})

export const leave = endpoint({
  method: 'DELETE',
  path: '/api/me/waitlist/:waitlistId',
  summary: 'Does not wait any longer; an offered time goes to the next. Repeating it changes nothing.',
  access: 'customer',
  params: z.object({ waitlistId: Id }),
  response: Nothing,
  errors: ['waitlist.not_found'],
})
