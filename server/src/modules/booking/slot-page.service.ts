import { booking as contract } from '@pitlane/contract'
import { addDays, AppError, distanceKm, type CustomerActor, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { storesOffering } from '../catalog'
import { listStores } from '../store'
import { findSteps, requireOwnBooking } from './booking.queries'
import { isFreeAt } from './capacity'
import { keepAnswer, readyAnswer } from './capacity-hints'
import { forFamilyId, MAX_DAYS_AHEAD, needsOf, STRIP_DAYS, type Offer } from './offered.service'
import type { DayView } from './slot-day'
import { rosterOf } from './roster.queries'
import { countDay, dayOf, offerOf, requireOffer, slotsOn, slotsOrClosed, warmDays } from './slot.service'
import { readDay, visitFor } from './slot.queries'

interface Wish {
  readonly storeId: string
  /** `id,id` */
  readonly serviceIds: string
  readonly familyId?: string
}

/** The offer that a query asks for. Throws as {@link requireOffer}. */
const offerOfQuery = async (app: App, { storeId, serviceIds, familyId }: Wish): Promise<Offer> =>
  forFamilyId(await requireOffer(app, storeId, serviceIds.split(',')), familyId)

/** A query as clients write it: what was asked in this order is answered from memory the next time. */
const canonical = ({ storeId, serviceIds, familyId }: Wish, day?: Day): string =>
  [
    ...[`storeId=${storeId}`, `serviceIds=${serviceIds}`],
    ...[...(day ? [`day=${day}`] : []), ...(familyId ? [`familyId=${familyId}`] : [])],
  ].join('&')

/** Keys of kept answers: two fast lanes share one shelf. */
const slotsKey = (query: string) => `slots?${query}`
const pageKey = (query: string) => `page?${query}`

export const readySlots = (app: App, querystring: string): Buffer | undefined => readyAnswer(app, slotsKey(querystring))
export const readyPage = (app: App, querystring: string): Buffer | undefined => readyAnswer(app, pageKey(querystring))

/** True free times of one day. */
export async function listSlots(app: App, query: Wish & { readonly day: Day }): Promise<contract.SlotsView> {
  const { view } = await slotsOn(app, await offerOfQuery(app, query), query.day)
  keepAnswer(app, slotsKey(canonical(query, query.day)), query.storeId, [query.day], view)
  return view
}

const daysFrom = (today: Day, count: number): Day[] => Array.from({ length: count }, (_, i) => addDays(today, i))

const todayAt = (app: App, { store }: Offer): Day => toLocal(app.clock.now(), store.timeZone).day

const priceOf = ({ services }: Offer): number => services.reduce((sum, { priceFen }) => sum + priceFen, 0)

/** So many days from today, each with how full it is and how much less it costs. */
export async function listSlotDays(app: App, query: Wish & { readonly days: number }) {
  const offer = await offerOfQuery(app, query)
  const today = todayAt(app, offer)
  await warmDays(app, offer.store.id, today, query.days)
  const days: contract.DayLevel[] = []
  for (const day of daysFrom(today, query.days)) {
    const { view } = await slotsOrClosed(app, offer, day)
    const free = view.slots.filter((slot) => slot.free > 0)
    days.push({ ...contract.dayOf(view), note: view.note, percentOff: Math.max(0, ...free.map((s) => s.percentOff)) })
  }
  return { today, priceFen: priceOf(offer), days }
}

async function pageOf(app: App, offer: Offer, dayView: (day: Day) => Promise<DayView>): Promise<contract.SlotPage> {
  const today = todayAt(app, offer)
  await warmDays(app, offer.store.id, today, STRIP_DAYS)
  const views: DayView[] = []
  for (const day of daysFrom(today, STRIP_DAYS)) views.push(await dayView(day))
  return {
    ...{ today, priceFen: priceOf(offer), offPeak: offer.policy.offPeak },
    visitMinutes: Math.max(...views.map(({ view }) => view.visitMinutes)),
    days: views.map(({ view, most }) => contract.packDay(view, most)),
  }
}

/** Two weeks in one small answer, kept ready until one of its days changes. */
export async function slotPage(app: App, query: Wish): Promise<contract.SlotPage> {
  const offer = await offerOfQuery(app, query)
  const page = await pageOf(app, offer, (day) => slotsOrClosed(app, offer, day))
  const days = page.days.map(({ day }) => day)
  keepAnswer(app, pageKey(canonical(query)), query.storeId, days, page)
  return page
}

/** Two weeks for a booking that is to be moved: its own seats count as free. Throws `booking.not_found`. */
export async function newTimes(app: App, actor: CustomerActor, bookingId: string): Promise<contract.SlotPage> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  const steps = await findSteps(app.db.read, [bookingId])
  const offer = await offerOf(app, booking, steps)
  const touched = new Set(steps.map(({ day }) => day))
  return pageOf(app, offer, async (day) => {
    if (!touched.has(day)) return slotsOrClosed(app, offer, day)
    const state = await readDay(app.db.read, booking.storeId, day, app.clock.now(), bookingId)
    if (!state) throw new AppError('store.day_unknown')
    return countDay(app, offer, state, bookingId)
  })
}

