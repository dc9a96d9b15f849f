import type { policy } from '@pitlane/contract'
import { MINUTE_MS, type Day, type Minute } from '@pitlane/kernel'
import { toLocal } from '../../platform/local-time'
import { familyOfName, forFamily, type BookableService, type ModelFamily } from '../catalog'
import type { Roster, Store } from '../store'
import { startsOf } from './slot-day'
import type { StoreDayState } from './slot.queries'
import { stepsOf, type StepNeed } from './visit'

/** Booking opens this many days ahead (DOMAIN §3.4). */
export const MAX_DAYS_AHEAD = 30
/** Owners see so many days at once. */
export const STRIP_DAYS = 14

/** The services of one visit as a store offers them. */
export interface Offer {
  readonly store: Store
  readonly services: readonly BookableService[]
  readonly policy: policy.CapacityPolicy
  /** Every family of models: cars of some take longer. */
  readonly families: readonly ModelFamily[]
}

/** The offer as it is for cars of a family. */
export const forFamilyId = (offer: Offer, familyId: string | undefined): Offer =>
  familyId === undefined ? offer : { ...offer, services: offer.services.map((service) => forFamily(service, familyId)) }

/** The offer as it is for a car, `大众 帕萨特`. */
export const forCar = (offer: Offer, car: string): Offer => forFamilyId(offer, familyOfName(offer.families, car)?.id)

/** The steps of a visit in a store, as its roster and policy have them. */
export const needsOf = ({ services, policy }: Pick<Offer, 'services' | 'policy'>, roster: Roster): StepNeed[] =>
  stepsOf(services, policy, new Set(roster.bays.map((bay) => bay.type)))

/** The first minute of `day` that is so far ahead of now: 0 on later days, beyond the day's end on earlier ones. */
function firstMinute(store: Store, day: Day, now: Date, minutesAhead: number): Minute {
  const at = toLocal(new Date(now.getTime() + minutesAhead * MINUTE_MS), store.timeZone)
  if (day > at.day) return 0
  return day === at.day ? at.minute : Number.POSITIVE_INFINITY
}

/** From this minute of `day` on something is kept for walk-ins; what is closer is given to everybody. */
export const keptFrom = ({ store, policy }: Offer, day: Day, now: Date): Minute =>
  firstMinute(store, day, now, policy.reserveReleaseMinutes)

/** The first minute of `day` that is not too soon to book; beyond the day's end when the day is over. */
export const earliestStart = (store: Store, day: Day, now: Date): Minute =>
  firstMinute(store, day, now, store.minLeadMinutes)

/** Starts at which a visit of so many minutes is over in time (DOMAIN §3.3 step 4). */
export const startsFor = (
  { policy }: Pick<Offer, 'policy'>,
  hours: StoreDayState['hours'],
  minutes: number,
): Minute[] => startsOf(hours.opensMinute, hours.closesMinute - policy.finishBeforeCloseMinutes, minutes)
