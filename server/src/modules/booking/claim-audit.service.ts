import { addDays, type Day } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { marks } from '../../platform/sql'
import { findStores, passGate } from '../store'
import { Claim } from './booking.entity'
import { claimsOf } from './claiming'
import { LIVE } from './lifecycle'
import { readVisits } from './seat.queries'

const keyOf = ({ resourceId, day, cell, bookingId }: Claim): string => [resourceId, day, cell, bookingId].join()

/** The audit looks back so many days of the store. */
const DAYS_BACK = 1

/**
 * The promise that claims keep, whatever the hour: a step of a live booking has a claim for each of its cells while it is
 * seated (`is_seated`), and none at all once it has lost its bay or its people. Claims of hours that are over are no history of
 * their own: a car that was unseated and found another day later has none in between, one that was worked on keeps them.
 *
 * Builds the claims of every store-day from yesterday on anew from its bookings and compares them with what is there. Must find
 * nothing: the number goes to the metric `pitlane_claim_differences` and, when it is not 0, into the log. Returns it.
 */
export async function auditClaims(app: App): Promise<number> {
  // A day that has begun anywhere is still today somewhere.
  const from = addDays(app.clock.now().toISOString().slice(0, 10), -DAYS_BACK - 1)
  const days = await app.db.read.rows<{ storeId: string; day: Day }>(
    `select store_id as storeId, day from claim where day >= ?
      union select b.store_id as storeId, s.day as day from booking b join booking_step s on s.booking_id = b.id
             where s.day >= ? and b.state in (${marks(LIVE.length)})`,
    [from, from, ...LIVE],
  )
  const firsts = await firstDays(app, days)
  let differences = 0
  for (const { storeId, day } of days) {
    const first = firsts.get(storeId)
    if (first === undefined || day < first) continue
    const found = await app.db.tx((tx) => differencesOn(tx, storeId, day))
    if (found.length > 0) app.log.error({ storeId, day, found: found.slice(0, 20) }, 'claims differ from bookings')
    differences += found.length
  }
  app.metrics.claimDifferences.set(differences)
  return differences
}

/** Yesterday, by each store's own clock. */
async function firstDays(app: App, days: readonly { readonly storeId: string }[]): Promise<ReadonlyMap<string, Day>> {
  const stores = await findStores(
    app.db.read,
    days.map(({ storeId }) => storeId),
  )
  const now = app.clock.now()
  return new Map(stores.map(({ id, timeZone }) => [id, addDays(toLocal(now, timeZone).day, -DAYS_BACK)]))
}

/** Behind the gate, so that nothing changes between the two readings. */
async function differencesOn(tx: Tx, storeId: string, day: Day): Promise<string[]> {
  await passGate(tx, storeId, day)
  const { bookings, steps } = await readVisits(tx, storeId, day)
  const claims = await tx.find(Claim, { where: { storeId, day } })
  const due = new Set(
    [...bookings.values()]
      .flatMap((booking) =>
        claimsOf(
          booking,
          steps.filter((step) => step.bookingId === booking.id),
        ),
      )
      .map(keyOf),
  )
  const there = new Set(claims.map(keyOf))
  return [
    ...[...due].filter((key) => !there.has(key)).map((key) => `missing ${key}`),
    ...[...there].filter((key) => !due.has(key)).map((key) => `orphan ${key}`),
  ]
}
