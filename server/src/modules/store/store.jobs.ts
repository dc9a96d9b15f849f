import { HOUR_MS, MINUTE_MS } from '@pitlane/kernel'
import { toLocal } from '../../platform/local-time'
import type { JobHandler } from '../../platform/app'
import { warnOfCertificates } from './certificate.service'
import { extendCalendar } from './store.service'
import { listStores } from './store.queries'

/** Keeps every store's calendar open for the whole horizon. */
export const extendCalendars: JobHandler = {
  kind: 'store.extend_calendars',
  everyMs: 6 * HOUR_MS,
  async inTx(app, tx) {
    for (const store of await listStores(tx)) {
      await extendCalendar(tx, store, toLocal(app.clock.now(), store.timeZone).day)
    }
  },
}

/** When the day's warnings are due, in the store's own time. */
const WARNING_MINUTE = 8 * 60

/** From eight in the morning, store time: certificates that end soon become to-dos. Each comes once, however often this runs. */
export const warnCertificates: JobHandler = {
  kind: 'store.warn_certificates',
  everyMs: 10 * MINUTE_MS,
  async inTx(app, tx) {
    const now = app.clock.now()
    for (const store of await listStores(tx)) {
      const { day, minute } = toLocal(now, store.timeZone)
      if (minute >= WARNING_MINUTE) await warnOfCertificates(tx, now, store.id, day)
    }
  },
}
