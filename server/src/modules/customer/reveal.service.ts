import type { StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import { readContact } from './customer.queries'

/** Who looks, at what of which store, and why. */
interface Look {
  readonly actor: StaffActor
  readonly subject: { readonly type: string; readonly id: string }
  readonly storeId: string
  readonly reason: string
  readonly requestId: string
}

/** Name and phone in full, for those whose right to see them has been checked. The audit row is written first: no row, no data. */
export async function revealContact(
  app: App,
  customerId: string,
  look: Look,
): Promise<{ name: string | null; phone: string | null }> {
  await app.db.tx((tx) => audit(tx, app.clock.now(), { ...look, action: 'customer.reveal' }))
  return readContact(app.db.read, app.vault, customerId)
}
