import type { Pool, PoolConnection, QueryError } from 'mysql2'
import { QueryFailedError, type DataSource, type QueryRunner } from 'typeorm'
import type { Dialect } from './connection'

/** What a statement gave back: rows of a SELECT, or how many rows a write matched. */
interface Outcome {
  readonly rows: unknown
  readonly affected: number
}

type Send = (sql: string, parameters: readonly unknown[]) => Promise<Outcome>

/** One connection with a transaction on it. */
export interface Session {
  readonly send: Send
  readonly begin: () => Promise<unknown>
  readonly commit: () => Promise<unknown>
  readonly rollback: () => Promise<unknown>
}

/**
 * TypeORM sends each MySQL statement through `connection.promise()`, which loads a module and captures a stack every time:
 * more work than the statement. Plain SQL therefore goes to mysql2's own callback interface, on the same connections.
 * The error carries the SQL with placeholders and never the values.
 */
const ask = (target: Pool | PoolConnection, sql: string, parameters: readonly unknown[]): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    target.query(sql, [...parameters], (error: QueryError | null, result: unknown) => {
      if (error) reject(new QueryFailedError(sql, [], error))
      else resolve({ rows: result, affected: (result as { affectedRows?: number }).affectedRows ?? 0 })
    })
  })

const throughTypeorm =
  (runner: QueryRunner): Send =>
  async (sql, parameters) => {
    const result = await runner.query(sql, [...parameters], true)
    return { rows: result.raw, affected: result.affected ?? 0 }
  }

/** Sends single statements outside any transaction. */
export function sharedSend(source: DataSource, dialect: Dialect): Send {
  if (dialect === 'mysql') {
    // TypeORM's MySQL driver keeps its pool in a public field that its types call `any`.
    const { pool } = source.driver as unknown as { pool: Pool }
    return (sql, parameters) => ask(pool, sql, parameters)
  }
  return async (sql, parameters) => ({ rows: await source.query<unknown>(sql, [...parameters]), affected: 0 })
}

/** Opens a transaction's connection: the runner's own, so that TypeORM's finds see the same transaction. */
export async function openSession(runner: QueryRunner, dialect: Dialect): Promise<Session> {
  if (dialect === 'sqlite') {
    return {
      send: throughTypeorm(runner),
      begin: () => runner.startTransaction(),
      commit: () => runner.commitTransaction(),
      rollback: () => runner.rollbackTransaction(),
    }
  }
  const connection = (await runner.connect()) as PoolConnection
  const send: Send = (sql, parameters) => ask(connection, sql, parameters)
  return {
    send,
    begin: () => send('START TRANSACTION', []),
    commit: () => send('COMMIT', []),
    rollback: () => send('ROLLBACK', []),
  }
}
