import { escape, type Pool, type PoolConnection, type QueryError, type SqlValue } from 'mysql2'
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
  /** Sends a statement and waits for what it gives back. */
  readonly send: Send
  /** A write whose outcome nobody waits for: on MySQL it travels with the next statement, and fails there. */
  readonly put: (sql: string, parameters: readonly unknown[]) => Promise<void>
  /** Sends what was put off. Whoever uses the connection past this session calls it first. */
  readonly flush: () => Promise<void>
  readonly begin: () => Promise<void>
  readonly commit: () => Promise<void>
  readonly rollback: () => Promise<void>
}

/** Statements that were put off go out at the latest when they are this long together; a packet may have 16 MB. */
const MAX_PUT_OFF = 256 * 1024

/**
 * TypeORM sends each MySQL statement through `connection.promise()`, which loads a module and captures a stack every time:
 * more work than the statement. Plain SQL therefore goes to mysql2's own callback interface, on the same connections.
 * The error carries the SQL with placeholders and never the values.
 */
const ask = (target: Pool | PoolConnection, sql: string, told: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    // Null, so that mysql2 does not look for placeholders in what is written already.
    target.query(sql, null, (error: QueryError | null, result: unknown) => {
      if (error) reject(new QueryFailedError(told, [], error))
      else resolve(result)
    })
  })

const outcomeOf = (result: unknown): Outcome => ({
  rows: result,
  affected: (result as { affectedRows?: number }).affectedRows ?? 0,
})

/** The texts between the placeholders of a statement. */
const piecesOf = new Map<string, readonly string[]>()
const MAX_KNOWN_TEXTS = 2000

function split(sql: string): readonly string[] {
  const known = piecesOf.get(sql)
  if (known) return known
  if (sql.includes(';')) throw new Error('one statement at a time, and values as parameters')
  const pieces = sql.split('?')
  if (piecesOf.size >= MAX_KNOWN_TEXTS) piecesOf.clear()
  piecesOf.set(sql, pieces)
  return pieces
}

/**
 * Puts the values into a statement. Several statements share a packet, so a text that itself holds two is refused: a value
 * that somebody once pastes into a text cannot start a statement of its own. A `?` stands for a value, everywhere.
 */
function written(sql: string, parameters: readonly unknown[]): string {
  const pieces = split(sql)
  if (pieces.length !== parameters.length + 1) throw new Error(`${parameters.length} values for: ${sql}`)
  return parameters.reduce<string>(
    (text, value, i) => text + escape(value as SqlValue, true, 'Z') + (pieces[i + 1] ?? ''),
    pieces[0] ?? '',
  )
}

/** Statements asked for in one turn run in their order, as they do on MySQL. */
function throughTypeorm(runner: QueryRunner): Send {
  let last: Promise<unknown> = Promise.resolve()
  return (sql, parameters) => {
    const outcome = last.then(async () => {
      const result = await runner.query(sql, [...parameters], true)
      return { rows: result.raw as unknown, affected: result.affected ?? 0 }
    })
    last = outcome.catch(() => undefined)
    return outcome
  }
}

/** Sends single statements outside any transaction. */
export function sharedSend(source: DataSource, dialect: Dialect): Send {
  if (dialect === 'mysql') {
    // TypeORM's MySQL driver keeps its pool in a public field that its types call `any`.
    const { pool } = source.driver as unknown as { pool: Pool }
    return async (sql, parameters) => outcomeOf(await ask(pool, written(sql, parameters), sql))
  }
  return async (sql, parameters) => ({ rows: await source.query<unknown>(sql, [...parameters]), affected: 0 })
}

/** Opens a transaction's connection: the runner's own, so that TypeORM's finds see the same transaction. */
export async function openSession(runner: QueryRunner, dialect: Dialect): Promise<Session> {
  if (dialect === 'mysql') return batching((await runner.connect()) as PoolConnection)
  const send = throughTypeorm(runner)
  return {
    send,
    put: async (sql, parameters) => {
      await send(sql, parameters)
    },
    flush: () => Promise.resolve(),
    begin: () => runner.startTransaction(),
    commit: () => runner.commitTransaction(),
    rollback: () => runner.rollbackTransaction(),
  }
}

interface Waiting {
  readonly text: string
  readonly told: string
  /** Absent where nobody waits for what the statement gives back. */
  readonly settle?: { readonly resolve: (outcome: Outcome) => void; readonly reject: (e: unknown) => void }
}

/**
 * A session that saves round trips, which are most of the time of a short transaction. What is put off, and what is asked
 * for in the same turn (`Promise.all`), leaves in one packet. The server stops at the first statement that fails.
 */
function batching(connection: PoolConnection): Session {
  let waiting: Waiting[] = []
  let size = 0
  let isBegun = false
  let isScheduled = false

  const sendAll = async (): Promise<void> => {
    const batch = waiting
    if (batch.length === 0) return
    waiting = []
    size = 0
    isBegun = true
    try {
      const result = await ask(connection, batch.map((s) => s.text).join(';'), batch.map((s) => s.told).join('; '))
      const results: readonly unknown[] = batch.length === 1 ? [result] : (result as readonly unknown[])
      batch.forEach(({ settle }, i) => settle?.resolve(outcomeOf(results[i])))
    } catch (e) {
      batch.forEach(({ settle }) => settle?.reject(e))
      throw e
    }
  }
  const sendThisTurn = () => {
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(() => {
      isScheduled = false
      // Whoever waits for one of the statements has its error already.
      sendAll().catch(() => undefined)
    })
  }
  const wait = (statement: Waiting) => {
    waiting.push(statement)
    size += statement.text.length
  }
  const send: Send = async (sql, parameters) => {
    const text = written(sql, parameters)
    return new Promise<Outcome>((resolve, reject) => {
      wait({ text, told: sql, settle: { resolve, reject } })
      sendThisTurn()
    })
  }
  const put: Session['put'] = async (sql, parameters) => {
    wait({ text: written(sql, parameters), told: sql })
    if (size > MAX_PUT_OFF) await sendAll()
  }
  return {
    send,
    put,
    flush: sendAll,
    begin: () => put('START TRANSACTION', []),
    commit: async () => {
      await send('COMMIT', [])
    },
    rollback: async () => {
      waiting = []
      if (isBegun) await send('ROLLBACK', [])
    },
  }
}
