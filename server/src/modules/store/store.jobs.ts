import { HOUR_MS } from '@pitlane/kernel'
import { toLocal } from '../../platform/local-time'
import type { JobHandler } from '../../platform/app'
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
