import { AppError, priceWith, type Day, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { passGate, type Roster } from '../store'
import type { Booking, BookingStep } from './booking.entity'
import { assign, carsPerStart, keepsSome, minutesOf, offsetsOf, type Assignment, type Visit } from './capacity'
import { percentOff } from './pricing'
import { makeRoom } from './reseating.service'
import { readDay, visitFor, type StoreDayState } from './slot.queries'
import { keptFrom, needsOf, rosterOf, startsFor, type Offer } from './slot.service'
import type { StepNeed } from './visit'

/** A time at which a visit could begin. */
export interface Place {
  readonly day: Day
  readonly minute: Minute
}

/** Nobody is free any more; `state` is the day as it was read behind the gate. */
export class SlotTaken extends Error {
  constructor(
    readonly offer: Offer,
    readonly state: StoreDayState,
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
}

/** Who does which step of a visit, chosen behind the gate. */
export interface Seating {
  readonly needs: readonly StepNeed[]
  readonly chosen: readonly Assignment[]
  readonly minutes: number
}

/**
 * The day behind its gate, cleared of what was held too long: whoever writes claims starts here. The gate travels with the
 * reading; ask for it in one turn with whatever else is read.
 */
export async function enterDay(app: App, tx: Tx, { store }: Offer, day: Day): Promise<StoreDayState | undefined> {
  const now = app.clock.now()
  await passGate(tx, store.id, day)
  const state = await readDay(tx, store.id, day, now)
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
  const visit = visitFor(needs, roster, state, request.channel === 'walk_in' ? undefined : offer.policy)
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
  { offer, state, roster, except }: Request & { readonly state: StoreDayState; readonly roster: Roster },
  visit: Visit,
  { day, minute }: Place,
): Promise<readonly Assignment[] | undefined> {
  const released = keptFrom(offer, day, app.clock.now())
  const [cars = 0] = carsPerStart(visit, [minute], released)
  if (cars > 0) return assign(visit, minute)
  if (keepsSome(visit, released)(minute)) return undefined
  return makeRoom(app, tx, { storeId: offer.store.id, roster, state, except }, visit, minute)
}

/** What staff arrange starts on any quarter of an hour, and is done before the house closes. */
export const isWithinHours = ({ hours }: StoreDayState, minute: Minute, minutes: number): boolean =>
  minute % 15 === 0 && minute >= hours.opensMinute && minute + minutes <= hours.closesMinute

/** The steps of a booking as rows, at the price of its time. */
export function stepRows(
  bookingId: string,
  { needs, chosen }: Pick<Seating, 'needs' | 'chosen'>,
  policy: Pick<Offer['policy'], 'offPeak'>,
  { day, minute }: Place,
): BookingStep[] {
  const offsets = offsetsOf(needs)
  const off = percentOff(policy, day, minute)
  return needs.map((need, i) => {
    const startsMinute = minute + (offsets[i] ?? 0)
    const who = chosen[i]
    if (!who) throw new Error('a step without an assignment')
    return {
      ...{ bookingId, ordinal: i + 1, kind: need.kind, serviceId: need.serviceId },
      ...{ startsMinute, endsMinute: startsMinute + need.minutes },
      ...{ bayId: who.bayId, technicianIds: [...who.technicianIds], priceFen: priceWith(need.priceFen, off) },
    }
  })
}
