import type { App, JobHandler } from '../../platform/app'
import { finishWork } from '../booking'
import { planAddon } from './addon-planning.service'
import { remindOfAddon, type ReminderTask } from './addon-reminding.service'
import { planJob, type PlanTask } from './job-planning.service'
import { checkPromise, type PromiseTask } from './promise-watch.service'
import { requireWorkorder } from './reaching.service'
import { planRemoval } from './removal-planning.service'

/** Planned three times with each price that was sent. */
export const addonReminderJob: JobHandler = {
  kind: 'workorder.addon_reminder',
  inTx: (app, tx, payload) => remindOfAddon(app, tx, payload as unknown as ReminderTask),
}

/** Planted with each promise for when most of its time is gone. */
export const promiseCheckJob: JobHandler = {
  kind: 'workorder.promise_check',
  inTx: (app, tx, payload) => checkPromise(app, tx, payload as unknown as PromiseTask),
}

/** The plan of the day hears that there is more to do. */
export const planAddonJob: JobHandler = {
  kind: 'workorder.plan_addon',
  run: (app: App, payload) => planAddon(app, String(payload['addonId'])),
}

/** Work of an add-on was given to somebody or taken back, and has no seats of its own. */
export const planJobJob: JobHandler = {
  kind: 'workorder.plan_job',
  run: (app: App, payload) => planJob(app, payload as unknown as PlanTask),
}

/** The plan of the day hears that there is less to do. */
export const planRemovalJob: JobHandler = {
  kind: 'workorder.plan_removal',
  run: (app: App, payload) => planRemoval(app, String(payload['addonId'])),
}

/** The plan of the day hears that the work is done, unless the final check has sent it back meanwhile. */
export const finishBookingJob: JobHandler = {
  kind: 'workorder.finish_booking',
  run: async (app: App, payload) => {
    const { state, bookingId } = await requireWorkorder(app.db.read, String(payload['workorderId']))
    if (state !== 'in_progress') await finishWork(app, bookingId)
  },
}
