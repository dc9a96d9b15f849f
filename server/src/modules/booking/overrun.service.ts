import { AppError, HOUR_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { listDays, readPolicy, requireStore, type Store } from '../store'
import { findSteps, requireBooking } from './booking.queries'
import { downToQuarter, upToQuarter } from './overnight'
import { dueAt } from './overrun-planting.service'
import { replan } from './replan.service'

/** A job that is not reported done is given so many minutes more at a time. */
const EXTENSION = 15

export interface OverrunTask {
  readonly bookingId: string
  /** When the work should be done, as it stood when this check was planted. */
  readonly dueAt: string
}

/**
 * The work should be done by now. If it is not, it gets another quarter of an hour, and at closing what the store keeps for such
 * cars on the next open day. A check that was planted for another time leaves it to the one that stands: running twice, also
 * in two workers, extends once.
 */
export async function checkOverrun(app: App, task: OverrunTask): Promise<void> {
  const booking = await requireBooking(app.db.read, task.bookingId)
  if (booking.state !== 'arrived' || booking.finishedAt) return
  const store = await requireStore(app.db.read, booking.storeId)
  const policy = await readPolicy(app.db.read, store.id)
  const due = dueAt(await findSteps(app.db.read, [booking.id]), store)
  if (!policy.isOverrunWatched || due?.toISOString() !== task.dueAt || app.clock.now() < due) return
  const remainingMinutes = (await isClosing(app, store)) ? Math.max(EXTENSION, policy.carryOverMinutes) : EXTENSION
  const cause = { by: { kind: 'system', name: 'overrun' } } as const
  await replan(app, cause, booking, { version: booking.version, remainingMinutes, dryRun: false }).catch(
    async (e: unknown) => {
      // Somebody planned it anew at the same moment, and planted the next check.
      if (!(e instanceof AppError)) throw e
      app.log.warn({ bookingId: booking.id, code: e.code }, 'overrun not extended')
      if (e.code === 'store.day_unknown') await askLater(app, task)
    },
  )
}

/** There was no place for the rest of it. A car that is not done is not forgotten: the same question in an hour. */
const askLater = (app: App, task: OverrunTask): Promise<void> =>
  app.db.tx((tx) => {
    const runAt = new Date(app.clock.now().getTime() + HOUR_MS)
    tx.enqueue({ kind: 'booking.overrun_check', payload: { ...task }, runAt })
    return Promise.resolve()
  })

async function isClosing(app: App, store: Store): Promise<boolean> {
  const now = toLocal(app.clock.now(), store.timeZone)
  const [today] = await listDays(app.db.read, store.id, now.day, 1)
  if (today?.day !== now.day || !today.isOpen) return true
  return upToQuarter(now.minute) >= downToQuarter(today.closesMinute)
}
