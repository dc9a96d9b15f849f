import { AppError, type SystemActor } from '@pitlane/kernel'
import type { App, JobHandler } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Listener } from '../../platform/outbox'
import { sqlInstant } from '../../platform/sql'
import { findOf, shift } from '../mobility'
import { passGate } from '../store'
import { announceBooking } from './announcing'
import { findSteps, requireBooking } from './booking.queries'
import { isLive } from './lifecycle'

const BY: SystemActor = { kind: 'system', name: 'mobility_follow' }

/** The driver has the key: whoever is late now, it is not the customer. */
const IN_OUR_HANDS: ReadonlySet<string> = new Set(['arrived', 'inspected', 'en_route', 'at_store'])

/** Whether a car that is expected is on its way with one of the store's drivers. */
export const isFetched = async (app: App, bookingId: string): Promise<boolean> =>
  (await findOf(app.db.read, [bookingId])).trips.some(
    ({ direction, state }) => direction === 'fetch' && IN_OUR_HANDS.has(state),
  )

/**
 * A visit begins or ends at another time than it was booked for: its drivers and its loaner car follow. Where that cannot
 * be, everything stays as it was promised, and the store's people see both times; the day has been put in order all the same.
 */
async function follow(app: App, bookingId: string): Promise<void> {
  const booking = await requireBooking(app.db.read, bookingId)
  if (!isLive(booking.state)) return
  const last = (await findSteps(app.db.read, [bookingId])).at(-1)
  const until = booking.lastDay && last ? { day: last.day, minute: last.endsMinute } : undefined
  try {
    await app.db.tx(async (tx) => {
      await passGate(tx, booking.storeId, booking.day)
      await shift(app, tx, bookingId, until ? { ...booking, until } : booking, BY)
    })
  } catch (e) {
    if (!(e instanceof AppError)) throw e
    app.log.warn({ bookingId, code: e.code }, 'drivers and loaner car could not follow the plan')
  }
}

export const mobilityFollow: JobHandler = {
  kind: 'booking.mobility_follow',
  run: (app, payload) => follow(app, String(payload['bookingId'])),
}

/** Nobody fetches the car any more, so its owner brings it: what is asked of those who come is asked of them again. */
async function driveIn(app: App, tx: Tx, bookingId: string): Promise<void> {
  const sql = "update booking set handover = 'leave', updated_at = ? where id = ? and handover = 'fetch'"
  if ((await tx.run(sql, [sqlInstant(app.clock.now()), bookingId])) > 0)
    announceBooking(tx, await requireBooking(tx, bookingId), 'handover')
}

/** In a transaction of its own, so that a driver who is not free never undoes a plan. */
const followers: readonly Listener[] = (['booking.replanned', 'booking.delayed'] as const).map((on) => ({
  name: on.replace('booking.', 'booking.mobility_'),
  on,
  inTx: (app, tx, event) => {
    tx.enqueue({
      kind: mobilityFollow.kind,
      payload: { bookingId: String(event['bookingId']) },
      runAt: app.clock.now(),
    })
    return Promise.resolve()
  },
}))

export const mobilityListeners: readonly Listener[] = [
  ...followers,
  {
    name: 'booking.drive_in',
    on: 'mobility.fetch_given_up',
    inTx: (app, tx, event) => driveIn(app, tx, String(event['bookingId'])),
  },
]
