import type { Tx } from '../../platform/database'
import { keyOfHolder } from './following.queries'
import type { Head } from './instance.queries'
import type { FlowCandidate } from './process.entity'

/** Tells those who have tasks in their lists that something about them is new, once each; what, they read through the API. */
export function announceTasks(tx: Tx, { storeId }: Head, holders: readonly FlowCandidate[]): void {
  const topic = { kind: 'tasks' as const, storeId }
  for (const key of new Set(holders.map(keyOfHolder)))
    tx.announce({ to: 'followers', key, message: { type: 'changed', topic, what: 'task' } })
}
