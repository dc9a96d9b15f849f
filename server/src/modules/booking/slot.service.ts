import type { booking as contract, policy } from '@pitlane/contract'
import { addDays, AppError, MINUTE_MS, SECOND_MS, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import type { Notice } from '../../platform/messages'
import { requireBookableService, type BookableService } from '../catalog'
import { readPolicy, readRoster, requireStore, type Roster, type Store } from '../store'
import { dayKey, Shelf } from './capacity-cache'
import { percentOff } from './pricing'
import { findRoom, readSeats } from './seat.queries'
import { dayLevelOf, slotsOf, startsOf } from './slot-day'
import { keepsSome, minutesOf } from './capacity'
import { readDay, visitFor, type StoreDayState } from './slot.queries'
import { stepsOf, type StepNeed } from './visit'

/** The services of one visit as a store offers them. */
export interface Offer {
  readonly store: Store
  readonly services: readonly BookableService[]
  readonly policy: policy.CapacityPolicy
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

/**
 * Forgets a store-day when its claims changed anywhere, what stores offer when one of them changed it, or everything when
 * notices may have been missed.
 */
export function forgetCapacity(app: App, notice: Notice | undefined): void {
  const hints = hintsOf(app)
  if (!notice) {
    hints.offers.clear()
    hints.days.clear()
    hints.answers.clear()
    hints.queriesOfDay.clear()
  } else if (notice.to === 'cache') {
    if (notice.cache === 'offers') hints.offers.clear()
    if (notice.cache === 'capacity') forgetDay(hints, notice.key)
  }
}

function forgetDay(hints: Hints, key: string): void {
  hints.days.drop(key)
  hints.queriesOfDay.get(key)?.forEach((query) => hints.answers.drop(query))
  hints.queriesOfDay.delete(key)
}

/** Bookable services of a store, up to 10 s old. Throws as `requireStore` and `requireBookableService` do. */
export async function requireOffer(app: App, storeId: string, serviceIds: readonly string[]): Promise<Offer> {
  const { offers } = hintsOf(app)
  const now = app.clock.now().getTime()
  const key = `${storeId}:${serviceIds.join()}`
  const hit = offers.get(key, now)
  if (hit) return hit
  const store = await requireStore(app.db.read, storeId)
  const services: BookableService[] = []
  for (const id of new Set(serviceIds)) services.push(await requireBookableService(app.db.read, storeId, id))
  const offer = { store, services, policy: await readPolicy(app.db.read, storeId) }
  offers.put(key, offer, now)
  return offer
}

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
  const state = await readDay(app.db.read, storeId, day, app.clock.now())
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

async function slotsOn(app: App, offer: Offer, day: Day): Promise<contract.SlotsView> {
  const { store } = offer
  const state = await dayOf(app, store.id, day)
  if (!state) throw new AppError('store.day_unknown')
  const { isOpen, note } = state.hours
  if (!isOpen) return { day, isOpen, note, visitMinutes: 0, slots: [] }
  const roster = await rosterOf(app, app.db.read, store.id, state.rosterVersion)
  const now = app.clock.now()
  const needs = needsOf(offer, roster)
  const visitMinutes = minutesOf(needs)
  const starts = startsFor(offer, state.hours, visitMinutes)
  const visit = visitFor(needs, roster, state, offer.policy)
  const offAt = (minute: Minute) => percentOff(offer.policy, day, minute)
  const released = keptFrom(offer, day, now)
  const slots = slotsOf(visit, starts, earliestStart(store, day, now), released, offAt)
  const isKept = keepsSome(visit, released)
  const stuck = slots.filter((slot) => slot.level === 'full' && !isKept(slot.minute))
  if (stuck.length === 0) return { day, isOpen, note, visitMinutes, slots }
  const seated = await readSeats(app.db.read, store.id, roster, state)
  const freed = new Set(stuck.filter(({ minute }) => findRoom(visit, minute, seated)).map(({ minute }) => minute))
  return {
    day,
    isOpen,
    note,
    visitMinutes,
    slots: slots.map((slot) => (freed.has(slot.minute) ? withRoom(slot) : slot)),
  }
}

/** A time that is free as soon as others change places: for one car, as far as anybody knows. */
const withRoom = (slot: contract.SlotView): contract.SlotView => ({ ...slot, level: 'few', free: 1 })

const canonicalQuery = (storeId: string, serviceIds: string, day: Day) =>
  `storeId=${storeId}&serviceIds=${serviceIds}&day=${day}`

/** Several services of one visit travel as `id,id`. */
const idsOf = (serviceIds: string): string[] => serviceIds.split(',')

/** The answer of the slots endpoint for a query string that was asked before and has not changed since. */
export const readySlots = (app: App, querystring: string): Buffer | undefined =>
  hintsOf(app).answers.get(querystring, app.clock.now().getTime())

/** True free times of one day. Keeps the answer ready for whoever asks the same next. */
export async function listSlots(
  app: App,
  query: { storeId: string; serviceIds: string; day: Day },
): Promise<contract.SlotsView> {
  const offer = await requireOffer(app, query.storeId, idsOf(query.serviceIds))
  const view = await slotsOn(app, offer, query.day)
  const hints = hintsOf(app)
  const asked = canonicalQuery(query.storeId, query.serviceIds, query.day)
  hints.answers.put(asked, Buffer.from(JSON.stringify(view)), app.clock.now().getTime())
  const key = dayKey(query.storeId, query.day)
  hints.queriesOfDay.set(key, (hints.queriesOfDay.get(key) ?? new Set()).add(asked))
  return view
}

/** Two weeks from today, each day with how full it is. */
export async function listSlotDays(app: App, query: { storeId: string; serviceIds: string }) {
  const offer = await requireOffer(app, query.storeId, idsOf(query.serviceIds))
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
    if (e instanceof AppError && e.code === 'store.day_unknown')
      return { day, isOpen: false, note: null, visitMinutes: 0, slots: [] }
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
