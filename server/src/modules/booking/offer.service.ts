import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { sqlInstant } from '../../platform/sql'
import { readPolicy } from '../store'
import { Waitlist, type Booking } from './booking.entity'

/** Capacity of a day may have come free: whoever waits for it is asked, after the commit. */
export function wakeWaitlist(app: App, tx: Tx, storeId: string, day: string): void {
  tx.enqueue({ kind: 'booking.waitlist_match', payload: { storeId, day }, runAt: app.clock.now() })
}

/** True for a hold that is offered to somebody who waits: it is not one that its owner chose. */
export const isOffer = async (app: App, held: Booking): Promise<boolean> =>
  (await app.db.read.count(Waitlist, { offerId: held.id, state: 'offered' })) > 0

/**
 * An offered time has run out: the wish waits again behind the others, until it has let as many go as the store grants.
 * Part of the transaction that ends the hold. MySQL assigns from left to right, so the count comes last.
 */
export async function lapseOffer(app: App, tx: Tx, held: Booking): Promise<void> {
  const { waitlistMaxOffers } = await readPolicy(tx, held.storeId)
  await tx.put(
    `update waitlist
        set state = case when offers + 1 >= ? then 'ended' else 'waiting' end,
            live_key = case when offers + 1 >= ? then null else live_key end,
            offer_id = null, version = version + 1, updated_at = ?, offers = offers + 1
      where offer_id = ? and state = 'offered'`,
    [waitlistMaxOffers, waitlistMaxOffers, sqlInstant(app.clock.now()), held.id],
  )
}
