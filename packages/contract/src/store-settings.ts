import * as z from 'zod/mini'
import { CreditCode } from './credit-code'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, MinuteField, Version } from './fields'
import { AffectedBooking, HistoryEntry } from './resources'

const Name = (max: number) => freeText(max).check(z.minLength(1))
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max))

/** Opening and closing minute of a weekday; null is a day off. */
const Hours = z.nullable(
  z.tuple([MinuteField, MinuteField]).check(z.refine(([opens, closes]) => opens < closes, { error: 'hours' })),
)
const Week = z.object({ 0: Hours, 1: Hours, 2: Hours, 3: Hours, 4: Hours, 5: Hours, 6: Hours })

/** What a store says of itself, and the rules that its bookings follow. */
export const StoreSettings = z.object({
  name: Name(60),
  city: Name(30),
  address: Name(120),
  /** The store's own published telephone. */
  phone: z.string().check(z.regex(/^[0-9+ -]{5,20}$/)),
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
  week: Week,
  /** Closed on statutory holidays, open on 调休 weekends. */
  followsHolidays: z.boolean(),
  isAutoConfirm: z.boolean(),
  minLeadMinutes: whole(0, 2880),
  cancelCutoffMinutes: whole(0, 2880),
  noShowGraceMinutes: whole(5, 240),
  /** 统一社会信用代码, as the legal settlement list prints it. */
  creditCode: z.nullable(CreditCode),
  /** What the store warrants for its work, whichever comes first (DOMAIN §2.9). */
  warrantyDays: whole(1, 3650),
  warrantyKm: whole(1, 1_000_000),
  /** A store that is out of business takes no bookings and is in no list of stores. */
  isActive: z.boolean(),
})
export type StoreSettings = z.infer<typeof StoreSettings>

export const list = endpoint({
  method: 'GET',
  path: '/api/store-settings',
  summary: 'The stores within reach with all they say of themselves, also those that are out of business.',
  access: { staff: 'store.manage' },
  response: z.array(
    z.object({ id: Id, version: z.int(), kind: z.enum(['dealer', 'workshop']), settings: StoreSettings }),
  ),
  errors: [],
})

/** A day that is open for booking already and keeps its hours. */
const KeptDay = z.object({ day: DayField, why: z.enum(['bookings', 'manual']) })
const impact = { affected: z.array(AffectedBooking), keptDays: z.array(KeptDay) }

const change = {
  access: { staff: 'store.manage' },
  params: z.object({ storeId: Id }),
  body: z.object({
    version: Version,
    affectedSeen: z._default(z.int().check(z.minimum(0)), 0),
    settings: StoreSettings,
  }),
} as const

export const preview = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/settings/preview',
  summary: 'Bookings to come that lie outside new weekly hours, and the days that keep their hours. Writes nothing.',
  ...change,
  response: z.object(impact),
  errors: ['store.not_found', 'store.settings_changed', 'store.has_bookings'],
})

export const save = endpoint({
  method: 'PUT',
  path: '/api/stores/:storeId/settings',
  summary:
    'Changes what a store says of itself and its rules. Days from tomorrow on follow new hours, but those set by hand or with bookings outside.',
  ...change,
  response: z.object({ version: z.int(), ...impact }),
  errors: ['store.not_found', 'store.settings_changed', 'store.has_bookings', 'booking.impact_changed'],
})

export const dayHistory = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/days/:day/history',
  summary: 'Who changed the hours of one day, when, and what they were before; latest first, at most 100.',
  access: { staff: 'store.manage_calendar' },
  params: z.object({ storeId: Id, day: DayField }),
  response: z.array(HistoryEntry),
  errors: ['store.not_found'],
})
