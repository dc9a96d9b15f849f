import { HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { announceEnding, expireCoupons, forgetScans, releaseStaleLocks } from './ending.service'

/** Coupons that have run out are written down, those about to are announced. */
export const endCoupons: JobHandler = {
  kind: 'coupon.end',
  everyMs: 24 * HOUR_MS,
  async run(app) {
    const [expired, ending, scans] = [await expireCoupons(app), await announceEnding(app), await forgetScans(app)]
    app.log.info({ expired, ending, scans }, 'coupons swept')
  },
}

/** Bills that were not paid let go of their coupons. */
export const freeLocks: JobHandler = {
  kind: 'coupon.free_locks',
  everyMs: 5 * MINUTE_MS,
  async run(app) {
    await releaseStaleLocks(app)
  },
}
