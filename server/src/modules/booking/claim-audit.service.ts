import { addDays, type Day } from '@pitlane/kernel'
import { In } from 'typeorm'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { marks } from '../../platform/sql'
import { passGate } from '../store'
import { Booking, Claim } from './booking.entity'
import { findSteps } from './booking.queries'
import { claimsOf } from './claiming'
import { LIVE } from './lifecycle'

const keyOf = ({ resourceId, day, cell, bookingId }: Claim): string => [resourceId, day, cell, bookingId].join()

/**
 * Builds the claims of every store-day anew from its bookings and compares them with what is there. Must find nothing: the
 * number goes to the metric `pitlane_claim_differences` and, when it is not 0, into the log. Returns it.
 */
export async function auditClaims(app: App): Promise<number> {
  // A day that has begun anywhere is still today somewhere.
  const from = addDays(app.clock.now().toISOString().slice(0, 10), -1)
  const days = await app.db.read.rows<{ storeId: string; day: Day }>(
    `select store_id as storeId, day from claim where day >= ?
      union select store_id as storeId, day from booking where day >= ? and state in (${marks(LIVE.length)})`,
    [from, from, ...LIVE],
  )
  let differences = 0
  for (const { storeId, day } of days) {
    const found = await app.db.tx((tx) => differencesOn(tx, storeId, day))
    if (found.length > 0) app.log.error({ storeId, day, found: found.slice(0, 20) }, 'claims differ from bookings')
    differences += found.length
  }
  app.metrics.claimDifferences.set(differences)
  return differences
}

/** Behind the gate, so that nothing changes between the two readings. */
async function differencesOn(tx: Tx, storeId: string, day: Day): Promise<string[]> {
  await passGate(tx, storeId, day)
  const bookings = await tx.find(Booking, { where: { storeId, day, state: In([...LIVE]) } })
  const steps = await findSteps(
    tx,
    bookings.map(({ id }) => id),
  )
  const claims = await tx.find(Claim, { where: { storeId, day } })
  const due = new Set(
    bookings
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
