import { SECOND_MS, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Notice } from '../../platform/messages'
import type { Roster } from '../store'
import { dayKey, Shelf } from './capacity-cache'
import type { Offer } from './offered.service'
import type { PackedDay } from './packed-day'
import type { DayView } from './slot-day'

/** Hints in memory. The booking transaction reads everything again under the gate: staleness costs a 409, never a double booking. */
export interface Hints {
  readonly offers: Shelf<Offer>
  readonly rosters: Shelf<Roster>
  readonly days: Shelf<PackedDay>
  /** Days as they were counted for an offer. */
  readonly views: Shelf<DayView>
  /** Times of which a transaction has just found that they are taken. */
  readonly taken: Shelf<true>
  /** Ready answers by query string. */
  readonly answers: Shelf<Buffer>
  /** What was made of a store-day. */
  readonly keysOfDay: Map<string, Set<string>>
}

const TTL_MS = 10 * SECOND_MS
/** So long a time that was taken is refused without asking again, unless its day changes. */
const TAKEN_MS = 2 * SECOND_MS
const hintsByApp = new WeakMap<App, Hints>()

export function hintsOf(app: App): Hints {
  const known = hintsByApp.get(app)
  if (known) return known
  const hints: Hints = {
    offers: new Shelf(TTL_MS, 2000),
    rosters: new Shelf(TTL_MS, 2000),
    days: new Shelf(TTL_MS, 40_000),
    views: new Shelf(TTL_MS, 20_000),
    taken: new Shelf(TAKEN_MS, 20_000),
    answers: new Shelf(TTL_MS, 5000),
    keysOfDay: new Map(),
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
    hints.views.clear()
    hints.taken.clear()
    hints.answers.clear()
    hints.keysOfDay.clear()
  } else if (notice.to === 'cache') {
    if (notice.cache === 'offers') forgetOffers(hints)
    if (notice.cache === 'capacity') forgetDay(hints, notice.key)
  }
}

function forgetOffers(hints: Hints): void {
  hints.offers.clear()
  hints.views.clear()
  hints.taken.clear()
  hints.answers.clear()
}

function forgetDay(hints: Hints, key: string): void {
  hints.days.drop(key)
  hints.keysOfDay.get(key)?.forEach((made) => {
    hints.views.drop(made)
    hints.taken.drop(made)
    hints.answers.drop(made)
  })
  hints.keysOfDay.delete(key)
}

/** Remembers that something kept under `made` was made of a store-day. */
export function madeOf(hints: Hints, key: string, made: string): void {
  hints.keysOfDay.set(key, (hints.keysOfDay.get(key) ?? new Set()).add(made))
}

/** The answer of a fast lane for a query string that was asked before and has not changed since. */
export const readyAnswer = (app: App, key: string): Buffer | undefined =>
  hintsOf(app).answers.get(key, app.clock.now().getTime())

/** Keeps an answer ready for whoever asks the same next, until one of its days changes. */
export function keepAnswer(app: App, key: string, storeId: string, days: readonly Day[], answer: unknown): void {
  const hints = hintsOf(app)
  hints.answers.put(key, Buffer.from(JSON.stringify(answer)), app.clock.now().getTime())
  for (const day of days) madeOf(hints, dayKey(storeId, day), key)
}

/** What is asked for at a time: cars of families that take longer ask for something else. */
const askedKey = ({ store, services }: Offer, day: Day, minute: Minute): string =>
  `asked:${store.id}:${day}:${minute}:${services.map(({ id, bayMinutes }) => `${id}${bayMinutes}`).join()}`

/** Remembers that a transaction found a time taken. */
export function noteTaken(app: App, offer: Offer, day: Day, minute: Minute): void {
  const hints = hintsOf(app)
  const key = askedKey(offer, day, minute)
  hints.taken.put(key, true, app.clock.now().getTime())
  madeOf(hints, dayKey(offer.store.id, day), key)
}

/** Whether no car takes less than the usual: where there is no time for that, there is none for any. */
const isUsualLeast = ({ services }: Offer): boolean =>
  services.every(({ variants, bayMinutes, technicianCount }) =>
    variants.every((one) => one.bayMinutes >= bayMinutes && one.technicianCount >= technicianCount),
  )

/** Whether a time was found taken a moment ago and nothing has changed since: a rush is refused without a transaction each. */
export const isKnownTaken = (app: App, offer: Offer, day: Day, minute: Minute): boolean =>
  isUsualLeast(offer) && hintsOf(app).taken.get(askedKey(offer, day, minute), app.clock.now().getTime()) === true
