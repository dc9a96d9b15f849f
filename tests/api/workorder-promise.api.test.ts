import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging, workorder } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene, minutes } from '../support/floor-scene'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A car whose oil has not come: it is 09:00, and its owner was promised 13:00. */
async function lateScene() {
  const s = await floorScene(t)
  const { id, jobId } = await s.dispatched()
  const part = async () => {
    const [row] = await s.partsOf(id)
    if (!row) throw new Error('no material')
    return row
  }
  const waitCall = async (count: number) => {
    const { id: partId, version } = await part()
    const etaAt = new Date(t.clock.now().getTime() + minutes(count)).toISOString()
    return { params: { partId }, body: { ...once(), version, state: 'waiting' as const, etaAt } }
  }
  const wait = async (count: number) => t.ok(workorder.movePart, await waitCall(count), s.dispatcher.token)
  const promises = async () => {
    const { firstPromisedAt, promisedAt } = await s.stands(id)
    return [firstPromisedAt, promisedAt].map((at) => at?.toISOString())
  }
  const inbox = async () =>
    (await t.ok(messaging.inbox, { query: {} }, s.driver.token)).items.filter(({ kind }) => kind === 'parts_waiting')
  const moved = async () => (await s.told(id)).filter((text) => text.startsWith('最晚交车时间改为'))
  return { ...s, id, jobId, waitCall, wait, promises, inbox, moved }
}

describe('a promise whose material comes late', () => {
  it('stands as long as it can be kept', async () => {
    const s = await lateScene()
    const before = await s.promises()
    await s.wait(120)
    expect(await s.promises()).toEqual(before)
    expect(await s.moved()).toEqual([])
    expect((await s.inbox())[0]?.body).not.toContain('最晚交车时间改为')
  })

  it('is revised by what waits for it, with the reason; the first stays, and the owner hears once per change', async () => {
    const s = await lateScene()
    const [first] = await s.promises()
    const call = await s.waitCall(240)
    await Promise.all([1, 2].map(() => t.ok(workorder.movePart, call, s.dispatcher.token)))
    // 13:00, an hour of work and half an hour for check and wash.
    expect(await s.promises()).toEqual([first, '2026-11-23T06:30:00.000Z'])
    expect(await s.moved()).toEqual(['最晚交车时间改为 11月23日 14:30：等待备件 全合成机油'])
    expect((await s.inbox()).map(({ body }) => body)).toEqual([
      expect.stringContaining('预计 11月23日 13:00 到货。最晚交车时间改为 11月23日 14:30。'),
    ])
    await s.wait(300)
    expect(await s.promises()).toEqual([first, '2026-11-23T07:30:00.000Z'])
    expect(await s.moved()).toHaveLength(2)
    expect(await s.inbox()).toHaveLength(2)
    await s.wait(60)
    expect(await s.promises()).toEqual([first, '2026-11-23T07:30:00.000Z'])
    expect(await s.moved()).toHaveLength(2)
  })

  it('goes on when the house opens again', async () => {
    const s = await lateScene()
    await s.wait(8 * 60 + 30)
    // 17:30; the house closes at 18:00 and opens at 09:00: half an hour today, an hour tomorrow.
    expect((await s.promises())[1]).toBe('2026-11-24T02:00:00.000Z')
  })

  it('is not touched by material of a job that is done', async () => {
    const s = await lateScene()
    const before = await s.promises()
    await s.start(s.jobId)
    await s.pass(30)
    await s.finish(s.jobId)
    await s.wait(24 * 60)
    expect(await s.promises()).toEqual(before)
  })
})
