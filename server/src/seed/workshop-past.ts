import type { App } from '../platform/app'
import type { Tx } from '../platform/database'

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
    find: (table, options) => tx.find(table, options),
    findOne: (table, where) => tx.findOne(table, where),
    count: (table, where) => tx.count(table, where),
    rows: (sql, parameters) => tx.rows(sql, parameters),
    insert: (table, rows) => tx.insert(table, rows),
    update: (table, where, set) => tx.update(table, where, set),
    delete: (table, where) => tx.delete(table, where),
    put: (sql, parameters) => tx.put(sql, parameters),
    run: (sql, parameters) => tx.run(sql, parameters),
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
