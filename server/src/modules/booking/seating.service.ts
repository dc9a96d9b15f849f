import { policy } from '@pitlane/contract'
import { AppError, priceWith, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { passGate, type Roster } from '../store'
import type { Booking, BookingStep } from './booking.entity'
import { assign, Counter, minutesOf, offsetsOf, type Assignment, type Visit } from './capacity'
import { makeRoom } from './reseating.service'
import { readDay, visitFor, type StoreDayState } from './slot.queries'
import { keptFrom, needsOf, startsFor, type Offer } from './offered.service'
import { rosterOf } from './roster.queries'
import type { StepNeed } from './visit'

/** A time at which a visit could begin. */
export interface Place {
  readonly day: Day
  readonly minute: Minute
}

/** Nobody is free any more; `state` is the day as it was read behind the gate, if it was. */
export class SlotTaken extends Error {
  constructor(
    readonly offer: Offer,
    readonly state?: StoreDayState,
  ) {
    super('slot taken')
  }
}

/** A visit that wants a seat on a day. */
export interface Request {
  readonly offer: Offer
  readonly state: StoreDayState | undefined
  readonly channel: Booking['channel']
  /** A booking that gives its own seats up. */
  readonly except?: string
  /** Work that is done again may have what is kept, like a walk-in. */
  readonly isRework?: boolean
  /** A bay or somebody to be taken if it can be had. */
  readonly preferred?: string | undefined
}

/** Who does which step of a visit, chosen behind the gate. */
export interface Seating {
  readonly needs: readonly StepNeed[]
  readonly chosen: readonly Assignment[]
  readonly minutes: number
  /** The steps themselves, where the visit is more than one piece of one day. */
  readonly steps?: readonly Omit<BookingStep, 'bookingId'>[]
}

/** The last day of a visit that stays overnight; null for one that does not. */
export const lastDayOf = (day: Day, steps: readonly Pick<BookingStep, 'day'>[]): Day | null => {
  const last = steps.reduce((latest, step) => (step.day > latest ? step.day : latest), day)
  return last > day ? last : null
}

/**
 * The day behind its gate, cleared of what was held too long: whoever writes claims starts here. The gate travels with the
 * reading; ask for it in one turn with whatever else is read. `except` is a booking that gives its own cells up.
 */
export async function enterDay(
  app: App,
  tx: Tx,
  { store }: Pick<Offer, 'store'>,
  day: Day,
  except?: string,
): Promise<StoreDayState | undefined> {
  const now = app.clock.now()
  await passGate(tx, store.id, day)
  const state = await readDay(tx, store.id, day, now, except)
  if (state?.hasLapsed) await clearLapsed(tx, store.id, day, now)
  return state
}

/** Cells whose time is up make room for new ones. What else belongs to a hold is cleared away by its job. */
async function clearLapsed(tx: Tx, storeId: string, day: Day, now: Date): Promise<void> {
  const at = sqlInstant(now)
  await tx.put('delete from claim where store_id = ? and day = ? and held_until <= ?', [storeId, day, at])
  await tx.put(
    `update booking set state = 'expired', live_key = null, held_until = null, version = version + 1
      where store_id = ? and day = ? and state = 'held' and held_until <= ?`,
    [storeId, day, at],
  )
}

/**
 * Chooses concrete bays and people for every step. Walk-ins may have what is kept for them. Where nobody is free, others who
 * have not begun change places to make room, except for `except`, the booking that is on the move itself. Throws
 * `booking.slot_closed`, and {@link SlotTaken} when there is no way.
 */
export async function seat(app: App, tx: Tx, request: Request, place: Place): Promise<Seating> {
  const { offer, state } = request
  if (!state?.hours.isOpen) throw new AppError('booking.slot_closed')
  const roster = await rosterOf(app, tx, offer.store.id, state.rosterVersion)
  const needs = needsOf(offer, roster)
  const minutes = minutesOf(needs)
  if (!isStart(request, state, place.minute, minutes)) throw new AppError('booking.slot_closed')
  const isKeptFor = request.channel === 'walk_in' || request.isRework
  const visit = visitFor(needs, roster, state, isKeptFor ? undefined : offer.policy)
  const chosen = await chooseOrMakeRoom(app, tx, { ...request, state, roster }, visit, place)
  if (!chosen) throw new SlotTaken(offer, state)
  return { needs, chosen, minutes }
}

/** Owners and callers choose among the slots; a walk-in begins when it comes. */
const isStart = ({ offer, channel }: Request, state: StoreDayState, minute: Minute, minutes: number): boolean =>
  channel === 'walk_in'
    ? isWithinHours(state, minute, minutes)
    : startsFor(offer, state.hours, minutes).includes(minute)

async function chooseOrMakeRoom(
  app: App,
  tx: Tx,
  { offer, state, roster, except, preferred }: Request & { readonly state: StoreDayState; readonly roster: Roster },
  visit: Visit,
  { day, minute }: Place,
): Promise<readonly Assignment[] | undefined> {
  const released = keptFrom(offer, day, app.clock.now())
  const counter = new Counter(visit, released)
  if (counter.free(minute) > 0) return assign(visit, minute, preferred)
  if (counter.keeps(minute)) return undefined
  return makeRoom(app, tx, { storeId: offer.store.id, roster, state, except }, visit, minute)
}

/** What staff arrange starts on any quarter of an hour, and is done before the house closes. */
export const isWithinHours = ({ hours }: StoreDayState, minute: Minute, minutes: number): boolean =>
  minute % 15 === 0 && minute >= hours.opensMinute && minute + minutes <= hours.closesMinute

/** Work that is done again costs nothing. */
export const freeOfCharge = (seating: Seating): Seating => ({
  ...seating,
  needs: seating.needs.map((need) => ({ ...need, priceFen: 0 })),
  ...(seating.steps ? { steps: seating.steps.map((step) => ({ ...step, priceFen: 0 })) } : {}),
})

/** The steps of a booking as rows, at the price of its time. */
export function stepRows(
  bookingId: string,
  { needs, chosen, steps }: Pick<Seating, 'needs' | 'chosen' | 'steps'>,
  spends: Pick<Offer['policy'], 'offPeak'>,
  { day, minute }: Place,
): BookingStep[] {
  if (steps) return steps.map((step) => ({ ...step, bookingId }))
  const offsets = offsetsOf(needs)
  const off = policy.percentOff(spends, day, minute)
  return needs.map((need, i) => {
    const startsMinute = minute + (offsets[i] ?? 0)
    const who = chosen[i]
    if (!who) throw new Error('a step without an assignment')
    return {
      ...{ bookingId, ordinal: i + 1, kind: need.kind, serviceId: need.serviceId, day },
      ...{ startsMinute, endsMinute: startsMinute + need.minutes },
      ...{ bayId: who.bayId, technicianIds: [...who.technicianIds], priceFen: priceWith(need.priceFen, off) },
      ...{ isSeated: true, jobId: null },
    }
  })
}
