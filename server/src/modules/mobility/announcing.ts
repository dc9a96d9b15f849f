import type { Tx } from '../../platform/database'

interface Order {
  readonly bookingId: string
  readonly storeId: string
  readonly customerId: string
  readonly day: string
}

/** Tells the store and the owner that something about a trip or a loaner is new. */
export function announceOrder(tx: Tx, { bookingId, storeId, customerId, day }: Order, what: 'trip' | 'loaner'): void {
  const facts = { day, bookingId, what }
  const board = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic: board, ...facts } })
  const mine = { kind: 'mine' as const }
  tx.announce({ to: 'followers', key: `mine:${customerId}`, message: { type: 'changed', topic: mine, ...facts } })
}

/** Drivers or loaner cars of a store have changed. */
export function announceResources(tx: Tx, storeId: string): void {
  const topic = { kind: 'board' as const, storeId }
  tx.announce({ to: 'followers', key: `board:${storeId}`, message: { type: 'changed', topic, what: 'mobility' } })
}
