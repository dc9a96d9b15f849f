import type { Body, booking as contract, desk } from '@pitlane/contract'
import { AppError, CELL_MINUTES, type AuditActor, type CustomerActor, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { marks, sqlInstant } from '../../platform/sql'
import { shift as shiftMobility } from '../mobility'
import { announceBooking } from './announcing'
import { BookingStep, Claim, type Booking } from './booking.entity'
import { findSteps, requireOwnBooking } from './booking.queries'
import { minutesOf } from './capacity'
import { changeableUntil, UPCOMING } from './lifecycle'
import { claimsOf } from './claiming'
import { choose, type Wanted } from './choosing'
import { assertBookableTime, refusalOf } from './placing.service'
import { passGates } from './overnight.service'
import type { OpenDay } from './overnight'
import {
  enterDay,
  freeOfCharge,
  isWithinHours,
  lastDayOf,
  seat,
  stepRows,
  type Place,
  type Seating,
} from './seating.service'
import { needsOf, type Offer } from './offered.service'
import { rosterOf } from './roster.queries'
import { offerOf } from './slot.service'
import { visitFor, type StoreDayState } from './slot.queries'
import { wakeWaitlist } from './offer.service'
import { plantNoShowCheck } from './writing.service'

/** What a person decided about a booking that is still to come. */
export interface Order {
  readonly booking: Booking
  readonly to: Place
  readonly by: AuditActor
  readonly action: `booking.${string}`
  /** The version the writer saw. */
  readonly seen: number
  readonly requestId?: string
  readonly lateMinutes?: number
  /** Its steps as they are; of a car that stays overnight some are on another day. */
  readonly before: readonly BookingStep[]
  /** Days that the new time may need besides its own. */
  readonly days?: readonly OpenDay[]
}

/** Thrown to undo a transaction that was only to show what would happen. */
export class DryRun extends Error {}

/**
 * Gives a booking's cells back and takes others, in one transaction: whatever fails leaves the old time as it was.
 * `choosePlaces` sees the day without this booking.
 */
export async function moveInTx(
  app: App,
  tx: Tx,
  offer: Offer,
  order: Order,
  choosePlaces: (state: StoreDayState | undefined) => Promise<Seating>,
): Promise<Booking> {
  const { booking, to } = order
  const { store, policy } = offer
  const now = app.clock.now()
  await passGates(tx, store.id, [...daysBefore(order), to.day, ...(order.days ?? []).map(({ day }) => day)])
  await tx.put('delete from claim where booking_id = ?', [booking.id])
  const found = await choosePlaces(await enterDay(app, tx, offer, to.day))
  const seating = booking.isRework ? freeOfCharge(found) : found
  const steps = stepRows(booking.id, seating, policy, to)
  const moved: Booking = {
    ...{ ...booking, day: to.day, startsMinute: to.minute, endsMinute: to.minute + seating.minutes },
    ...{ delayMinutes: null, isUnseated: false, lastDay: lastDayOf(to.day, steps) },
    ...{ startsAt: toInstant(to.day, to.minute, store.timeZone), liveKey: `${booking.vehicleId}:${to.day}` },
    ...{ priceFen: steps.reduce((sum, step) => sum + step.priceFen, 0), version: order.seen + 1, updatedAt: now },
    lateMinutes: order.lateMinutes ?? booking.lateMinutes,
  }
  await writeMove(tx, moved, order.seen)
  await tx.put('delete from booking_step where booking_id = ?', [booking.id])
  await tx.insert(BookingStep, steps)
  await tx.insert(Claim, claimsOf(moved, steps))
  await shiftMobility(app, tx, booking.id, moved, order.by)
  await auditMove(tx, now, order, moved)
  plantNoShowCheck(tx, moved, store.noShowGraceMinutes)
  const facts = { bookingId: booking.id, storeId: store.id, by: order.by.kind }
  tx.emit({ type: 'booking.moved', ...facts, from: booking.startsAt.toISOString() })
  for (const day of daysBefore(order)) wakeWaitlist(app, tx, store.id, day)
  const days = new Set([...daysBefore(order), ...steps.map((step) => step.day)])
  for (const day of days) announceBooking(tx, { ...moved, day }, 'moved')
  return moved
}

/** The days on which the booking had its seats. */
const daysBefore = ({ booking, before }: Order): string[] => [
  ...new Set([booking.day, ...before.map((step) => step.day)]),
]

async function writeMove(tx: Tx, moved: Booking, seen: number): Promise<void> {
  const matched = await tx.run(
    `update booking set day = ?, starts_minute = ?, ends_minute = ?, starts_at = ?, live_key = ?, price_fen = ?, late_minutes = ?,
            delay_minutes = ?, is_unseated = ?, last_day = ?, version = version + 1, updated_at = ?
      where id = ? and version = ? and state in (${marks(UPCOMING.length)})`,
    [
      ...[moved.day, moved.startsMinute, moved.endsMinute, sqlInstant(moved.startsAt), moved.liveKey, moved.priceFen],
      ...[moved.lateMinutes, moved.delayMinutes, Number(moved.isUnseated), moved.lastDay],
      ...[sqlInstant(moved.updatedAt), moved.id, seen, ...UPCOMING],
    ],
  )
  if (matched === 0) throw new AppError('booking.state_changed')
}

const auditMove = (
  tx: Tx,
  now: Date,
  { booking, by, action, requestId }: Pick<Order, 'booking' | 'by' | 'action' | 'requestId'>,
  moved: Booking,
): Promise<void> =>
  audit(tx, now, {
    ...{ actor: by, action, subject: { type: 'booking', id: booking.id }, storeId: booking.storeId, requestId },
    before: { day: booking.day, minute: booking.startsMinute, lateMinutes: booking.lateMinutes },
    after: { day: moved.day, minute: moved.startsMinute, lateMinutes: moved.lateMinutes },
  })

/**
 * The owner moves a booking to another free time, before the cut-off. A repeat that finds it there answers with it.
 * Throws `booking.too_late_to_change`, `booking.state_changed`, and as placing does; then the old time is kept.
 */
export async function reschedule(
  app: App,
  actor: CustomerActor,
  bookingId: string,
  { version, ...to }: Body<typeof contract.reschedule>,
): Promise<Booking> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  const isThere = booking.day === to.day && booking.startsMinute === to.minute
  if (isThere && booking.version > version) return booking
  const before = await findSteps(app.db.read, [bookingId])
  const offer = await offerOf(app, booking, before)
  if (app.clock.now() >= changeableUntil(booking, offer.store.cancelCutoffMinutes))
    throw new AppError('booking.too_late_to_change')
  assertBookableTime(app, offer, to)
  const order: Order = { booking, before, to, by: actor, action: 'booking.reschedule', seen: version }
  try {
    return await app.db.tx((tx) =>
      moveInTx(app, tx, offer, order, (state) =>
        seat(app, tx, { offer, state, channel: booking.channel, isRework: booking.isRework, except: booking.id }, to),
      ),
    )
  } catch (e) {
    throw await refusalOf(app, e, to)
  }
}

