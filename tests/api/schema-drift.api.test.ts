import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestApp, type TestApp } from '../support/app'
import { isMysql } from '../support/databases'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

type Columns = Record<string, { nullable: boolean; length: number | null }>

async function liveColumns(name: string): Promise<Columns> {
  const rows = isMysql
    ? await t.world.app.db.read.rows<{ c: string; isNull: string; len: number | null }>(
        `select COLUMN_NAME as c, IS_NULLABLE as isNull, CHARACTER_MAXIMUM_LENGTH as len from information_schema.COLUMNS
          where TABLE_SCHEMA = database() and TABLE_NAME = ? and DATA_TYPE <> 'longtext'
         union all
         select COLUMN_NAME, IS_NULLABLE, null from information_schema.COLUMNS
          where TABLE_SCHEMA = database() and TABLE_NAME = ? and DATA_TYPE = 'longtext'`,
        [name, name],
      )
    : (
        await t.world.app.db.read.rows<{ name: string; notnull: number; type: string }>(`pragma table_info(${name})`)
      ).map((column) => ({
        c: column.name,
        isNull: column.notnull ? 'NO' : 'YES',
        len: Number(/varchar\((\d+)\)/.exec(column.type)?.[1] ?? Number.NaN),
      }))
  return Object.fromEntries(
    rows.map((row) => [
      row.c,
      {
        nullable: row.isNull === 'YES',
        length: Number.isFinite(Number(row.len)) && row.len !== null ? Number(row.len) : null,
      },
    ]),
  )
}

describe('the schema', () => {
  it('is described alike by sql/ and by the entities: columns, nullability and lengths, both ways', async () => {
    for (const meta of t.world.source.entityMetadatas) {
      const declared = Object.fromEntries(
        meta.columns.map((column) => [
          column.databaseName,
          { nullable: column.isNullable, length: column.type === 'varchar' ? Number(column.length) : null },
        ]),
      )
      expect({ table: meta.tableName, columns: await liveColumns(meta.tableName) }).toEqual({
        table: meta.tableName,
        columns: declared,
      })
    }
  })

  it('has no table that no entity knows', async () => {
    const names = isMysql
      ? await t.world.app.db.read.rows<{ n: string }>(
          'select TABLE_NAME as n from information_schema.TABLES where TABLE_SCHEMA = database()',
        )
      : await t.world.app.db.read.rows<{ n: string }>(
          "select name as n from sqlite_master where type = 'table' and name not like 'sqlite_%'",
        )
    const known = [...t.world.source.entityMetadatas.map((meta) => meta.tableName), 'schema_step']
    expect(names.map((row) => row.n).sort()).toEqual(known.sort())
  })

  it('enforces primary keys as the entities declare them', async () => {
    for (const meta of t.world.source.entityMetadatas) {
      const keys = isMysql
        ? await t.world.app.db.read.rows<{ c: string }>(
            "select COLUMN_NAME as c from information_schema.KEY_COLUMN_USAGE where TABLE_SCHEMA = database() and TABLE_NAME = ? and CONSTRAINT_NAME = 'PRIMARY'",
            [meta.tableName],
          )
        : (await t.world.app.db.read.rows<{ name: string; pk: number }>(`pragma table_info(${meta.tableName})`))
            .filter((column) => column.pk > 0)
            .map((column) => ({ c: column.name }))
      expect({ table: meta.tableName, keys: keys.map((k) => k.c).sort() }).toEqual({
        ...{ table: meta.tableName, keys: meta.primaryColumns.map((c) => c.databaseName).sort() },
      })
    }
  })
})
