import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DataSource, QueryRunner } from 'typeorm'
import type { Dialect } from './connection'
import { sqlInstant } from './sql'

interface Step {
  readonly name: string
  readonly sql: string
  readonly sum: string
}

const GUARD = /^--\s*@(mysql|sqlite)\s*$/m

/**
 * The statements of one file for one dialect, in order. Statements end with `;` at the end of a line; a line
 * `-- @mysql` or `-- @sqlite` before a statement keeps it to that dialect. Other comment lines are dropped.
 */
export function statementsOf(file: string, text: string, dialect: Dialect): Step[] {
  return text
    .split(/;\s*$/m)
    .map((raw, index) => ({ raw: raw.trim(), name: `${file}#${String(index + 1).padStart(3, '0')}` }))
    .filter(({ raw }) => {
      const only = GUARD.exec(raw)?.[1]
      return only === undefined || only === dialect
    })
    .map(({ raw, name }) => ({ name, sql: raw.replace(/^\s*--.*$/gm, '').trim() }))
    .filter(({ sql }) => sql !== '')
    .map((step) => ({ ...step, sum: createHash('sha256').update(step.sql).digest('hex') }))
}

const readSteps = (dir: string, dialect: Dialect): Step[] =>
  readdirSync(dir)
    .filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name))
    .sort()
    .flatMap((name) => statementsOf(name, readFileSync(path.join(dir, name), 'utf8'), dialect))

/**
 * Brings the database to the state of `dir` and returns how many statements it ran. Each statement is recorded with its
 * hash: MySQL commits every DDL statement by itself, so a file that broke off half-way goes on where it stopped.
 * Throws when a statement that was already applied has been changed since. Safe to call from several processes at once.
 */
export async function migrate(source: DataSource, dialect: Dialect, dir: string, now: Date): Promise<number> {
  const runner = source.createQueryRunner()
  try {
    if (dialect === 'mysql') await runner.query("select get_lock('pitlane.migrate', 60)")
    // SQLite changes a table by building it anew (sqlite.org/lang_altertable.html, section 7), which references must outlive.
    else await runner.query('pragma foreign_keys = off')
    await runner.query(
      'create table if not exists schema_step (name varchar(120) not null primary key, sum varchar(64) not null, applied_at datetime(3) not null)',
    )
    const rows = (await runner.query('select name, sum from schema_step')) as { name: string; sum: string }[]
    const applied = new Map(rows.map((row) => [row.name, row.sum]))
    let count = 0
    for (const step of readSteps(dir, dialect)) {
      const sum = applied.get(step.name)
      if (sum !== undefined && sum !== step.sum) throw new Error(`${step.name} was changed after it had been applied`)
      if (sum !== undefined) continue
      await runner.query(step.sql)
      await runner.query('insert into schema_step (name, sum, applied_at) values (?, ?, ?)', [
        step.name,
        step.sum,
        sqlInstant(now),
      ])
      count++
    }
    if (dialect === 'sqlite') await assertReferences(runner)
    return count
  } finally {
    if (dialect === 'sqlite') await runner.query('pragma foreign_keys = on')
    if (dialect === 'mysql') await runner.query("select release_lock('pitlane.migrate')").catch(() => undefined)
    await runner.release()
  }
}

async function assertReferences(runner: QueryRunner): Promise<void> {
  const [broken] = (await runner.query('pragma foreign_key_check')) as { table: string; parent: string }[]
  if (broken) throw new Error(`the migration left rows of ${broken.table} that refer to no ${broken.parent}`)
}
