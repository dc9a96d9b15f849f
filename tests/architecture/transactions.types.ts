import type { App } from '../../server/src/platform/app'
import { Job, type OutboxEvent } from '../../server/src/platform/platform-tables'

/** Compiled, never run: the mistakes below must stay type errors. */
export async function mistakes(app: App, job: Job, event: OutboxEvent): Promise<void> {
  // @ts-expect-error a write outside a transaction
  await app.db.read.insert(Job, job)
  // @ts-expect-error an event outside a transaction
  app.db.read.emit({ type: 'booking.placed' })
  // @ts-expect-error a transaction cannot be nested
  await app.db.tx((tx) => tx.tx(() => Promise.resolve()))
  // @ts-expect-error a row of another table
  await app.db.tx((tx) => tx.insert(Job, event))
  // @ts-expect-error an event is named <module>.<past participle>
  await app.db.tx((tx) => Promise.resolve(tx.emit({ type: 'placed' })))
}
