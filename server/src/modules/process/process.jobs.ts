import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { reportDeadEffects } from './dead-effect.service'
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