const NEAR_KM = 60
const NEAR_STORES = 3
const NEAR_DAYS = 7

/** Other stores close by that offer the same, with their earliest free time from a day on; nearest first. */
export async function nearbySlots(app: App, query: Wish & { readonly day: Day }) {
  const here = await offerOfQuery(app, query)
  const last = addDays(todayAt(app, here), MAX_DAYS_AHEAD)
  const days = daysFrom(query.day, NEAR_DAYS).filter((day) => day <= last)
  const found = []
  for (const { store, km } of await storesLike(app, here)) {
    if (found.length === NEAR_STORES) break
    const slot = await firstFree(app, await offerOfQuery(app, { ...query, storeId: store.id }), days)
    if (slot) found.push({ storeId: store.id, storeName: store.name, distanceKm: km, ...slot })
  }
  return found
}

/** Other stores within reach that do all of it. */
async function storesLike(app: App, { store: here, services }: Offer) {
  const offering = await Promise.all(services.map(({ id }) => storesOffering(app.db.read, id)))
  const stores = await listStores(app.db.read)
  return stores
    .filter(({ id }) => id !== here.id && offering.every((ids) => ids.includes(id)))
    .map((store) => ({ store, km: Math.round(distanceKm(here, store) * 10) / 10 }))
    .filter(({ km }) => km <= NEAR_KM)
    .sort((a, b) => a.km - b.km)
}

async function firstFree(app: App, offer: Offer, days: readonly Day[]) {
  for (const day of days) {
    const { view } = await slotsOrClosed(app, offer, day)
    const slot = view.slots.find(({ free }) => free > 0)
    if (slot) return { day, minute: slot.minute, percentOff: slot.percentOff }
  }
  return undefined
}

/** The free times of a day at which the visit can begin in one lane. */
export async function freeInLane(app: App, query: Wish & { readonly day: Day }, laneId: string): Promise<Minute[]> {
  const offer = await offerOfQuery(app, query)
  const { view } = await slotsOrClosed(app, offer, query.day)
  const state = await dayOf(app, offer.store.id, query.day)
  if (!view.isOpen || !state) return []
  const roster = await rosterOf(app, app.db.read, offer.store.id, state.rosterVersion)
  const [reception] = visitFor(needsOf(offer, roster), roster, state)
  const lane = reception?.bays.find(({ id }) => id === laneId)
  if (!lane || !reception) return []
  return view.slots.flatMap(({ minute, free }) =>
    free > 0 && isFreeAt(lane, minute, reception.minutes) ? [minute] : [],
  )
}
