import type { App } from '../platform/app'
import type { Tx } from '../platform/database'
import { rememberingOf } from './workshop-memory'

/** The application as it was at a moment that can be set, writing into one open transaction. */
export interface Past {
  readonly app: App
  readonly tx: Tx
  goTo(moment: Date): void
}

/**
 * Lets commands of the past be carried out anew with the clock of their time. Nobody is told again of what is long over: events are
 * not stored, live followers hear nothing, and only jobs that are still to come are planned.
 */
export function pastOf(app: App, tx: Tx, now: Date): Past {
  let moment = now
  const quiet: Tx = {
    ...rememberingOf(tx),
    rows: (sql, parameters) => tx.rows(sql, parameters),
    emit: () => undefined,
    announce: () => undefined,
    enqueue: (job) => (job.runAt > now ? tx.enqueue(job) : undefined),
  }
  const { dialect } = app.db
  const db: App['db'] = { dialect, read: quiet, tx: (work) => work(quiet), close: () => Promise.resolve() }
  return {
    ...{ app: { ...app, db, clock: { now: () => moment } }, tx: quiet },
    goTo: (wanted) => {
      moment = wanted
    },
  }
}
