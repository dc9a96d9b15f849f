import type { DataSource } from 'typeorm'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js'
import { marks } from './sql'
import type { Table } from './table'

type Run = (sql: string, parameters: readonly unknown[]) => Promise<number>

/** SQLite takes at most 32,766 variables a statement; rows go in chunks well below that and below MySQL's packet size. */
const MAX_VARIABLES = 8000

/**
 * Inserts rows in as few statements as possible, in the order given. TypeORM's repository costs 350–700 µs a call
 * because it re-reads what it wrote; this keeps its conversion of values and writes plain SQL with `?`.
 */
export async function insertRows<R extends object>(
  source: DataSource,
  run: Run,
  table: Table<R>,
  rows: readonly R[],
): Promise<void> {
  if (rows.length === 0) return
  const meta = source.getMetadata(table)
  const columns = meta.columns
  const head = `insert into ${meta.tableName} (${columns.map((c) => c.databaseName).join(', ')}) values `
  const perChunk = Math.max(1, Math.floor(MAX_VARIABLES / columns.length))
  for (let from = 0; from < rows.length; from += perChunk) {
    const chunk = rows.slice(from, from + perChunk)
    const group = `(${marks(columns.length)})`
    const values = chunk.flatMap((row) => columns.map((column) => valueOf(source, column, row)))
    await run(head + chunk.map(() => group).join(', '), values)
  }
}

function valueOf(source: DataSource, column: ColumnMetadata, row: object): unknown {
  const value = (row as Record<string, unknown>)[column.propertyName]
  if (value === undefined) throw new Error(`${column.entityMetadata.tableName}.${column.databaseName} is missing`)
  return source.driver.preparePersistentValue(value, column) as unknown
}
