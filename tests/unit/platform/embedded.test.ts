import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { DataSource, QueryRunner } from 'typeorm'
import { connect } from '../../../server/src/platform/connection'
import { int, table, text } from '../../../server/src/platform/table'
import { transactionScope } from '../../../server/src/platform/transaction-scope'

const Note = table('note', { who: text(20).key(), n: int() })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let source: DataSource
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pitlane-embedded-'))
  const config = { DATABASE_URL: `sqlite:${path.join(folder, 'test.db')}`, DATABASE_POOL: 4 }
  source = await connect(config, [Note as never])
  await source.query('create table note (who varchar(20) not null primary key, n int not null)')
})

afterEach(async () => {
  await source.destroy()
  rmSync(folder, { recursive: true })
})

const write = (runner: QueryRunner, who: string, n = 1) =>
  runner.query('insert into note (who, n) values (?, ?)', [who, n])
const names = async () => (await source.query<{ who: string }[]>('select who from note order by who')).map((r) => r.who)

/** A transaction that writes `rows` names with pauses between them and then ends as told. */
async function transaction(who: string, ending: 'commit' | 'rollback', rows = 1, pauseMs = 5): Promise<void> {
  const runner = source.createQueryRunner()
  await runner.startTransaction()
  for (let i = 0; i < rows; i++) {
    await write(runner, `${who}-${i}`)
    await pause(pauseMs)
  }
  if (ending === 'commit') await runner.commitTransaction()
  else await runner.rollbackTransaction()
  await runner.release()
}

describe('concurrent transactions on the embedded database', () => {
  it('keeps what A committed although B, begun meanwhile, rolls back later', async () => {
    const a = transaction('a', 'commit', 2, 20)
    await pause(5)
    const b = transaction('b', 'rollback', 2, 20)
    await Promise.all([a, b])
    expect(await names()).toEqual(['a-0', 'a-1'])
  })

  it('keeps what B committed although A, begun before, rolls back', async () => {
    const a = transaction('a', 'rollback', 2, 20)
    await pause(5)
    const b = transaction('b', 'commit', 2, 5)
    await Promise.all([a, b])
    expect(await names()).toEqual(['b-0', 'b-1'])
  })

  it('keeps a plain write that was acknowledged while another transaction rolled back', async () => {
    const a = transaction('a', 'rollback', 2, 20)
    await pause(5)
    await source.query("insert into note (who, n) values ('plain', 1)")
    await a
    expect(await names()).toEqual(['plain'])
  })

  it('lets many begin in the same instant', async () => {
    await Promise.all([transaction('a', 'commit'), transaction('b', 'commit'), transaction('c', 'rollback')])
    expect(await names()).toEqual(['a-0', 'b-0'])
  })

  it('holds every row it acknowledged: 45 of 45 from 20 staggered transactions of which 5 roll back', async () => {
    const endings = Array.from({ length: 20 }, (_, i) => (i % 4 === 3 ? ('rollback' as const) : ('commit' as const)))
    await Promise.all(
      endings.map(async (ending, i) => {
        await pause(i % 7)
        await transaction(`t${i}`, ending, 3, i % 3)
      }),
    )
    expect(await names()).toHaveLength(45)
  })

  it('shows no uncommitted row to a reader outside', async () => {
    const a = transaction('a', 'rollback', 1, 30)
    await pause(5)
    const seen = await names()
    await a
    expect(seen).toEqual([])
  })

  it('counts right under 64 writers of 50 increments each', async () => {
    await source.query("insert into note (who, n) values ('sum', 0)")
    const increment = async () => {
      const runner = source.createQueryRunner()
      await runner.startTransaction()
      const [row] = (await runner.query("select n from note where who = 'sum'")) as { n: number }[]
      await runner.query("update note set n = ? where who = 'sum'", [(row?.n ?? 0) + 1])
      await runner.commitTransaction()
      await runner.release()
    }
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        for (let i = 0; i < 50; i++) await increment()
      }),
    )
    expect(await source.query("select n from note where who = 'sum'")).toEqual([{ n: 3200 }])
  })

  it('goes on after a statement failed inside a transaction that was rolled back', async () => {
    await transaction('a', 'commit')
    const runner = source.createQueryRunner()
    await runner.startTransaction()
    await expect(write(runner, 'a-0')).rejects.toThrow(/UNIQUE/)
    await runner.rollbackTransaction()
    await runner.release()
    await transaction('b', 'commit')
    expect(await names()).toEqual(['a-0', 'b-0'])
  })
})

describe('misuse', () => {
  it('refuses the shared connection inside an open transaction at once instead of waiting for itself', async () => {
    const scope = { isOpen: true }
    await transactionScope.run(scope, async () => {
      await expect(source.query('select 1')).rejects.toThrow(/inside a transaction/)
    })
  })

  it('lets work that outlives its transaction use the shared connection again', async () => {
    const scope = { isOpen: true }
    const later = transactionScope.run(scope, async () => {
      await pause(10)
      return source.query<unknown>('select 1 as one')
    })
    scope.isOpen = false
    await expect(later).resolves.toEqual([{ one: 1 }])
  })

  it('still depends on the literal that TypeORM begins a transaction with', async () => {
    const runner = source.createQueryRunner()
    const seen: string[] = []
    const original = runner.query.bind(runner)
    runner.query = ((sql: string, ...rest: never[]) => {
      seen.push(sql)
      return original(sql, ...rest) as Promise<unknown>
    }) as typeof runner.query
    await runner.startTransaction()
    await runner.rollbackTransaction()
    expect(seen).toEqual(['BEGIN TRANSACTION', 'ROLLBACK'])
  })
})
