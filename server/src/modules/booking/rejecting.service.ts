import type { Body, board, booking as contract } from '@pitlane/contract'
import { addDays, AppError, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toInstant, toLocal } from '../../platform/local-time'
import { requireStore, type Store } from '../store'
import { findSteps } from './booking.queries'
import { move, requireReachableBooking, type StaffContext, type Standing } from './booking.service'
import { MAX_DAYS_AHEAD } from './offered.service'
import { listAlternatives, offerOf } from './slot.service'

/** The same wish at another time: up to three that are free. None for a service that is no longer offered. */
export async function alternativesOf(app: App, actor: StaffActor, bookingId: string): Promise<contract.Alternative[]> {
  const booking = await requireReachableBooking(app, actor, 'booking.confirm', bookingId)
  const steps = await findSteps(app.db.read, [bookingId])
  const { timeZone } = await requireStore(app.db.read, booking.storeId)
  const { day: today } = toLocal(app.clock.now(), timeZone)
  // A day that is over leads to today.
  const day = booking.day < today ? today : booking.day
  try {
    return await listAlternatives(app, await offerOf(app, booking, steps), day, booking.startsMinute)
  } catch (e) {
    if (e instanceof AppError && String(e.code).startsWith('catalog.')) return []
    throw e
  }
}

/** Throws `booking.slot_past` and `booking.slot_too_far`. */
function assertOfferable(app: App, { timeZone }: Store, proposals: readonly contract.Alternative[]): void {
  const now = app.clock.now()
  const last = addDays(toLocal(now, timeZone).day, MAX_DAYS_AHEAD)
  for (const { day, minute } of proposals) {
    if (day > last) throw new AppError('booking.slot_too_far')
    if (toInstant(day, minute, timeZone) <= now) throw new AppError('booking.slot_past')
  }
}

/** By time, each once. */
const inOrder = (proposals: readonly contract.Alternative[]): contract.Alternative[] => {
  const byTime = [...proposals].sort((a, b) => a.day.localeCompare(b.day) || a.minute - b.minute)
  return byTime.filter(({ day, minute }, i) => day !== byTime[i - 1]?.day || minute !== byTime[i - 1]?.minute)
}

/**
 * The front desk turns a placed booking down; the owner reads why, and which other times the store offers. These are not
 * kept: who takes one too late is offered others. Throws `booking.slot_past` and `booking.slot_too_far`.
 */
export async function reject(app: App, context: StaffContext, body: Body<typeof board.reject>): Promise<Standing> {
  const booking = await requireReachableBooking(app, context.actor, 'booking.confirm', context.bookingId)
  const proposals = inOrder(body.proposals)
  assertOfferable(app, await requireStore(app.db.read, booking.storeId), proposals)
  const { actor: by, seen, requestId } = context
  const closing = { by: 'store' as const, reason: body.reason, note: body.note, proposals }
  return move(app, booking, { by, seen, requestId, to: 'rejected', action: 'booking.reject', closing })
}
