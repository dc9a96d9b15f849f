import type { Body, booking as contract, desk } from '@pitlane/contract'
import { AppError, CELL_MINUTES, type AuditActor, type CustomerActor, type Minute } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toInstant, toLocal } from '../../platform/local-time'
import { marks, sqlInstant } from '../../platform/sql'
import { passGate } from '../store'
import { announceBooking } from './announcing'
import { BookingStep, Claim, type Booking } from './booking.entity'
import { findSteps, requireOwnBooking } from './booking.queries'
import { minutesOf } from './capacity'
import { changeableUntil, UPCOMING } from './lifecycle'
import { claimsOf } from './claiming'
import { choose, type Wanted } from './choosing'
import { assertBookableTime, refusalOf } from './placing.service'
import { enterDay, isWithinHours, seat, stepRows, type Place, type Seating } from './seating.service'
import { needsOf, requireOffer, rosterOf, type Offer } from './slot.service'
import { visitFor, type StoreDayState } from './slot.queries'
import { wakeWaitlist } from './offer.service'
import { plantNoShowCheck } from './writing.service'

/** What a person decided about a booking that is still to come. */
interface Order {
  readonly booking: Booking
  readonly to: Place
  readonly by: AuditActor
  readonly action: `booking.${string}`
  /** The version the writer saw. */
  readonly seen: number
  readonly requestId?: string
  readonly lateMinutes?: number
}

/** Thrown to undo a transaction that was only to show what would happen. */
class DryRun extends Error {}

const offerOf = async (app: App, booking: Booking, steps: readonly BookingStep[]): Promise<Offer> =>
  requireOffer(
    app,
    booking.storeId,
    steps.flatMap((step) => step.serviceId ?? []),
  )

/** Passes the gates of both days, always the earlier first, so that two moves never wait for each other. */
async function passGates(tx: Tx, storeId: string, days: readonly string[]): Promise<void> {
  for (const day of [...new Set(days)].sort()) await passGate(tx, storeId, day)
}

/**
 * Gives a booking's cells back and takes others, in one transaction: whatever fails leaves the old time as it was.
 * `choosePlaces` sees the day without this booking.
 */
async function moveInTx(
  app: App,
  tx: Tx,
  offer: Offer,
  order: Order,
  choosePlaces: (state: StoreDayState | undefined) => Promise<Seating>,
): Promise<Booking> {
  const { booking, to } = order
  const { store, policy } = offer
  const now = app.clock.now()
  await passGates(tx, store.id, [booking.day, to.day])
  await tx.put('delete from claim where booking_id = ?', [booking.id])
  const seating = await choosePlaces(await enterDay(app, tx, offer, to.day))
  const steps = stepRows(booking.id, seating, policy, to)
  const moved: Booking = {
    ...{ ...booking, day: to.day, startsMinute: to.minute, endsMinute: to.minute + seating.minutes },
    ...{ startsAt: toInstant(to.day, to.minute, store.timeZone), liveKey: `${booking.vehicleId}:${to.day}` },
    ...{ priceFen: steps.reduce((sum, step) => sum + step.priceFen, 0), version: order.seen + 1, updatedAt: now },
    lateMinutes: order.lateMinutes ?? booking.lateMinutes,
  }
  await writeMove(tx, moved, order.seen)
  await tx.put('delete from booking_step where booking_id = ?', [booking.id])
  await tx.insert(BookingStep, steps)
  await tx.insert(Claim, claimsOf(moved, steps))
  await auditMove(tx, now, order, moved)
  plantNoShowCheck(tx, moved, store.noShowGraceMinutes)
  const facts = { bookingId: booking.id, storeId: store.id, by: order.by.kind }
  tx.emit({ type: 'booking.moved', ...facts, from: booking.startsAt.toISOString() })
  wakeWaitlist(app, tx, store.id, booking.day)
  announceBooking(tx, booking, 'moved')
  if (to.day !== booking.day) announceBooking(tx, moved, 'moved')
  return moved
}

