import { policy, type booking as contract } from '@pitlane/contract'
import { addDays, AppError, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { listFamilies, requireBookableService, type BookableService } from '../catalog'
import { findVehicles } from '../vehicle'
import { readPolicy, requireStore } from '../store'
import { dayKey } from './capacity-cache'
import { forgetCapacity, hintsOf, madeOf } from './capacity-hints'
import { minutesOf } from './capacity'
import type { Booking, BookingStep } from './booking.entity'
import { earliestStart, forCar, keptFrom, needsOf, startsFor, STRIP_DAYS, type Offer } from './offered.service'
import { pack, unpack } from './packed-day'
import { rosterOf } from './roster.queries'
import { findRoom, readSeats } from './seat.queries'
import { recommended, slotsOf, type DayView } from './slot-day'
import { readDay, readDays, visitFor, type StoreDayState } from './slot.queries'

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
  const families = services.some(({ variants }) => variants.length > 0) ? await listFamilies(app.db.read) : []
  const offer = { store, services, policy: await readPolicy(app.db.read, storeId), families }
  offers.put(key, offer, now)
  return offer
}

/** Like {@link requireOffer}, as it is for a car: who it is is read only where some cars take longer than others. */
export async function offerForCar(
  app: App,
  { storeId, vehicleId }: Pick<Booking, 'storeId' | 'vehicleId'>,
  serviceIds: readonly string[],
): Promise<Offer> {
  const offer = await requireOffer(app, storeId, serviceIds)
  if (offer.families.length === 0) return offer
  const [car] = await findVehicles(app.db.read, app.vault, [vehicleId])
  return forCar(offer, car?.name ?? '')
}

/** What a booking asks of its store, for its car. */
export const offerOf = (app: App, booking: Booking, steps: readonly BookingStep[]): Promise<Offer> =>
  offerForCar(
    app,
    booking,
    steps.flatMap(({ serviceId }) => serviceId ?? []),
  )

/** A day as it is remembered, up to 10 s old; undefined when it has not been opened. */
export async function dayOf(app: App, storeId: string, day: Day): Promise<StoreDayState | undefined> {
  const { days } = hintsOf(app)
  const now = app.clock.now().getTime()
  const key = dayKey(storeId, day)
  const hit = days.get(key, now)
  if (hit) return unpack(hit)
  const state = await readDay(app.db.read, storeId, day, app.clock.now())
  if (state) days.put(key, pack(storeId, state), now)
  return state
}

/** So many days are read one by one when they are asked for; of more the whole span is read at once. */
const FEW = 3

/** Reads days from one on at once, unless nearly all of them are remembered: {@link dayOf} then finds them in memory. */
export async function warmDays(app: App, storeId: string, from: Day, count: number): Promise<void> {
  const { days } = hintsOf(app)
  const now = app.clock.now()
  const keys = Array.from({ length: count }, (_, i) => dayKey(storeId, addDays(from, i)))
  if (keys.filter((key) => days.get(key, now.getTime()) === undefined).length <= FEW) return
  for (const state of await readDays(app.db.read, storeId, from, addDays(from, count - 1), now))
    days.put(dayKey(storeId, state.hours.day), pack(storeId, state), now.getTime())
}

/** Keeps a day that was just read behind its gate, and drops the answers made before. */
export function rememberDay(app: App, storeId: string, state: StoreDayState): void {
  const key = dayKey(storeId, state.hours.day)
  const now = app.clock.now().getTime()
  const kept = hintsOf(app).days.get(key, now)
  if (kept && kept.version >= state.version - 1) return
  forgetCapacity(app, { to: 'cache', cache: 'capacity', key })
  hintsOf(app).days.put(key, pack(storeId, state), now)
}

const closedDay = (day: Day, note: string | null): DayView => ({
  view: { day, isOpen: false, note, visitMinutes: 0, slots: [] },
  most: 0,
})

/** The day as it is counted for an offer. Throws `store.day_unknown`. */
export async function slotsOn(app: App, offer: Offer, day: Day): Promise<DayView> {
  const hints = hintsOf(app)
  const now = app.clock.now().getTime()
  const { store, services } = offer
  const key = `day:${store.id}:${services.map(({ id, bayMinutes }) => `${id}${bayMinutes}`).join()}:${day}`
  const hit = hints.views.get(key, now)
  if (hit) return hit
  const state = await dayOf(app, store.id, day)
  if (!state) throw new AppError('store.day_unknown')
  const made = await countDay(app, offer, state)
  hints.views.put(key, made, now)
  madeOf(hints, dayKey(store.id, day), key)
  return made
}

/** The slots of a day as it was read. Where it is full, those that become free when others change places are free. */
export async function countDay(app: App, offer: Offer, state: StoreDayState, except?: string): Promise<DayView> {
  const { store } = offer
  const { day, isOpen, note } = state.hours
  if (!isOpen) return closedDay(day, note)
  const roster = await rosterOf(app, app.db.read, store.id, state.rosterVersion)
  const now = app.clock.now()
  const needs = needsOf(offer, roster)
  const visitMinutes = minutesOf(needs)
  const starts = startsFor(offer, state.hours, visitMinutes)
  const visit = visitFor(needs, roster, state, offer.policy)
  const offAt = (minute: Minute) => policy.percentOff(offer.policy, day, minute)
  const counted = slotsOf(visit, starts, earliestStart(store, day, now), keptFrom(offer, day, now), offAt)
  const stuck = counted.slots.filter((slot) => slot.level === 'full' && !counted.keeps(slot.minute))
  const head = { day, isOpen, note, visitMinutes }
  if (stuck.length === 0) return { view: { ...head, slots: counted.slots }, most: counted.most }
  const seated = await readSeats(app.db.read, store.id, roster, state, except)
  const freed = new Set(stuck.filter(({ minute }) => findRoom(visit, minute, seated)).map(({ minute }) => minute))
  const slots = counted.slots.map((slot) => (freed.has(slot.minute) ? withRoom(slot) : slot))
  return { view: { ...head, slots: recommended(slots, counted.most) }, most: counted.most }
}

/** A time that is free as soon as others change places: for one car, as far as anybody knows. */
const withRoom = (slot: contract.SlotView): contract.SlotView => ({ ...slot, level: 'few', free: 1 })

/** Like {@link slotsOn}; a day that has not been opened is closed. */
export const slotsOrClosed = (app: App, offer: Offer, day: Day): Promise<DayView> =>
  slotsOn(app, offer, day).catch((e: unknown) => {
    if (e instanceof AppError && e.code === 'store.day_unknown') return closedDay(day, null)
    throw e
  })

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
    const { slots } = (await slotsOrClosed(app, offer, on)).view
    const free = slots
      .filter((slot) => slot.free > 0)
      .sort((a, b) => Math.abs(a.minute - minute) - Math.abs(b.minute - minute))
    found.push(...free.slice(0, i === 0 ? 3 : 1).map((slot) => ({ day: on, minute: slot.minute })))
  }
  return found.slice(0, 3)
}
