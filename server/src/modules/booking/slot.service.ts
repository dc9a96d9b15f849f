import type { booking as contract } from '@pitlane/contract'
import { addDays, AppError, SECOND_MS, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { Notice } from '../../platform/messages'
import { requireBookableService, type BookableService } from '../catalog'
import { readRoster, requireStore, type Roster, type Store } from '../store'
import { dayKey, Shelf } from './capacity-cache'
import { dayLevelOf, slotsOf, startsOf } from './slot-day'
import { demandFor, readDay, type StoreDayState } from './slot.queries'

/** A service as one store offers it. */
export interface Offer {
  readonly store: Store
  readonly service: BookableService
}

/** Hints in memory. The booking transaction reads everything again under the gate: staleness costs a 409, never a double booking. */
interface Hints {
  readonly offers: Shelf<Offer>
  readonly rosters: Shelf<Roster>
  readonly days: Shelf<StoreDayState>
  /** Ready answers of the slots endpoint by query string, and which of them belong to a store-day. */
  readonly answers: Shelf<Buffer>
  readonly queriesOfDay: Map<string, Set<string>>
}

const TTL_MS = 10 * SECOND_MS
/** Booking opens this many days ahead (DOMAIN §3.4). */
export const MAX_DAYS_AHEAD = 30
const STRIP_DAYS = 14

const hintsByApp = new WeakMap<App, Hints>()

function hintsOf(app: App): Hints {
  const known = hintsByApp.get(app)
  if (known) return known
  const hints: Hints = {
    offers: new Shelf(TTL_MS, 2000),
    rosters: new Shelf(TTL_MS, 500),
    days: new Shelf(TTL_MS, 5000),
    answers: new Shelf(TTL_MS, 5000),
    queriesOfDay: new Map(),
  }
  hintsByApp.set(app, hints)
  return hints
}

/** Forgets a store-day when its claims changed anywhere, or everything when notices may have been missed. */
export function forgetCapacity(app: App, notice: Notice | undefined): void {
  const hints = hintsOf(app)
  if (!notice) {
    hints.days.clear()
    hints.answers.clear()
    hints.queriesOfDay.clear()
  } else if (notice.to === 'cache' && notice.cache === 'capacity') {
    hints.days.drop(notice.key)
    hints.queriesOfDay.get(notice.key)?.forEach((query) => hints.answers.drop(query))
    hints.queriesOfDay.delete(notice.key)
  }
}

/** The notices that follow a change of a store-day's claims. */
export const capacityNotices = (storeId: string, day: Day): Notice[] => [
  { to: 'cache', cache: 'capacity', key: dayKey(storeId, day) },
  {
    to: 'followers',
    key: `slots:${storeId}:${day}`,
    message: { type: 'changed', topic: { kind: 'slots', storeId, day }, day },
  },
]

/** A bookable service of a store, up to 10 s old. Throws as `requireStore` and `requireBookableService` do. */
export async function requireOffer(app: App, storeId: string, serviceId: string): Promise<Offer> {
  const { offers } = hintsOf(app)
  const now = app.clock.now().getTime()
  const key = `${storeId}:${serviceId}`
  const hit = offers.get(key, now)
  if (hit) return hit
  const store = await requireStore(app.db.read, storeId)
  const service = await requireBookableService(app.db.read, storeId, serviceId)
  offers.put(key, { store, service }, now)
  return { store, service }
}

/** The roster of exactly this version, from memory or from `db`. */
export async function rosterOf(app: App, db: Reader, storeId: string, version: number): Promise<Roster> {
  const { rosters } = hintsOf(app)
  const now = app.clock.now().getTime()
  const hit = rosters.get(storeId, now)
  if (hit?.version === version) return hit
  const roster = await readRoster(db, storeId)
  rosters.put(storeId, roster, now)
  return roster
}

async function dayOf(app: App, storeId: string, day: Day): Promise<StoreDayState | undefined> {
  const { days } = hintsOf(app)
  const now = app.clock.now().getTime()
  const key = dayKey(storeId, day)
  const hit = days.get(key, now)
  if (hit) return hit
  const state = await readDay(app.db.read, storeId, day)
  if (state) days.put(key, state, now)
  return state
}

/** Keeps a day that was just read behind its gate, and drops the answers made before. */
export function rememberDay(app: App, storeId: string, state: StoreDayState): void {
  const key = dayKey(storeId, state.hours.day)
  const now = app.clock.now().getTime()
  const kept = hintsOf(app).days.get(key, now)
  if (kept && kept.version >= state.version - 1) return
  forgetCapacity(app, { to: 'cache', cache: 'capacity', key })
  hintsOf(app).days.put(key, state, now)
}

/** The first minute of `day` that is not too soon to book; beyond the day's end when the day is over. */
export function earliestStart(store: Store, day: Day, now: Date): Minute {
  const soonest = toLocal(new Date(now.getTime() + store.minLeadMinutes * 60_000), store.timeZone)
  if (day > soonest.day) return 0
  return day === soonest.day ? soonest.minute : Number.POSITIVE_INFINITY
}

async function slotsOn(app: App, offer: Offer, day: Day): Promise<contract.SlotsView> {
  const { store, service } = offer
  const state = await dayOf(app, store.id, day)
  if (!state) throw new AppError('store.day_unknown')
  const { isOpen, note, opensMinute, closesMinute } = state.hours
  if (!isOpen) return { day, isOpen, note, slots: [] }
  const roster = await rosterOf(app, app.db.read, store.id, state.rosterVersion)
  const starts = startsOf(opensMinute, closesMinute, service.bayMinutes)
  const slots = slotsOf(demandFor(service, roster, state), starts, earliestStart(store, day, app.clock.now()))
  return { day, isOpen, note, slots }
}

const canonicalQuery = (storeId: string, serviceId: string, day: Day) =>
  `storeId=${storeId}&serviceId=${serviceId}&day=${day}`

/** The answer of the slots endpoint for a query string that was asked before and has not changed since. */
export const readySlots = (app: App, querystring: string): Buffer | undefined =>
  hintsOf(app).answers.get(querystring, app.clock.now().getTime())

/** True free times of one day. Keeps the answer ready for whoever asks the same next. */
export async function listSlots(
  app: App,
  query: { storeId: string; serviceId: string; day: Day },
): Promise<contract.SlotsView> {
  const offer = await requireOffer(app, query.storeId, query.serviceId)
  const view = await slotsOn(app, offer, query.day)
  const hints = hintsOf(app)
  const asked = canonicalQuery(query.storeId, query.serviceId, query.day)
  hints.answers.put(asked, Buffer.from(JSON.stringify(view)), app.clock.now().getTime())
  const key = dayKey(query.storeId, query.day)
  hints.queriesOfDay.set(key, (hints.queriesOfDay.get(key) ?? new Set()).add(asked))
  return view
}

/** Two weeks from today, each day with how full it is. */
export async function listSlotDays(app: App, query: { storeId: string; serviceId: string }) {
  const offer = await requireOffer(app, query.storeId, query.serviceId)
  const today = toLocal(app.clock.now(), offer.store.timeZone).day
  const days = []
  for (let i = 0; i < STRIP_DAYS; i++) {
    const day = addDays(today, i)
    const { isOpen, note, slots } = await slotsOn(app, offer, day).catch(closedWhenUnknown(day))
    const earliestMinute = slots.find((slot) => slot.free > 0)?.minute ?? null
    days.push({ day, level: isOpen ? dayLevelOf(slots) : ('closed' as const), note, earliestMinute })
  }
  return { today, days }
}

const closedWhenUnknown =
  (day: Day) =>
  (e: unknown): contract.SlotsView => {
    if (e instanceof AppError && e.code === 'store.day_unknown') return { day, isOpen: false, note: null, slots: [] }
    throw e
  }

/** Up to three free times close to the wish: nearest on the same day first, then the following days. */
export async function listAlternatives(
  app: App,
  offer: Offer,
  day: Day,
  minute: Minute,
): Promise<contract.Alternative[]> {
  const found: contract.Alternative[] = []
  for (let i = 0; i < STRIP_DAYS && found.length < 3; i++) {
    const on = addDays(day, i)
    const { slots } = await slotsOn(app, offer, on).catch(closedWhenUnknown(on))
    const free = slots
      .filter((slot) => slot.free > 0)
      .sort((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute))
    found.push(...free.slice(0, i === 0 ? 3 : 1).map((slot) => ({ day: on, minute: slot.minute })))
  }
  return found.slice(0, 3)
}
