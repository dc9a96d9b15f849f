import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { DataSource } from 'typeorm'
import { connect } from '../../../server/src/platform/connection'
import { migrate, statementsOf } from '../../../server/src/platform/migrate'

let source: DataSource
let folder: string
const now = new Date('2026-11-23T01:00:00Z')

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pitlane-sql-'))
  source = await connect({ DATABASE_URL: 'sqlite::memory:', DATABASE_POOL: 4 }, [])
})

afterEach(async () => {
  await source.destroy()
  rmSync(folder, { recursive: true })
})

const file = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
const run = () => migrate(source, 'sqlite', folder, now)

describe('statementsOf', () => {
  it('keeps a guarded statement to its dialect and drops comments', () => {
    const text = '-- why\ncreate table a (id int);\n-- @mysql\ndrop index x on a;\n-- @sqlite\ndrop index x;\n'
    expect(statementsOf('0001-a.sql', text, 'sqlite').map((s) => s.sql)).toEqual([
      'create table a (id int)',
      'drop index x',
    ])
    expect(statementsOf('0001-a.sql', text, 'mysql').map((s) => s.sql)).toEqual([
      'create table a (id int)',
      'drop index x on a',
    ])
  })

  it('names a statement by its place in the file, the same for both dialects', () => {
    const text = '-- @mysql\nselect 1;\nselect 2;\n'
    expect(statementsOf('0001-a.sql', text, 'sqlite').map((s) => s.name)).toEqual(['0001-a.sql#002'])
  })
})

describe('migrate', () => {
  it('runs each statement once, files in order', async () => {
    file('0002-b.sql', 'insert into a (id) values (2);\n')
    file('0001-a.sql', 'create table a (id int);\ninsert into a (id) values (1);\n')
    file('notes.txt', 'not sql')
    expect(await run()).toBe(3)
    expect(await run()).toBe(0)
    expect(await source.query('select id from a order by id')).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('goes on where it broke off', async () => {
    file('0001-a.sql', 'create table a (id int);\ninsert into nowhere (id) values (1);\n')
    await expect(run()).rejects.toThrow(/nowhere/)
    file('0001-a.sql', 'create table a (id int);\ninsert into a (id) values (1);\n')
    expect(await run()).toBe(1)
  })

  it('refuses when a statement that was applied has been changed', async () => {
    file('0001-a.sql', 'create table a (id int);\n')
    await run()
    file('0001-a.sql', 'create table a (id bigint);\n')
    await expect(run()).rejects.toThrow(/0001-a.sql#001 was changed/)
  })
})
