import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { toLocal } from '../../platform/local-time'
import { listStores } from '../store'
import { reportDeadEffects } from './dead-effect.service'
import { sweepFlows } from './retention.service'
import { ship } from './shipping.service'
import { fireDueTimers } from './timer.service'

/** Deadlines, reminders and waits of flows. */
export const fireTimers: JobHandler = {
  kind: 'process.fire_timers',
  everyMs: 5 * SECOND_MS,
  async run(app) {
    await fireDueTimers(app)
  },
}

/** Effects that could not be carried out become incidents. */
export const watchEffects: JobHandler = {
  kind: 'process.watch_effects',
  everyMs: MINUTE_MS,
  async run(app) {
    await reportDeadEffects(app)
  },
}

/** Definitions that come with the software are published when it first runs. */
export const shipFlows: JobHandler = {
  kind: 'process.ship',
  everyMs: 24 * HOUR_MS,
  async inTx(app, tx) {
    for (const flow of app.flows.definitions.values()) await ship(app, tx, flow)
  },
}

/** From two to five in the morning nobody books, and what one turn leaves the next one takes. */
const NIGHT = { from: 120, to: 300 }

/** Removes what flows need no more, while it is night in a store of the group. */
export const sweepNightly: JobHandler = {
  kind: 'process.sweep',
  everyMs: HOUR_MS,
  async run(app) {
    const now = app.clock.now()
    const zones = new Set((await listStores(app.db.read)).map(({ timeZone }) => timeZone))
    const minutes = [...zones].map((zone) => toLocal(now, zone).minute)
    if (!minutes.some((minute) => minute >= NIGHT.from && minute < NIGHT.to)) return
    app.log.info(await sweepFlows(app), 'old commands and histories of flows removed')
  },
}
