import type { desk, View } from '@pitlane/contract'
import { AppError, CELL_MINUTES } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { requireStore } from '../store'
import type { Booking, BookingStep } from './booking.entity'
import { findSteps, requireBooking } from './booking.queries'
import { stepsFor, type FoundJob } from './found-work'
import type { Cause } from './healing.service'
import { replan, type Extra } from './replan.service'
import { needsOfSteps } from './seat.queries'

/** Two days of work, as the front desk may plan at most. */
const MOST = 2880
/** Somebody else plans the same car at the same moment. */
const TRIES = 3

/** What the workshop has to do on a car. */
export interface MoreWork {
  /** What is left of what was booked; null where that is over. */
  readonly minutes: number | null
  /** Jobs that were found during the visit and are not over. */
  readonly found: readonly FoundJob[]
  /** Jobs that are over, or shall not be done any more. */
  readonly gone: readonly string[]
}

export interface Extended {
  /** Null where nothing was planned: the car is not there any more, or has no place in the days that are open. */
  readonly plan: View<typeof desk.replan> | null
  /** Jobs that need a place of their own and have none. */
  readonly unplanned: readonly string[]
}

/**
 * The workshop has more to do on a car, or less: what is left of its work is planned anew, and who is in the way changes seats, is
 * delayed or has to be called, as at {@link replan}. Work of another kind than what is left gets seats of its own, today or on one of
 * the next days, wherever nobody has to wait for it. A car whose work was over already is planned again. A repeat plans the same again.
 */
export async function extendWork(app: App, bookingId: string, more: MoreWork, reason: string): Promise<Extended> {
  const cause = { by: { kind: 'system', name: 'workshop' }, reason } as const
  for (let i = 1; ; i++) {
    const booking = await requireBooking(app.db.read, bookingId)
    const steps = booking.state === 'arrived' ? await ownSteps(app, booking, more) : []
    try {
      return await extend(app, cause, booking, more, steps)
    } catch (e) {
      const isRaced = e instanceof AppError && e.code === 'booking.state_changed'
      if (!isRaced || i === TRIES) throw e
    }
  }
}

/** What needs seats of its own. */
async function ownSteps(app: App, booking: Booking, { found }: MoreWork): Promise<BookingStep[]> {
  if (found.length === 0) return []
  const { timeZone } = await requireStore(app.db.read, booking.storeId)
  const steps = await findSteps(app.db.read, [booking.id])
  return stepsFor(found, steps, await needsOfSteps(app.db.read, steps), toLocal(app.clock.now(), timeZone))
}

/** With seats of their own for these; if they have no place, at least for the rest. */
async function extend(
  app: App,
  cause: Cause,
  booking: Booking,
  more: MoreWork,
  own: readonly BookingStep[],
): Promise<Extended> {
  const unplanned = own.flatMap(({ jobId }) => jobId ?? [])
  if (booking.state !== 'arrived') return { plan: null, unplanned }
  const remainingMinutes = restOf(more, unplanned)
  const plan = await planned(app, cause, booking, remainingMinutes, { found: own, gone: more.gone })
  if (plan || own.length === 0) return { plan, unplanned: [] }
  return { plan: await planned(app, cause, booking, remainingMinutes, { found: [], gone: more.gone }), unplanned }
}

/** What is left but for jobs with seats of their own. What should be over by now takes another quarter of an hour. */
function restOf({ minutes, found }: MoreWork, own: readonly string[]): number {
  const others = found.filter(({ jobId }) => !own.includes(jobId))
  if (minutes === null && others.length === 0) return 0
  const left = others.reduce((sum, one) => sum + one.minutes, minutes ?? 0)
  return Math.min(MOST, Math.max(CELL_MINUTES, left))
}

/** Null where there is no place for it, or nothing to plan. */
async function planned(
  app: App,
  cause: Cause,
  booking: Booking,
  remainingMinutes: number,
  extra: Extra,
): Promise<View<typeof desk.replan> | null> {
  if (remainingMinutes === 0 && extra.found.length === 0) return null
  const order = { version: booking.version, remainingMinutes, dryRun: false }
  try {
    return await replan(app, cause, { ...booking, finishedAt: null }, order, extra)
  } catch (e) {
    if (e instanceof AppError && e.code === 'store.day_unknown') return null
    throw e
  }
}