/** Why a car cannot be put somewhere, as staff read it. */
export class Refused extends Error {
  constructor(readonly refusals: desk.MoveRefusal[]) {
    super('refused')
  }
}

/** Bays and people for every step at a time; `wanted` are those that somebody decided. Throws {@link Refused}. */
export async function placesFor(
  app: App,
  tx: Tx,
  { offer, state }: { readonly offer: Offer; readonly state: StoreDayState | undefined },
  to: Place,
  wanted: ReadonlyMap<number, Wanted>,
): Promise<Seating> {
  if (!state) throw new AppError('store.day_unknown')
  const roster = await rosterOf(app, tx, offer.store.id, state.rosterVersion)
  const needs = needsOf(offer, roster)
  const minutes = minutesOf(needs)
  if (!state.hours.isOpen || !isWithinHours(state, to.minute, minutes)) throw new Refused(['outside_hours'])
  const choice = choose(visitFor(needs, roster, state), to.minute, wanted)
  if ('refusals' in choice) throw new Refused(choice.refusals)
  return { needs, chosen: choice.chosen, minutes }
}

type Late = { readonly outcome: 'kept' | 'shifted' | 'full'; readonly booking: Booking }

/** Up to so many minutes a late car is received as if it were on time (DOMAIN §3.4). */
const KEPT_MINUTES = 15

/**
 * The owner will come later, and hears at once what that means: a little later changes nothing; more moves the visit, if the
 * rest of its day has room; if not, the store sees it and does what it can. Once per booking: `booking.late_told`.
 */
export async function tellLate(
  app: App,
  actor: CustomerActor,
  bookingId: string,
  { minutes, dryRun }: Body<typeof contract.late>,
): Promise<Late> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  if (booking.lateMinutes !== null) throw new AppError('booking.late_told')
  const before = await findSteps(app.db.read, [bookingId])
  const offer = await offerOf(app, booking, before)
  if (toLocal(app.clock.now(), offer.store.timeZone).day !== booking.day) throw new AppError('booking.not_today')
  const shifted =
    minutes > KEPT_MINUTES ? await shift(app, actor, offer, { booking, before }, { minutes, dryRun }) : undefined
  if (shifted) return { outcome: 'shifted', booking: shifted }
  if (!dryRun) await noteLate(app, actor, offer, booking, minutes)
  const told = dryRun ? booking : { ...booking, lateMinutes: minutes, version: booking.version + 1 }
  return { outcome: minutes > KEPT_MINUTES ? 'full' : 'kept', booking: told }
}

/** The new time has the lateness in it: none is left to wait for. */
async function shift(
  app: App,
  actor: CustomerActor,
  offer: Offer,
  { booking, before }: Pick<Order, 'booking' | 'before'>,
  { minutes, dryRun }: { readonly minutes: Minute; readonly dryRun: boolean },
): Promise<Booking | undefined> {
  const to = { day: booking.day, minute: booking.startsMinute + Math.ceil(minutes / CELL_MINUTES) * CELL_MINUTES }
  const order: Order = { booking, before, to, by: actor, action: 'booking.late', seen: booking.version, lateMinutes: 0 }
  let shown: Booking | undefined
  try {
    return await app.db.tx(async (tx) => {
      shown = await moveInTx(app, tx, offer, order, (state) => placesFor(app, tx, { offer, state }, to, new Map()))
      if (dryRun) throw new DryRun()
      return shown
    })
  } catch (e) {
    if (e instanceof DryRun) return shown
    if (e instanceof Refused) return undefined
    throw e
  }
}

/** The time stays; the store sees the lateness, and the no-show check waits for it. */
async function noteLate(
  app: App,
  actor: CustomerActor,
  { store }: Offer,
  booking: Booking,
  minutes: number,
): Promise<void> {
  const now = app.clock.now()
  await app.db.tx(async (tx) => {
    const late: Booking = { ...booking, lateMinutes: minutes, updatedAt: now }
    await writeMove(tx, late, booking.version)
    await auditMove(tx, now, { booking, by: actor, action: 'booking.late' }, late)
    plantNoShowCheck(tx, late, store.noShowGraceMinutes)
    announceBooking(tx, late, 'late')
  })
}
