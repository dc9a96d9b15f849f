import { addDays, weekdayOf, type Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import type { OrgPlace } from '../../platform/scope'
import { findStores, listDays, placeOf, type Store } from '../store'
import type { Span } from './work-time'

/** Where a store is, and when it works from today on. */
export interface WorkCalendar {
  readonly spans: readonly Span[]
  /** The spans say nothing of what comes after. */
  readonly until: Date
}

const TTL_MS = 10_000

interface Kept<T> {
  readonly at: number
  readonly value: T
}

/** Answers that may be some seconds old, per server. */
function cacheOf<T>() {
  const byApp = new WeakMap<App, Map<string, Kept<T>>>()
  return async (app: App, key: string, load: () => Promise<T>): Promise<T> => {
    const kept = byApp.get(app) ?? new Map<string, Kept<T>>()
    byApp.set(app, kept)
    const now = app.clock.now().getTime()
    const hit = kept.get(key)
    if (hit && Math.abs(now - hit.at) < TTL_MS) return hit.value
    const value = await load()
    if (kept.size > 5000) kept.clear()
    kept.set(key, { at: now, value })
    return value
  }
}

const places = cacheOf<OrgPlace>()
const calendars = cacheOf<WorkCalendar>()

/** Where a store stands in the organisation. */
export const placeOfStore = (app: App, db: Reader, storeId: string): Promise<OrgPlace> =>
  places(app, storeId, async () => placeOf(await storeOf(db, storeId)))

async function storeOf(db: Reader, storeId: string): Promise<Store> {
  const [store] = await findStores(db, [storeId])
  if (!store) throw new Error(`no store ${storeId}`)
  return store
}

/** Working hours of so many days from yesterday on: the days that the calendar knows, then the weekly pattern. */
export const calendarOf = (app: App, db: Reader, storeId: string, days: number): Promise<WorkCalendar> =>
  calendars(app, `${storeId} ${days}`, async () => {
    const store = await storeOf(db, storeId)
    const first = addDays(toLocal(app.clock.now(), store.timeZone).day, -1)
    const known = new Map((await listDays(db, storeId, first, days)).map((day) => [day.day, day]))
    const hoursOf = (day: Day): readonly [number, number] | null => {
      const row = known.get(day)
      if (!row) return store.week[String(weekdayOf(day)) as keyof Store['week']]
      return row.isOpen ? [row.opensMinute, row.closesMinute] : null
    }
    const spans = Array.from({ length: days }, (_, i) => addDays(first, i)).flatMap((day): Span[] => {
      const hours = hoursOf(day)
      const at = (minute: number): number => toInstant(day, minute, store.timeZone).getTime()
      return hours && hours[0] < hours[1] ? [[at(hours[0]), at(hours[1])]] : []
    })
    return { spans, until: toInstant(addDays(first, days), 0, store.timeZone) }
  })
