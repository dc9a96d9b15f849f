import * as z from 'zod/mini'
import { weekdayOf, type Day, type Minute } from '@pitlane/kernel'
import { MinuteField } from './fields'

const minutes = (max: number) => z.int().check(z.minimum(0), z.maximum(max))
const percent = (max: number) => z.int().check(z.minimum(0), z.maximum(max))

/** Hours in which a slot costs less, for everybody alike: price follows the slot, never the person (PIPL art. 24). */
export const OffPeak = z
  .object({
    /** 0 Sunday … 6 Saturday. */
    weekdays: z.array(z.int().check(z.minimum(0), z.maximum(6))).check(z.minLength(1), z.maxLength(7)),
    fromMinute: MinuteField,
    toMinute: MinuteField,
    percentOff: percent(50),
  })
  .check(z.refine((rule) => rule.fromMinute < rule.toMinute, { error: 'hours', path: ['toMinute'] }))

/** How a store spends its capacity (DOMAIN §3.3, §3.4). Zero minutes of reception, wash or QC leave that step out. */
export const CapacityPolicy = z.object({
  /** Share of each bay type that is kept for walk-ins, Sunday first. */
  walkInReservePercent: z.array(percent(90)).check(z.length(7)),
  /** So long before a slot what is still kept for walk-ins is given to everybody. */
  reserveReleaseMinutes: minutes(1440),
  /** Cars a day kept for work that has to be done again. */
  reworkReserveCars: z.int().check(z.minimum(0), z.maximum(10)),
  receptionMinutes: minutes(60),
  washMinutes: minutes(60),
  qcMinutes: minutes(60),
  /** Work is finished so long before closing. */
  finishBeforeCloseMinutes: minutes(240),
  /** How long a chosen time is kept while the owner confirms. */
  holdMinutes: z.int().check(z.minimum(3), z.maximum(30)),
  /** The front desk answers a new booking within so long, in opening hours. */
  confirmWithinMinutes: z.int().check(z.minimum(5), z.maximum(240)),
  /** The store records when work is done: a visit that is not reported done is extended by itself. */
  isOverrunWatched: z._default(z.boolean(), false),
  /** Kept tomorrow for a car that was not done at closing and of which nobody said how long it still takes. */
  carryOverMinutes: z._default(minutes(480), 60),
  /** Asked of who did not come three times in 180 days, given back on arrival; zero asks nothing (DOMAIN §3.4). */
  depositFen: z._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0),
  waitlistOfferMinutes: z.int().check(z.minimum(5), z.maximum(60)),
  waitlistMaxOffers: z.int().check(z.minimum(1), z.maximum(10)),
  offPeak: z.array(OffPeak).check(z.maxLength(10)),
})
export type CapacityPolicy = z.infer<typeof CapacityPolicy>

/** What a store starts with (DOMAIN §3.3, §3.4). */
export const defaultPolicy: CapacityPolicy = {
  walkInReservePercent: [35, 25, 25, 25, 25, 25, 35],
  reserveReleaseMinutes: 120,
  reworkReserveCars: 1,
  receptionMinutes: 15,
  washMinutes: 15,
  qcMinutes: 15,
  finishBeforeCloseMinutes: 30,
  holdMinutes: 10,
  confirmWithinMinutes: 15,
  isOverrunWatched: false,
  carryOverMinutes: 60,
  depositFen: 5000,
  waitlistOfferMinutes: 15,
  waitlistMaxOffers: 3,
  offPeak: [{ weekdays: [2, 3, 4], fromMinute: 810, toMinute: 960, percentOff: 10 }],
}

/** How much less a time costs, in per cent: the same for everybody who asks (PIPL art. 24). Of several rules the best. */
export function percentOff({ offPeak }: Pick<CapacityPolicy, 'offPeak'>, day: Day, minute: Minute): number {
  const weekday = weekdayOf(day)
  const rules = offPeak.filter(
    (rule) => rule.weekdays.includes(weekday) && minute >= rule.fromMinute && minute < rule.toMinute,
  )
  return Math.max(0, ...rules.map((rule) => rule.percentOff))
}
