import type { Tx } from '../../platform/database'
import type { Workorder } from './workorder.entity'

/** Under which name the workshop of a store is followed. */
export const workshopOf = (storeId: string): string => `workshop:${storeId}`

/** Tells the staff of the store and the owner that something about this work order is new; what, they read through the API. */
export function announceWorkorder(
  tx: Tx,
  { id, bookingId, storeId, customerId }: Pick<Workorder, 'id' | 'bookingId' | 'storeId' | 'customerId'>,
  what = 'workorder',
): void {
  const facts = { bookingId, workorderId: id, what }
  const workshop = { kind: 'workshop' as const, storeId }
  tx.announce({ to: 'followers', key: workshopOf(storeId), message: { type: 'changed', topic: workshop, ...facts } })
  const mine = { kind: 'mine' as const }
  tx.announce({ to: 'followers', key: `mine:${customerId}`, message: { type: 'changed', topic: mine, ...facts } })
}
