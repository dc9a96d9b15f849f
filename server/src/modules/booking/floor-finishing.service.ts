import { AppError } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { requireBooking } from './booking.queries'
import { replan } from './replan.service'

/**
 * The workshop says that the work on a car is done: what is still planned for it is given back to others, and nobody extends it any
 * more. A repeat, and a car that is not there, change nothing.
 */
export async function finishWork(app: App, bookingId: string): Promise<void> {
  const booking = await requireBooking(app.db.read, bookingId)
  if (booking.state !== 'arrived' || booking.finishedAt) return
  const cause = { by: { kind: 'system', name: 'workshop' } } as const
  const order = { version: booking.version, remainingMinutes: 0, dryRun: false }
  await replan(app, cause, booking, order).catch((e: unknown) => {
    // The front desk was faster.
    if (!(e instanceof AppError && e.code === 'booking.not_in_workshop')) throw e
  })
}
