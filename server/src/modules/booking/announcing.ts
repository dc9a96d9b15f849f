import type { Day } from '@pitlane/kernel'
import type { Tx } from '../../platform/database'
import type { Notice } from '../../platform/messages'
import { dayKey } from './capacity-cache'

interface Announced {
  readonly id: string
  readonly storeId: string
  readonly customerId: string
  readonly day: Day
}

/** The notices that follow a change of a store-day's claims. */
export const capacityNotices = (storeId: string, day: Day): Notice[] => [
  { to: 'cache', cache: 'capacity', key: dayKey(storeId, day) },
  {
    to: 'followers',
    key: `slots:${storeId}:${day}`,
    message: { type: 'changed', topic: { kind: 'slots', storeId, day }, day },
  },
]

/** Tells everybody who looks at this booking, its day or its store that something changed. */
export function announceBooking(tx: Tx, { id, storeId, customerId, day }: Announced, what = 'placed'): void {
  capacityNotices(storeId, day).forEach((notice) => tx.announce(notice))
  const facts = { day, bookingId: id, what }
  const board = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic: board, ...facts } })
  const mine = { kind: 'mine' as const }
  tx.announce({ to: 'followers', key: `mine:${customerId}`, message: { type: 'changed', topic: mine, ...facts } })
}
