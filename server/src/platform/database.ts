import type { DataSource, EntityManager, FindManyOptions, FindOptionsWhere } from 'typeorm'
import { dialectOf, type Dialect } from './connection'
import type { DomainEvent, NewJob, Notice } from './messages'
import { insertRows } from './insert'
import { openSession, sharedSend, type Session } from './session'
import { isRetryable } from './sql'
import type { Table } from './table'
import { assertOutsideTransaction, transactionScope } from './transaction-scope'

/** What a query may use: the shared connection, or an open transaction. It cannot write. */
export interface Reader {
  find<R extends object>(table: Table<R>, options?: FindManyOptions<R>): Promise<R[]>
  findOne<R extends object>(table: Table<R>, where: FindOptionsWhere<R>): Promise<R | undefined>
  count<R extends object>(table: Table<R>, where: FindOptionsWhere<R>): Promise<number>
  /** A raw SELECT. Instants come as Date or text: see `readInstant`. */
  rows<T>(sql: string, parameters?: readonly unknown[]): Promise<T[]>
}

/** An open transaction. Writes and events exist only here, so a write outside a transaction does not compile. */
export interface Tx extends Reader {
  insert<R extends object>(table: Table<R>, rows: R | readonly R[]): Promise<void>
  /** Returns how many rows matched. */
  update<R extends object>(table: Table<R>, where: FindOptionsWhere<R>, set: Partial<R>): Promise<number>
  delete<R extends object>(table: Table<R>, where: FindOptionsWhere<R>): Promise<number>
  /**
   * A raw write whose count nobody needs. Like `insert`, it may travel with the next statement and then fails there, at the
   * latest at the commit: to tell its error from others, use `run`.
   */
  put(sql: string, parameters?: readonly unknown[]): Promise<void>
  /** A raw write. Returns how many rows matched. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>
  /** Stores the event with the rows of this transaction; its listeners run after the commit, at least once. */
  emit(event: DomainEvent): void
  /** Stores a job with the rows of this transaction. */
  enqueue(job: NewJob): void
  /** Tells live followers and caches, in every process, after the commit. Lost on a crash: never the only way to learn something. */
  announce(notice: Notice): void
}

export interface Database {
  readonly dialect: Dialect
  readonly read: Reader
  /**
   * Runs `work` in one transaction and commits. `work` may run again after a deadlock, so it must touch nothing but `tx`,
   * and must not call the network: on SQLite everybody waits for it. Throws when called inside another transaction.
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What the transaction collected besides its rows. */
export interface Outgoing {
  readonly events: DomainEvent[]
  readonly jobs: NewJob[]
  readonly notices: Notice[]
}

export interface DatabaseHooks {
  /** Each time a transaction begins. */
  begun?(): void
  /** Writes events and jobs as rows, inside the transaction, right before the commit. */
  store(tx: Tx, outgoing: Outgoing): Promise<void>
  /** After the commit. */
  committed(outgoing: Outgoing): void
}

const ATTEMPTS = 5

export function createDatabase(source: DataSource, url: string, hooks: DatabaseHooks): Database {
  const dialect = dialectOf(url)
  const shared = readerOf(source.manager, { send: sharedSend(source, dialect), flush: () => Promise.resolve() })
  return {
    dialect,
    get read() {
      assertOutsideTransaction('db.read')
      return shared
    },
    async tx(work) {
      assertOutsideTransaction('db.tx')
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(source, dialect, hooks, work)
        } catch (e) {
          if (!isRetryable(e) || attempt === ATTEMPTS) throw e
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 4 * attempt))
        }
      }
    },
    close: () => source.destroy(),
  }
}

async function once<T>(
  source: DataSource,
  dialect: Dialect,
  hooks: DatabaseHooks,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner()
  const outgoing: Outgoing = { events: [], jobs: [], notices: [] }
  const scope = { isOpen: true }
  try {
    const result = await transactionScope.run(scope, async () => {
      const session = await openSession(runner, dialect)
      await session.begin()
      hooks.begun?.()
      try {
        const tx = txOf(source, runner.manager, session, outgoing)
        const value = await work(tx)
        await hooks.store(tx, outgoing)
        await session.commit()
        return value
      } catch (e) {
        // The first error is the one that matters: a rollback on a lost connection must not hide it.
        await session.rollback().catch(() => undefined)
        throw e
      }
    })
    scope.isOpen = false
    hooks.committed(outgoing)
    return result
  } finally {
    scope.isOpen = false
    await runner.release()
  }
}

function readerOf(manager: EntityManager, { send, flush }: Pick<Session, 'send' | 'flush'>): Reader {
  return {
    find: async (table, options) => {
      await flush()
      return manager.find(table, options)
    },
    findOne: async (table, where) => {
      await flush()
      return (await manager.findOneBy(table, where)) ?? undefined
    },
    count: async (table, where) => {
      await flush()
      return manager.countBy(table, where)
    },
    // The caller states the shape of its own SELECT; no driver can check it.
    rows: async <T>(sql: string, parameters: readonly unknown[] = []) => (await send(sql, parameters)).rows as T[],
  }
}

function txOf(source: DataSource, manager: EntityManager, session: Session, outgoing: Outgoing): Tx {
  return {
    ...readerOf(manager, session),
    insert: (table, rows) => insertRows(source, session.put, table, Array.isArray(rows) ? rows : [rows]),
    update: async (table, where, set) => {
      await session.flush()
      const update = manager
        .createQueryBuilder()
        .update(table)
        .set(set as never)
      return (await update.where(where).updateEntity(false).execute()).affected ?? 0
    },
    delete: async (table, where) => {
      await session.flush()
      return (await manager.delete(table, where)).affected ?? 0
    },
    put: (sql, parameters = []) => session.put(sql, parameters),
    run: async (sql, parameters = []) => (await session.send(sql, parameters)).affected,
    emit: (event) => void outgoing.events.push(event),
    enqueue: (job) => void outgoing.jobs.push(job),
    announce: (notice) => void outgoing.notices.push(notice),
  }
}
