import { addDays, DAY_MS, type Day, type Minute } from '@pitlane/kernel'
import { toInstant, toLocal } from '../platform/local-time'
import { ZONE } from './store-data'

/** Today in Shanghai: everything in the demo data is so many days from it. */
export interface Today {
  readonly now: Date
  readonly day: Day
  readonly minute: Minute
  /** Midnight, when today began: what happened before depends on the day only, not on the hour of the seeding. */
  readonly began: Date
}

export function todayAt(now: Date): Today {
  const { day, minute } = toLocal(now, ZONE)
  return { now, day, minute, began: toInstant(day, 0, ZONE) }
}

export const dayIn = (today: Today, days: number): Day => addDays(today.day, days)

/** An instant so many days, whole or not, before today began. */
export const daysAgo = (today: Today, days: number): Date => new Date(today.began.getTime() - Math.round(days * DAY_MS))
