import { addDays, DAY_MS, HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { listStores } from '../store'
import { sweepNoShow } from './booking.service'
import { auditClaims } from './claim-audit.service'
import { expireHold } from './hold.service'
import { healStore, isNight } from './lost-seats.service'
import { checkOverrun, type OverrunTask } from './overrun.service'
import { endPastWishes, matchWaitlist } from './waitlist.service'

/** Planted with each booking for the end of its grace period. */
export const noShowCheck: JobHandler = {
  kind: 'booking.no_show_check',
  run: (app, payload) => sweepNoShow(app, String(payload['bookingId'])),
}

/** Planted with each hold for the end of its time. */
export const holdExpiry: JobHandler = {
  kind: 'booking.hold_expiry',
  run: (app, payload) => expireHold(app, String(payload['bookingId'])),
}

/** Planted whenever capacity of a day may have come free. */
export const waitlistMatch: JobHandler = {
  kind: 'booking.waitlist_match',
  run: (app, payload) => matchWaitlist(app, String(payload['storeId']), String(payload['day'])),
}

/** Two days back, a day is over everywhere. */
export const waitlistSweep: JobHandler = {
  kind: 'booking.waitlist_sweep',
  everyMs: 6 * HOUR_MS,
  run: (app) => endPastWishes(app, addDays(app.clock.now().toISOString().slice(0, 10), -1)),
}

/** Once a day. */
export const claimAudit: JobHandler = {
  kind: 'booking.claim_audit',
  everyMs: DAY_MS,
  run: async (app) => {
    await auditClaims(app)
  },
}

/** Planted with each car that comes, where jobs are watched, for the end of its work. */
export const overrunCheck: JobHandler = {
  kind: 'booking.overrun_check',
  run: (app, payload) => checkOverrun(app, payload as unknown as OverrunTask),
}

/** Planted whenever bays or people of a store have changed, and every night. */
export const healing: JobHandler = {
  kind: 'booking.heal_store',
  run: (app, payload) => healStore(app, String(payload['storeId'])),
}

/** Looks every hour at which stores it is three in the morning: there a certificate may have expired. */
export const nightlyHealing: JobHandler = {
  kind: 'booking.nightly_healing',
  everyMs: HOUR_MS,
  inTx: async (app, tx) => {
    const now = app.clock.now()
    for (const store of await listStores(tx)) {
      if (isNight(store, now)) tx.enqueue({ kind: healing.kind, payload: { storeId: store.id }, runAt: now })
    }
  },
}
