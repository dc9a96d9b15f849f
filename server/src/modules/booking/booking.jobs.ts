import { addDays, DAY_MS, HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { sweepNoShow } from './booking.service'
import { auditClaims } from './claim-audit.service'
import { expireHold } from './hold.service'
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
