import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Job } from '../../server/src/platform/platform-tables'
import { newId } from '../../server/src/platform/id'
import { isDuplicate } from '../../server/src/platform/sql'
import { startTestApp, type TestApp } from '../support/app'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

const jobRow = (over: Partial<Job> = {}): Job => ({
  ...{ id: newId(), kind: 'test.row', dedupe: null, payload: {}, runAt: new Date('2030-01-01T00:00:00Z') },
  ...{ leaseBy: null, leaseUntil: 0, attempts: 0, createdAt: new Date('2026-11-23T01:00:00Z'), ...over },
})
const written = (id: string) => t.world.app.db.read.findOne(Job, { id })

describe('statements that travel together', () => {
  it('shows what was put off to every kind of read', async () => {
    const { db } = t.world.app
    const row = jobRow()
    await db.tx(async (tx) => {
      await tx.insert(Job, row)
      expect(await tx.findOne(Job, { id: row.id })).toEqual(row)
      await tx.put('update job set attempts = 1 where id = ?', [row.id])
      expect(await tx.find(Job, { where: { id: row.id, attempts: 1 } })).toHaveLength(1)
      await tx.put('update job set attempts = 2 where id = ?', [row.id])
      expect(await tx.count(Job, { id: row.id, attempts: 2 })).toBe(1)
      await tx.put('update job set attempts = 3 where id = ?', [row.id])
      expect(await tx.rows('select attempts from job where id = ?', [row.id])).toEqual([{ attempts: 3 }])
      await tx.put('update job set attempts = 4 where id = ?', [row.id])
      expect(await tx.update(Job, { id: row.id, attempts: 4 }, { attempts: 5 })).toBe(1)
      await tx.put('update job set attempts = 6 where id = ?', [row.id])
      expect(await tx.delete(Job, { id: row.id, attempts: 6 })).toBe(1)
    })
  })

  it('gives each of those asked for in one turn its own answer', async () => {
    const row = jobRow()
    await t.world.app.db.tx(async (tx) => {
      await tx.insert(Job, row)
      const answers = await Promise.all([
        tx.rows('select 1 as n'),
        tx.run('update job set attempts = 7 where id = ?', [row.id]),
        tx.rows('select attempts from job where id = ?', [row.id]),
        tx.run('update job set attempts = 8 where id = ?', ['nobody']),
      ])
      expect(answers).toEqual([[{ n: 1 }], 1, [{ attempts: 7 }], 0])
    })
    expect((await written(row.id))?.attempts).toBe(7)
  })

  it('fails the transaction as a whole when a statement that was put off fails', async () => {
    const [row, other] = [jobRow(), jobRow()]
    const work = t.world.app.db.tx(async (tx) => {
      await tx.insert(Job, other)
      await tx.insert(Job, row)
      await tx.put('insert into job select * from job where id = ?', [row.id])
    })
    expect(isDuplicate(await work.catch((e: unknown) => e))).toBe(true)
    expect(await written(row.id)).toBeUndefined()
    expect(await written(other.id)).toBeUndefined()
  })

  it('fails whoever asks in the same turn as a statement that fails, and writes nothing', async () => {
    const row = jobRow()
    const work = t.world.app.db.tx(async (tx) => {
      await tx.insert(Job, row)
      const asked = [tx.rows('select nothing from nowhere'), tx.rows('select 1 as n')]
      const told = await Promise.allSettled(asked)
      expect(told[0]?.status).toBe('rejected')
      throw new Error('as a command would')
    })
    await expect(work).rejects.toThrow('as a command would')
    expect(await written(row.id)).toBeUndefined()
  })

  it.each([`'); delete from job; -- `, `\\'; drop table job; #`, '? ?? :x', '"; commit; "', '\u001a\n%_'])(
    'writes %j as the text it is',
    async (kind) => {
      const row = jobRow({ kind, payload: { kind } })
      await t.world.app.db.tx(async (tx) => {
        await tx.insert(Job, row)
        await tx.put('update job set attempts = 1 where kind = ?', [kind])
      })
      expect(await written(row.id)).toMatchObject({ kind, payload: { kind }, attempts: 1 })
    },
  )
})
