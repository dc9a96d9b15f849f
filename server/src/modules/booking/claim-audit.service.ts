import { addDays, cellOf, type Day } from '@pitlane/kernel'
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

/**
 * Builds the claims of every store-day from this hour on anew from its bookings and compares them with what is there. Must find nothing: the
 * number goes to the metric `pitlane_claim_differences` and, when it is not 0, into the log. Returns it.
 */
export async function auditClaims(app: App): Promise<number> {
  // A day that has begun anywhere is still today somewhere.
  const from = addDays(app.clock.now().toISOString().slice(0, 10), -1)
  const days = await app.db.read.rows<{ storeId: string; day: Day }>(
    `select store_id as storeId, day from claim where day >= ?
      union select b.store_id as storeId, s.day as day from booking b join booking_step s on s.booking_id = b.id
             where s.day >= ? and b.state in (${marks(LIVE.length)})`,
    [from, from, ...LIVE],
  )
  const stores = await findStores(
    app.db.read,
    days.map(({ storeId }) => storeId),
  )
  const moments = new Map(stores.map(({ id, timeZone }) => [id, toLocal(app.clock.now(), timeZone)]))
  let differences = 0
  for (const { storeId, day } of days) {
    // What is over is over: a car that lost its seat and got another later has none in between.
    const now = moments.get(storeId)
    if (!now || day < now.day) continue
    const fromCell = day === now.day ? cellOf(now.minute) : 0
    const found = await app.db.tx((tx) => differencesOn(tx, storeId, day, fromCell))
    if (found.length > 0) app.log.error({ storeId, day, found: found.slice(0, 20) }, 'claims differ from bookings')
    differences += found.length
  }
  app.metrics.claimDifferences.set(differences)
  return differences
}

/** Behind the gate, so that nothing changes between the two readings. */
async function differencesOn(tx: Tx, storeId: string, day: Day, fromCell: number): Promise<string[]> {
  await passGate(tx, storeId, day)
  const { bookings, steps } = await readVisits(tx, storeId, day)
  const isToCome = ({ cell }: Claim) => cell >= fromCell
  const claims = (await tx.find(Claim, { where: { storeId, day } })).filter(isToCome)
  const due = new Set(
    [...bookings.values()]
      .flatMap((booking) =>
        claimsOf(
          booking,
          steps.filter((step) => step.bookingId === booking.id),
        ),
      )
      .filter(isToCome)
      .map(keyOf),
  )
  const there = new Set(claims.map(keyOf))
  return [
    ...[...due].filter((key) => !there.has(key)).map((key) => `missing ${key}`),
    ...[...there].filter((key) => !due.has(key)).map((key) => `orphan ${key}`),
  ]
}
