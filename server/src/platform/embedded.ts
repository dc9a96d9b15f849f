import type { DataSource } from 'typeorm'
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js'
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js'
import { assertOutsideTransaction } from './transaction-scope'

type Leave = () => void

/** Lets one holder through at a time, first come first served. */
class Turnstile {
  private last: Promise<void> = Promise.resolve()

  async enter(): Promise<Leave> {
    const before = this.last
    let leave: Leave = () => undefined
    this.last = new Promise<void>((resolve) => {
      leave = resolve
    })
    await before
    return leave
  }
}

/**
 * TypeORM gives every caller of an SQLite data source the same query runner, so two requests' transactions become
 * savepoints of each other: one that rolls back takes the other's committed rows with it (typeorm #1884, #8668).
 * Here every caller has its own runner on the one connection, and a turnstile lets one transaction, or one plain
 * statement, through at a time. Pinned to TypeORM's internals: `stmtCache` and the literal `BEGIN TRANSACTION`.
 */
class TurnstileRunner extends BetterSqlite3QueryRunner {
  private leave: Leave | undefined

  constructor(
    driver: BetterSqlite3Driver,
    private readonly turnstile: Turnstile,
    statements: Map<string, unknown>,
  ) {
    super(driver)
    // Statements are prepared once per connection; `stmtCache` is protected in TypeORM's types.
    ;(this as unknown as { stmtCache: Map<string, unknown> }).stmtCache = statements
  }

  override async startTransaction(): Promise<void> {
    if (!this.leave) this.leave = await this.turnstile.enter()
    try {
      await super.startTransaction()
    } catch (e) {
      this.isTransactionActive = false
      this.done()
      throw e
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction()
    if (!this.isTransactionActive) this.done()
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction()
    } finally {
      if (!this.isTransactionActive) this.done()
    }
  }

  // TypeORM declares the result of query() as `any`; callers of the platform never see it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the signature being overridden
  override async query(sql: string, parameters?: unknown[], useStructuredResult = false): Promise<any> {
    if (this.leave)
      return this.send(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql, parameters, useStructuredResult)
    assertOutsideTransaction('a statement on the shared connection')
    const leave = await this.turnstile.enter()
    try {
      return await this.send(sql, parameters, useStructuredResult)
    } finally {
      leave()
    }
  }

  private send(sql: string, parameters: unknown[] | undefined, useStructuredResult: boolean): Promise<unknown> {
    return super.query(sql, parameters as never, useStructuredResult)
  }

  private done(): void {
    this.leave?.()
    this.leave = undefined
  }
}

/** Makes an SQLite data source safe for concurrent transactions. Call once, after `initialize()`. */
export function makeEmbeddedSafe(source: DataSource): void {
  const driver = source.driver
  if (!(driver instanceof BetterSqlite3Driver)) throw new Error('makeEmbeddedSafe is for SQLite only')
  const turnstile = new Turnstile()
  const statements = new Map<string, unknown>()
  driver.createQueryRunner = () => new TurnstileRunner(driver, turnstile, statements)
}
