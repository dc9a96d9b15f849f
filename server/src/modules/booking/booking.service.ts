import type { Body, board, booking as contract, store as storeContract } from '@pitlane/contract'
import { AppError, type AuditActor, type CustomerActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { scopeTo } from '../../platform/scope'
import { marks, sqlInstant } from '../../platform/sql'
import { survivorOf } from '../customer'
import { release } from '../mobility'
import { passGate, placeOf, requireStore, setDay } from '../store'
import { releaseVehicle } from '../vehicle'
import { Booking, Claim } from './booking.entity'
import { findSteps, requireBooking, requireOwnBooking } from './booking.queries'
import { changeableUntil, isLive, isUpcoming, noShowFrom, statesBefore } from './lifecycle'
import { isFetched } from './mobility-follow.service'
import { wakeWaitlist } from './offer.service'
import { announceBooking, capacityNotices } from './announcing'

type State = contract.BookingState
export type Standing = Pick<Booking, 'id' | 'state' | 'version'>

interface Move {
  readonly to: State
  readonly by: AuditActor
  readonly action: string
  /** The version the writer saw; absent for the clockwork. */
  readonly seen?: number
  readonly closing?: {
    readonly by: 'customer' | 'store' | 'system'
    readonly reason: string
    readonly note: string | null
    /** Times the store offers instead. */
    readonly proposals?: Booking['proposals']
  }
  readonly requestId?: string
}

/**
 * Moves a booking to another state, or throws `booking.state_changed` when somebody was faster. A booking that ends gives
 * its cells back in the same transaction, behind the gates of its days.
 */
export async function move(app: App, booking: Booking, change: Move): Promise<Standing> {
  const now = app.clock.now()
  const keeps = isLive(change.to)
  await app.db.tx(async (tx) => {
    await passGate(tx, booking.storeId, booking.day)
    const later = await laterDays(tx, booking)
    for (const day of later) await passGate(tx, booking.storeId, day)
    await writeState(tx, booking, change, now)
    if (!keeps) {
      await tx.delete(Claim, { bookingId: booking.id })
      await release(app, tx, booking.id, change.by)
      for (const day of [booking.day, ...later]) wakeWaitlist(app, tx, booking.storeId, day)
    }
    if (!keeps || change.to === 'arrived') await releaseVehicle(tx, booking.vehicleId, booking.id)
    await audit(tx, now, {
      ...{ actor: change.by, action: change.action, subject: { type: 'booking', id: booking.id } },
      ...{
        storeId: booking.storeId,
        reason: change.closing?.note ?? change.closing?.reason,
        requestId: change.requestId,
      },
      ...{ before: { state: booking.state }, after: { state: change.to } },
    })
    tx.emit({ type: `booking.${change.to}`, bookingId: booking.id, storeId: booking.storeId })
    for (const day of [booking.day, ...later]) announceBooking(tx, { ...booking, day }, change.to)
  })
  return { id: booking.id, state: change.to, version: booking.version + 1 }
}

/** The days after its own on which a car that stays overnight is worked on, in order. */
async function laterDays(tx: Tx, { id, day, lastDay }: Booking): Promise<string[]> {
  if (lastDay === null) return []
  const days = new Set((await findSteps(tx, [id])).map((step) => step.day))
  return [...days].filter((one) => one > day).sort()
}

/** Who ended it and why, and what is offered instead; nothing of a booking that goes on. */
const closingColumns = (closing: Move['closing']): (string | null)[] =>
  closing
    ? [
        ...[closing.by, closing.reason, closing.note || null],
        closing.proposals?.length ? JSON.stringify(closing.proposals) : null,
      ]
    : [null, null, null, null]

async function writeState(tx: Tx, booking: Booking, change: Move, now: Date): Promise<void> {
  const from = statesBefore(change.to)
  const matched = await tx.run(
    `update booking set state = ?, version = version + 1, updated_at = ?, live_key = ${isLive(change.to) ? 'live_key' : 'null'},
            closed_by = ?, closing_reason = ?, closing_note = ?, proposals = ?
      where id = ? and version = ? and state in (${marks(from.length)})`,
    [
      ...[change.to, sqlInstant(now), ...closingColumns(change.closing)],
      ...[booking.id, change.seen ?? booking.version, ...from],
    ],
  )
  if (matched === 0) throw new AppError('booking.state_changed')
}

/** The owner cancels before the cut-off. A second cancellation answers with the first. */
export async function cancel(
  app: App,
  actor: CustomerActor,
  bookingId: string,
  reason: Body<typeof contract.cancel>['reason'],
): Promise<Booking> {
  const booking = await requireOwnBooking(app.db.read, actor.customerId, bookingId)
  if (booking.state === 'cancelled') return booking
  const store = await requireStore(app.db.read, booking.storeId)
  if (app.clock.now() >= changeableUntil(booking, store.cancelCutoffMinutes))
    throw new AppError('booking.too_late_to_cancel')
  await move(app, booking, {
    ...{ to: 'cancelled', by: actor, action: 'booking.cancel', closing: { by: 'customer', reason, note: null } },
  }).catch(unlessDone(app, bookingId, 'cancelled'))
  return requireBooking(app.db.read, bookingId)
}

/** A double tap loses the race against its twin: fine, when the booking is where both wanted it. */
export const unlessDone = (app: App, bookingId: string, wanted: State) => async (e: unknown) => {
  const isLost = e instanceof AppError && e.code === 'booking.state_changed'
  if (!isLost || (await requireBooking(app.db.read, bookingId)).state !== wanted) throw e
}

/** Who commands, which booking, and the version that was seen. */
export interface StaffContext {
  readonly actor: StaffActor
  readonly bookingId: string
  readonly seen: number
  readonly requestId: string
}

/** A booking within this person's reach; elsewhere it does not exist. Throws `booking.not_found`. */
export async function requireReachableBooking(
  app: App,
  actor: StaffActor,
  permission: Parameters<typeof scopeTo>[1],
  bookingId: string,
): Promise<Booking> {
  const booking = await requireBooking(app.db.read, bookingId)
  if (booking.state === 'held' || booking.state === 'expired') throw new AppError('booking.not_found')
  const store = await requireStore(app.db.read, booking.storeId)
  try {
    scopeTo(actor, permission, placeOf(store))
  } catch {
    throw new AppError('booking.not_found')
  }
  return booking
}

const base = ({ actor, seen, requestId }: StaffContext) => ({ by: actor, seen, requestId })

/** The front desk accepts a placed booking. */
export async function confirm(app: App, context: StaffContext): Promise<Standing> {
  const booking = await requireReachableBooking(app, context.actor, 'booking.confirm', context.bookingId)
  return move(app, booking, { ...base(context), to: 'confirmed', action: 'booking.confirm' })
}

async function requireToday(app: App, booking: Booking): Promise<void> {
  const store = await requireStore(app.db.read, booking.storeId)
  if (toLocal(app.clock.now(), store.timeZone).day !== booking.day) throw new AppError('booking.not_today')
}

/** The car is in the yard, on the day of its booking; also after it was called a no-show. */
export async function arrive(app: App, context: StaffContext): Promise<Standing> {
  const booking = await requireReachableBooking(app, context.actor, 'booking.arrive', context.bookingId)
  await requireToday(app, booking)
  return move(app, booking, { ...base(context), to: 'arrived', action: 'booking.arrive' })
}

/** The front desk gives up on a car that did not come. Not before the slot has begun: `booking.not_today`. */
export async function markNoShow(app: App, context: StaffContext): Promise<Standing> {
  const booking = await requireReachableBooking(app, context.actor, 'booking.arrive', context.bookingId)
  await requireToday(app, booking)
  if (app.clock.now() < booking.startsAt) throw new AppError('booking.not_today')
  const closing = { by: 'store' as const, reason: 'not_arrived', note: null }
  return move(app, booking, { ...base(context), to: 'no_show', action: 'booking.no_show', closing })
}

/** The front desk cancels, for the customer or for a reason of the store. */
export async function cancelForCustomer(
  app: App,
  context: StaffContext,
  body: Body<typeof board.cancelForCustomer>,
): Promise<Standing> {
  const booking = await requireReachableBooking(app, context.actor, 'booking.cancel', context.bookingId)
  const closing = { by: body.by, reason: `by_${body.by}`, note: body.note }
  return move(app, booking, { ...base(context), to: 'cancelled', action: 'booking.cancel_for_customer', closing })
}

/** After the grace period: a car that neither came nor was cancelled is a no-show. Anything else is left alone. */
export async function sweepNoShow(app: App, bookingId: string): Promise<void> {
  const booking = await requireBooking(app.db.read, bookingId)
  // Whom the store has no bay for is not to blame.
  if (!isUpcoming(booking.state) || booking.isUnseated) return
  const { noShowGraceMinutes } = await requireStore(app.db.read, booking.storeId)
  // Moved or announced late since this check was planted: another check stands for the new time.
  if (app.clock.now() < noShowFrom(booking, noShowGraceMinutes)) return
  if (await isFetched(app, bookingId)) return
  await move(app, booking, {
    ...{ to: 'no_show', by: { kind: 'system', name: 'no_show_sweep' }, action: 'booking.no_show' },
    closing: { by: 'system', reason: 'not_arrived', note: null },
  }).catch((e: unknown) => {
    if (!(e instanceof AppError && e.code === 'booking.state_changed')) throw e
  })
}

/** Two customers turned out to be one: the bookings follow, to whoever is left when merges are told out of order. */
export async function adoptBookings(tx: Tx, from: string, to: string): Promise<void> {
  await tx.update(Booking, { customerId: from }, { customerId: await survivorOf(tx, to) })
}

/** Opens, closes or changes one day. Throws `store.day_has_bookings` while a live booking lies outside the new hours. */
export async function changeDay(
  app: App,
  actor: StaffActor,
  at: { readonly storeId: string; readonly day: string; readonly requestId: string },
  hours: Body<typeof storeContract.setDay>,
): Promise<void> {
  const store = await requireStore(app.db.read, at.storeId)
  const { storeId } = scopeTo(actor, 'store.manage_calendar', placeOf(store))
  await app.db.tx(async (tx) => {
    await passGate(tx, storeId, at.day)
    const [outside] = await tx.rows<{ n: number }>(
      `select count(distinct b.id) as n from booking b join booking_step s on s.booking_id = b.id
        where b.store_id = ? and s.day = ? and (b.state in ('placed', 'confirmed') or (b.state = 'arrived' and s.day > b.day))
          and (? = 0 or s.starts_minute < ? or s.ends_minute > ?)`,
      [storeId, at.day, Number(hours.isOpen), hours.opensMinute, hours.closesMinute],
    )
    if (Number(outside?.n) > 0) throw new AppError('store.day_has_bookings', { count: Number(outside?.n) })
    const before = await tx.rows<Record<string, unknown>>(
      'select is_open, opens_minute, closes_minute, note from store_day where store_id = ? and day = ?',
      [storeId, at.day],
    )
    await setDay(tx, storeId, at.day, { ...hours, note: hours.note || null })
    await audit(tx, app.clock.now(), {
      ...{ actor, action: 'store.set_day', subject: { type: 'store_day', id: `${storeId}:${at.day}` }, storeId },
      ...{ before: before[0], after: { ...hours }, requestId: at.requestId },
    })
    announceDay(tx, storeId, at.day)
  })
}

function announceDay(tx: Tx, storeId: string, day: string): void {
  capacityNotices(storeId, day).forEach((notice) => tx.announce(notice))
  const topic = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic, day, what: 'day' } })
}
