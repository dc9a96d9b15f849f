import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MINUTE_MS } from '@pitlane/kernel'
import { Job, OutboxEvent } from '../../server/src/platform/platform-tables'
import { newId } from '../../server/src/platform/id'
import { isDuplicate } from '../../server/src/platform/sql'
import { startTestApp, type TestApp } from '../support/app'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

const jobRow = (over: Partial<Job> = {}): Job => ({
  ...{
    id: newId(),
    kind: 'test.row',
    dedupe: null,
    payload: { text: '中文 🚗 "quoted"' },
    runAt: new Date('2030-01-01T00:00:00.123Z'),
  },
  ...{ leaseBy: null, leaseUntil: 0, attempts: 0, createdAt: new Date('2026-11-23T01:00:00.456Z'), ...over },
})

describe('the database', () => {
  it('gives back what was written, to the millisecond and the character', async () => {
    const row = jobRow({ leaseUntil: 1_795_000_000_123 })
    await t.world.app.db.tx((tx) => tx.insert(Job, row))
    expect(await t.world.app.db.read.findOne(Job, { id: row.id })).toEqual(row)
  })

  it('writes more rows than a statement may have variables', async () => {
    const rows = Array.from({ length: 2500 }, () => jobRow({ kind: 'test.bulk' }))
    await t.world.app.db.tx((tx) => tx.insert(Job, rows))
    expect(await t.world.app.db.read.count(Job, { kind: 'test.bulk' })).toBe(2500)
  })

  it('says how many rows a write matched, also when nothing changed', async () => {
    const row = jobRow()
    await t.world.app.db.tx(async (tx) => {
      await tx.insert(Job, row)
      expect(await tx.update(Job, { id: row.id }, { attempts: 0 })).toBe(1)
      expect(await tx.run('update job set attempts = 0 where id = ?', [row.id])).toBe(1)
      expect(await tx.run('update job set attempts = 0 where id = ?', ['nobody'])).toBe(0)
      expect(await tx.delete(Job, { id: row.id })).toBe(1)
    })
  })

  it('leaves nothing of a transaction that throws, its events included', async () => {
    const row = jobRow()
    const work = t.world.app.db.tx(async (tx) => {
      await tx.insert(Job, row)
      tx.emit({ type: 'test.happened' })
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await t.world.app.db.read.count(Job, { id: row.id })).toBe(0)
    expect(await t.world.app.db.read.count(OutboxEvent, { type: 'test.happened' })).toBe(0)
  })

  it('keeps an event with the rows of its transaction', async () => {
    await t.world.app.db.tx(async (tx) => tx.emit({ type: 'test.kept', bookingId: 'B1' }))
    const [event] = await t.world.app.db.read.find(OutboxEvent, { where: { type: 'test.kept' } })
    expect(event).toMatchObject({ payload: { type: 'test.kept', bookingId: 'B1' }, occurredAt: t.clock.now() })
  })

  it('refuses the shared connection and a second transaction inside a transaction', async () => {
    await t.world.app.db.tx(async () => {
      expect(() => t.world.app.db.read).toThrow(/inside a transaction/)
      await expect(t.world.app.db.tx(() => Promise.resolve())).rejects.toThrow(/inside a transaction/)
    })
  })

  it('names the key that a second row broke', async () => {
    const row = jobRow({ dedupe: 'only-one' })
    await t.world.app.db.tx((tx) => tx.insert(Job, row))
    const again = t.world.app.db.tx((tx) => tx.insert(Job, jobRow({ dedupe: 'only-one' })))
    const error: unknown = await again.catch((e: unknown) => e)
    expect(isDuplicate(error, 'uk_job_dedupe|job.dedupe')).toBe(true)
    expect(isDuplicate(error, 'PRIMARY|job.id')).toBe(false)
  })

  it('counts right when forty transactions add to one row at once', async () => {
    const row = jobRow()
    await t.world.app.db.tx((tx) => tx.insert(Job, row))
    const add = () =>
      t.world.app.db.tx(async (tx) => {
        await tx.run('update job set lease_until = lease_until + 0 where id = ?', [row.id])
        const [now] = await tx.rows<{ attempts: number }>('select attempts from job where id = ?', [row.id])
        await tx.run('update job set attempts = ? where id = ?', [Number(now?.attempts) + 1, row.id])
      })
    await Promise.all(Array.from({ length: 40 }, add))
    expect((await t.world.app.db.read.findOne(Job, { id: row.id }))?.attempts).toBe(40)
  })

  it('runs a transaction again after a deadlock, as a whole', async () => {
    const rows = [jobRow(), jobRow()]
    await t.world.app.db.tx((tx) => tx.insert(Job, rows))
    const [a, b] = rows.map((row) => row.id) as [string, string]
    const crossing = (first: string, second: string) =>
      t.world.app.db.tx(async (tx) => {
        await tx.run('update job set attempts = attempts + 1 where id = ?', [first])
        await new Promise((resolve) => setTimeout(resolve, 30))
        await tx.run('update job set attempts = attempts + 1 where id = ?', [second])
      })
    await Promise.all([crossing(a, b), crossing(b, a)])
    const found = await t.world.app.db.read.find(Job, { where: [{ id: a }, { id: b }] })
    expect(found.map((row) => row.attempts)).toEqual([2, 2])
  })

  it('passes the clock of the app, not of the machine', async () => {
    t.clock.pass(90 * MINUTE_MS)
    await t.world.app.db.tx(async (tx) => tx.emit({ type: 'test.later' }))
    const [event] = await t.world.app.db.read.find(OutboxEvent, { where: { type: 'test.later' } })
    expect(event?.occurredAt).toEqual(t.clock.now())
  })
})
