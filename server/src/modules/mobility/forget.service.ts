import { DAY_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { marks } from '../../platform/sql'
import { forget } from '../files'
import { TRIP } from './photos.queries'

/** So long a home address, photos and what was signed by hand may be needed to settle a complaint. */
const KEEP_DAYS = 30
/** So many trips in one transaction. */
const AT_ONCE = 200

/**
 * Empties what identifies a person or a home from trips of long ago, whatever became of them, and deletes their photos: they
 * show the plate, and often the house. Doing it again changes nothing.
 */
export async function forgetAddresses(app: App): Promise<number> {
  const before = new Date(app.clock.now().getTime() - KEEP_DAYS * DAY_MS).toISOString().slice(0, 10)
  let total = 0
  for (let done = AT_ONCE; done === AT_ONCE; total += done) done = await forgetSome(app, before)
  return total
}

async function forgetSome(app: App, before: string): Promise<number> {
  const rows = await app.db.read.rows<{ id: string }>(
    `select id from trip where day < ? and (address_sealed is not null or contact_sealed is not null)
      order by id limit ${AT_ONCE}`,
    [before],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  return app.db.tx(async (tx) => {
    await forget(tx, app.clock.now(), TRIP, ids)
    return tx.run(
      `update trip set address_sealed = null, contact_sealed = null, consent_name_sealed = null, receiver_sealed = null,
              code_sealed = null
        where id in (${marks(ids.length)}) and (address_sealed is not null or contact_sealed is not null)`,
      ids,
    )
  })
}
