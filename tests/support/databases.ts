import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import { migrate } from '../../server/src/platform/migrate'

const SQL_DIR = path.resolve(__dirname, '../../sql')

/** The engine under test: `DB=mysql` with TEST_DATABASE_URL (and TEST_REDIS_URL), otherwise SQLite in memory. */
export const isMysql = process.env['DB'] === 'mysql'

export interface TestDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** Of an embedded database that this test file migrated before: everything that makes its tables, in one text. */
let embeddedTables: string | undefined

interface Embedded {
  exec(statements: string): unknown
}

/** Brings a test's database to the state of `sql/`. After the first of a test file, embedded ones are made as that one came out. */
export async function migrateTest(source: DataSource, now: Date): Promise<void> {
  if (isMysql || source.options.database !== ':memory:') {
    await migrate(source, isMysql ? 'mysql' : 'sqlite', SQL_DIR, now)
    return
  }
  if (embeddedTables) {
    const { databaseConnection } = source.driver as unknown as { databaseConnection: Embedded }
    databaseConnection.exec(embeddedTables)
    return
  }
  await migrate(source, 'sqlite', SQL_DIR, now)
  embeddedTables = await tablesIn(source)
}

async function tablesIn(source: DataSource): Promise<string> {
  const made: { sql: string }[] = await source.query(
    "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by rowid",
  )
  const steps: { name: string; sum: string; applied_at: string }[] = await source.query('select * from schema_step')
  const rows = steps.map(({ name, sum, applied_at: at }) => `('${name}', '${sum}', '${at}')`)
  const statements = [...made.map(({ sql }) => sql), `insert into schema_step values ${rows.join()}`]
  return ['begin', ...statements, 'commit', 'pragma foreign_keys = on'].join(';\n')
}

/** One that may be used again when a test is through with it. */
export interface PooledDatabase extends TestDatabase {
  /** To be called once its tables are made. */
  readonly migrated: () => Promise<void>
}

function serverUrl(): string {
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('DB=mysql needs TEST_DATABASE_URL')
  return server.replace(/^mariadb:/, 'mysql:')
}

async function onServer<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: serverUrl(), multipleStatements: true })
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

const urlOf = (name: string): string => {
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  url.pathname = `/${name}`
  return url.toString()
}

async function create(connection: Connection): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`)
  return name
}

/** An empty database of the engine under test; `file` asks for one that several processes can open. */
export async function freshDatabase(file?: string): Promise<TestDatabase> {
  if (!isMysql) return { url: `sqlite:${file ?? ':memory:'}`, drop: () => Promise.resolve() }
  const name = await onServer(create)
  const drop = async (connection: Connection) => {
    await connection.query(`drop database ${name}`)
  }
  return { url: urlOf(name), drop: () => onServer(drop) }
}

let knownSum: string | undefined

/** What the tables of a migrated database are made of: one that was made of something else is not used again. */
const schemaSum = (): string =>
  (knownSum ??= readdirSync(SQL_DIR)
    .sort()
    .reduce((hash, name) => hash.update(name).update(readFileSync(path.join(SQL_DIR, name))), createHash('sha256'))
    .digest('hex'))

const SPARE = 'spare_database'

/**
 * A database without any rows: an empty one, or one that another test is through with and has emptied. Making all tables anew
 * takes a server longer than most tests do.
 */
export async function emptyDatabase(): Promise<PooledDatabase> {
  if (!isMysql) return { ...(await freshDatabase()), migrated: () => Promise.resolve() }
  const name = await onServer(async (connection) => {
    await connection.query(
      `create table if not exists ${SPARE} (name varchar(20) not null primary key, sum varchar(64) not null)`,
    )
    return (await takeSpare(connection, schemaSum())) ?? (await create(connection))
  })
  let tables: string[] = []
  return {
    url: urlOf(name),
    migrated: () =>
      onServer(async (connection) => {
        tables = await tablesOf(connection, name)
      }),
    drop: () => onServer((connection) => giveBack(connection, { name, sum: schemaSum(), tables })),
  }
}

async function tablesOf(connection: Connection, name: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'select table_name as name from information_schema.tables where table_schema = ? order by table_name',
    [name],
  )
  return (rows as { name: string }[]).map((row) => row.name)
}

/** Of several that see the same name one deletes its row. */
async function takeSpare(connection: Connection, sum: string): Promise<string | undefined> {
  const [rows] = await connection.query<RowDataPacket[]>(`select name from ${SPARE} where sum = ? limit 8`, [sum])
  for (const { name } of rows as { name: string }[]) {
    const [done] = await connection.query(`delete from ${SPARE} where name = ?`, [name])
    if ('affectedRows' in done && done.affectedRows === 1) return name
  }
  return undefined
}

/** A test that took tables away, to see what happens then, leaves a database that nobody wants. */
async function giveBack(
  connection: Connection,
  { name, sum, tables }: { readonly name: string; readonly sum: string; readonly tables: readonly string[] },
): Promise<void> {
  const left = await tablesOf(connection, name)
  if (left.join() !== tables.join()) {
    await connection.query(`drop database ${name}`)
    return
  }
  const full = left.filter((table) => table !== 'schema_step')
  await connection.query(
    ['set foreign_key_checks = 0', ...full.map((table) => `delete from ${name}.\`${table}\``)].join(';'),
  )
  await connection.query(`insert into ${SPARE} (name, sum) values (?, ?)`, [name, sum])
}
