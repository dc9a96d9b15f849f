import libsql from 'libsql'
import { DataSource, type DataSourceOptions } from 'typeorm'
import type { Config } from './config'
import { makeEmbeddedSafe } from './embedded'
import type { Table } from './table'

export type Dialect = 'sqlite' | 'mysql'

export const dialectOf = (url: string): Dialect => (url.startsWith('sqlite:') ? 'sqlite' : 'mysql')

interface SqliteHandle {
  pragma(text: string): unknown
}

function optionsOf(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  entities: Table<never>[],
): DataSourceOptions {
  const url = config.DATABASE_URL
  if (dialectOf(url) === 'sqlite') {
    return {
      type: 'better-sqlite3',
      // libsql speaks better-sqlite3's interface and ships its binary inside npm: no compiler on a fresh machine.
      driver: libsql,
      database: url.slice('sqlite:'.length),
      prepareDatabase: (db: SqliteHandle) => {
        db.pragma('journal_mode = WAL')
        db.pragma('synchronous = FULL')
      },
      entities,
      synchronize: false,
    }
  }
  return {
    type: url.startsWith('mariadb:') ? 'mariadb' : 'mysql',
    url: url.replace(/^mariadb:/, 'mysql:'),
    timezone: 'Z',
    charset: 'utf8mb4_bin',
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize: config.DATABASE_POOL,
    extra: { decimalNumbers: true, connectTimeout: 5000, waitForConnections: true, multipleStatements: true },
    entities,
    synchronize: false,
  }
}

/** Opens the database of the configuration. Rejects when it cannot be reached. */
export async function connect(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  tables: readonly Table<never>[],
): Promise<DataSource> {
  const source = await new DataSource(optionsOf(config, [...tables])).initialize()
  if (dialectOf(config.DATABASE_URL) === 'sqlite') makeEmbeddedSafe(source)
  return source
}
