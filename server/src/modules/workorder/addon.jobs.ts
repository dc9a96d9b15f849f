import type { JobHandler } from '../../platform/app'
import { remindOfAddon, type ReminderTask } from './addon-reminding.service'

/** Planned three times with each price that was sent. */
export const addonReminderJob: JobHandler = {
  kind: 'workorder.addon_reminder',
  inTx: (app, tx, payload) => remindOfAddon(app, tx, payload as unknown as ReminderTask),
}
