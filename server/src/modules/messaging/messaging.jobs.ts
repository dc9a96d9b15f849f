import { HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { reseal } from '../../platform/reseal'
import { deliver } from './delivery.service'
import { MESSAGE_PLAN } from './sealing'

/** Takes one message up the ladder. Running it again goes on where it stopped. */
export const deliverMessage: JobHandler = {
  kind: 'messaging.deliver',
  run: (app, payload) => deliver(app, String(payload['messageId'])),
}

/** Brings what waits to be sent under the newest key after a rotation. Doing it again changes nothing. */
export const resealMessages: JobHandler = {
  kind: 'messaging.reseal',
  everyMs: 6 * HOUR_MS,
  async run(app) {
    await reseal(app, [{ table: 'message', key: 'id', columns: { plan_sealed: MESSAGE_PLAN } }])
  },
}
