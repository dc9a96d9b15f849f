import type { desk, View } from '@pitlane/contract'
import { AppError, CELL_MINUTES } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { requireBooking } from './booking.queries'
import { replan } from './replan.service'

/** Two days of work, as the front desk may plan at most. */
const MOST = 2880
/** Somebody else plans the same car at the same moment. */
const TRIES = 3

/**
 * The workshop has more to do on a car: what is left of its work is planned anew, and who is in the way changes seats, is delayed
 * or has to be called, as at {@link replan}. A car whose work was over already is planned again. Undefined where the car is not
 * there any more, or has no place in the days that are open. A repeat plans the same again.
 */
export async function extendWork(
  app: App,
  bookingId: string,
  minutes: number,
  reason: string,
): Promise<View<typeof desk.replan> | undefined> {
  const remainingMinutes = Math.min(MOST, Math.max(CELL_MINUTES, minutes))
  const cause = { by: { kind: 'system', name: 'workshop' }, reason } as const
  for (let i = 1; ; i++) {
    const booking = await requireBooking(app.db.read, bookingId)
    if (booking.state !== 'arrived') return undefined
    const order = { version: booking.version, remainingMinutes, dryRun: false }
    try {
      return await replan(app, cause, { ...booking, finishedAt: null }, order)
    } catch (e) {
      if (e instanceof AppError && e.code === 'store.day_unknown') return undefined
      const isRaced = e instanceof AppError && e.code === 'booking.state_changed'
      if (!isRaced || i === TRIES) throw e
    }
  }
}