async function writeMove(tx: Tx, moved: Booking, seen: number): Promise<void> {
  const matched = await tx.run(
    `update booking set day = ?, starts_minute = ?, ends_minute = ?, starts_at = ?, live_key = ?, price_fen = ?, late_minutes = ?,
            version = version + 1, updated_at = ?
      where id = ? and version = ? and state in (${marks(UPCOMING.length)})`,
    [
      ...[moved.day, moved.startsMinute, moved.endsMinute, sqlInstant(moved.startsAt), moved.liveKey, moved.priceFen],
      ...[moved.lateMinutes, sqlInstant(moved.updatedAt), moved.id, seen, ...UPCOMING],
    ],
  )
  if (matched === 0) throw new AppError('booking.state_changed')
}

const auditMove = (tx: Tx, now: Date, { booking, by, action, requestId }: Order, moved: Booking): Promise<void> =>
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
  const offer = await offerOf(app, booking, await findSteps(app.db.read, [bookingId]))
  if (app.clock.now() >= changeableUntil(booking, offer.store.cancelCutoffMinutes))
    throw new AppError('booking.too_late_to_change')
  assertBookableTime(app, offer, to)
  const order: Order = { booking, to, by: actor, action: 'booking.reschedule', seen: version }
  try {
    return await app.db.tx((tx) =>
      moveInTx(app, tx, offer, order, (state) =>
        seat(app, tx, { offer, state, channel: booking.channel, except: booking.id }, to),
      ),
    )
  } catch (e) {
    throw await refusalOf(app, e, to)
  }
}

type Moved = { readonly moved: Booking | null; readonly refusals: desk.MoveRefusal[] }

class Refused extends Error {
  constructor(readonly refusals: desk.MoveRefusal[]) {
    super('refused')
  }
}

/**
 * A colleague puts a booking, or single steps of it, somewhere else. Steps that are not named keep their people at the same
 * time and get others at another. Nothing of the store's reserves and lead times binds them. Answers the reasons why not.
 */
export async function moveByDesk(
  app: App,
  by: AuditActor,
  booking: Booking,
  { version, dryRun, steps: named, ...to }: Body<typeof desk.move>,
  requestId: string,
): Promise<Moved> {
  const before = await findSteps(app.db.read, [booking.id])
  const offer = await offerOf(app, booking, before)
  const isSameTime = booking.day === to.day && booking.startsMinute === to.minute
  const wanted = new Map<number, Wanted>(isSameTime ? before.map((step) => [step.ordinal - 1, step]) : [])
  for (const step of named) wanted.set(step.ordinal - 1, step)
  const order: Order = { booking, to, by, action: 'booking.move', seen: version, requestId }
  try {
    const moved = await app.db.tx(async (tx) => {
      const result = await moveInTx(app, tx, offer, order, (state) => placesFor(app, tx, { offer, state }, to, wanted))
      if (dryRun) throw new DryRun()
      return result
    })
    return { moved, refusals: [] }
  } catch (e) {
    if (e instanceof DryRun) return { moved: null, refusals: [] }
    if (e instanceof Refused) return { moved: null, refusals: e.refusals }
    throw await refusalOf(app, e, to)
  }
}

async function placesFor(
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
  const offer = await offerOf(app, booking, await findSteps(app.db.read, [bookingId]))
  if (toLocal(app.clock.now(), offer.store.timeZone).day !== booking.day) throw new AppError('booking.not_today')
  const shifted = minutes > KEPT_MINUTES ? await shift(app, actor, offer, booking, { minutes, dryRun }) : undefined
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
  booking: Booking,
  { minutes, dryRun }: { readonly minutes: Minute; readonly dryRun: boolean },
): Promise<Booking | undefined> {
  const to = { day: booking.day, minute: booking.startsMinute + Math.ceil(minutes / CELL_MINUTES) * CELL_MINUTES }
  const order: Order = { booking, to, by: actor, action: 'booking.late', seen: booking.version, lateMinutes: 0 }
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
    await auditMove(
      tx,
      now,
      {
        booking,
        to: { day: late.day, minute: late.startsMinute },
        by: actor,
        action: 'booking.late',
        seen: booking.version,
      },
      late,
    )
    plantNoShowCheck(tx, late, store.noShowGraceMinutes)
    announceBooking(tx, late, 'late')
  })
}
