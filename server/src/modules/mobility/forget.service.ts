import { DAY_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'

/** So long a home address and what was signed by hand may be needed to settle a complaint. */
const KEEP_DAYS = 30

/** Empties what identifies a person or a home from trips of long ago, whatever became of them. Doing it again changes nothing. */
export async function forgetAddresses(app: App): Promise<number> {
  const before = new Date(app.clock.now().getTime() - KEEP_DAYS * DAY_MS).toISOString().slice(0, 10)
  return app.db.tx((tx) =>
    tx.run(
      `update trip set address_sealed = null, contact_sealed = null, consent_name_sealed = null, receiver_sealed = null,
              code_sealed = null
        where day < ? and (address_sealed is not null or contact_sealed is not null)`,
      [before],
    ),
  )
}
