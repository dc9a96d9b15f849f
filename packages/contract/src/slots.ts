import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, FenField, Id, MinuteField } from './fields'
import { OffPeak } from './policy'

/** The services of one visit. */
export const MAX_SERVICES = 6

/** The services of one visit in a query string: `id,id`, at most six. */
const ServiceIds = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}(,[0-9A-HJKMNP-TV-Z]{26}){0,5}$/))

/** How much room a time still has. */
export const SlotLevel = z.enum(['plenty', 'few', 'full', 'past'])
export type SlotLevel = z.infer<typeof SlotLevel>

/** What stands in the way of more cars at a time, as staff read it. */
export const slotLimits = {
  lead: '已过或来不及准备',
  reception: '接待车道已满',
  bay: '工位已满',
  technician: '技师都有安排',
  skill: '有资质的技师都有安排',
  qc: '终检工位已满',
  wash: '洗车工位已满',
  walk_in: '余量留给随到客户',
  rework: '余量留给返修',
} as const
export const SlotLimit = z.enum(['lead', 'reception', 'bay', 'technician', 'skill', 'qc', 'wash', 'walk_in', 'rework'])
export type SlotLimit = z.infer<typeof SlotLimit>

/** Why a time is recommended, as owners read it. */
export const recommendations = {
  earliest: '最早可约',
  off_peak: '错峰价',
  quiet: '少等',
  balanced: '车间较空',
} as const
export const Recommendation = z.enum(['earliest', 'off_peak', 'quiet', 'balanced'])
export type Recommendation = z.infer<typeof Recommendation>

export const SlotView = z.object({
  minute: MinuteField,
  level: SlotLevel,
  /** Cars that can still start at this time. */
  free: z.int(),
  /** How much less this time costs, for everybody, in per cent. */
  percentOff: z.int(),
  /** Why this time is recommended, or null. */
  recommended: z.nullable(Recommendation),
  /** What stands in the way of one more car; null when nothing does that the store knows of. */
  limit: z.nullable(SlotLimit),
})
export type SlotView = z.infer<typeof SlotView>

/** Which slots are asked for. The family of the car decides how long it takes; without one the usual minutes count. */
const SlotQuery = { storeId: Id, serviceIds: ServiceIds, familyId: z.optional(Id) }

export const slots = endpoint({
  method: 'GET',
  path: '/api/slots',
  summary: 'True free times of one service in one store on one day, from live capacity. Needs no log-in.',
  access: 'public',
  query: z.object({ ...SlotQuery, day: DayField }),
  response: z.object({
    day: DayField,
    isOpen: z.boolean(),
    /** Why the store is closed, when it is. */
    note: z.nullable(z.string()),
    /** From arrival to hand-over, with reception, check and wash; 0 on a closed day. */
    visitMinutes: z.int(),
    slots: z.array(SlotView),
  }),
  errors: ['store.not_found', 'catalog.service_not_found', 'catalog.service_not_bookable', 'store.day_unknown'],
})
export type SlotsView = z.infer<(typeof slots)['response']>

export const DayLevel = z.object({
  day: DayField,
  level: z.enum(['plenty', 'few', 'full', 'closed']),
  /** Short word for a special day, e.g. 国庆节. */
  note: z.nullable(z.string()),
  /** The earliest time that is free, or null. */
  earliestMinute: z.nullable(MinuteField),
  /** The most that a free time of this day costs less, in per cent. */
  percentOff: z.int(),
})
export type DayLevel = z.infer<typeof DayLevel>

export const slotDays = endpoint({
  method: 'GET',
  path: '/api/slot-days',
  summary: 'So many days from today with how full each is, and how much less it costs.',
  access: 'public',
  query: z.object({
    ...SlotQuery,
    days: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(31)), 14),
  }),
  response: z.object({
    today: DayField,
    /** What the visit costs at the usual price. */
    priceFen: FenField,
    days: z.array(DayLevel),
  }),
  errors: ['store.not_found', 'catalog.service_not_found', 'catalog.service_not_bookable'],
})

/** A time that was free a moment ago. */
export const Alternative = z.object({ day: DayField, minute: MinuteField })
export type Alternative = z.infer<typeof Alternative>

/**
 * Fourteen days in few bytes. Starts are half an hour apart from `first` on; the n-th character of `cars` and `limits` is
 * the n-th start. {@link readSlotPage} turns it into slots.
 */
export const SlotPage = z.object({
  today: DayField,
  /** From arrival to hand-over, with reception, check and wash. */
  visitMinutes: z.int(),
  /** What the visit costs at the usual price. */
  priceFen: FenField,
  offPeak: z.array(OffPeak),
  days: z.array(
    z.object({
      day: DayField,
      /** Why the day is special, or closed. */
      note: z.nullable(z.string()),
      first: MinuteField,
      /** The most cars that could start at once on an empty day. */
      most: z.int(),
      /** How many more cars fit: `0` to `9`, `a` to `z` for more; `-` for a time that is over or too soon. Empty: closed. */
      cars: z.string(),
      /** What limits them: the first letter of `limitLetters`, or `.` for nothing. */
      limits: z.string(),
      /** Which starts are recommended. */
      best: z.array(z.tuple([z.int(), Recommendation])),
    }),
  ),
})
export type SlotPage = z.infer<typeof SlotPage>

export const slotPage = endpoint({
  method: 'GET',
  path: '/api/slot-page',
  summary:
    'Fourteen days from today in one answer of at most 4 KB: for every start how many cars still fit and what limits them. `readSlotPage` reads it.',
  access: 'public',
  query: z.object(SlotQuery),
  response: SlotPage,
  errors: ['store.not_found', 'catalog.service_not_found', 'catalog.service_not_bookable'],
})

export const newTimes = endpoint({
  method: 'GET',
  path: '/api/me/bookings/:bookingId/slot-page',
  summary: 'Like the slot page, for one of the owner’s bookings that is to be moved: its own seats count as free.',
  access: 'customer',
  params: z.object({ bookingId: Id }),
  response: SlotPage,
  errors: ['booking.not_found', 'catalog.service_not_found', 'catalog.service_not_bookable'],
})

export const nearbySlots = endpoint({
  method: 'GET',
  path: '/api/nearby-slots',
  summary:
    'When a store is full: up to three other stores within 60 km that offer the same, nearest first, each with its earliest free time from `day` on within a week.',
  access: 'public',
  query: z.object({ ...SlotQuery, day: DayField }),
  response: z.array(
    z.object({
      storeId: Id,
      storeName: z.string(),
      /** From store to store, as the crow flies. */
      distanceKm: z.number(),
      day: DayField,
      minute: MinuteField,
      percentOff: z.int(),
    }),
  ),
  errors: ['store.not_found', 'catalog.service_not_found', 'catalog.service_not_bookable'],
})

export const usualAdvisor = endpoint({
  method: 'GET',
  path: '/api/me/usual-advisor',
  summary:
    'The advisor who received this owner most often in the last two years at this store, and when their lane is free on a day; `usual` is null without one.',
  access: 'customer',
  query: z.object({ ...SlotQuery, day: DayField }),
  response: z.object({
    usual: z.nullable(z.object({ name: z.string(), laneId: Id, minutes: z.array(MinuteField) })),
  }),
  errors: ['store.not_found', 'catalog.service_not_found', 'catalog.service_not_bookable'],
})
