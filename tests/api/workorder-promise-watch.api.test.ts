import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { todo, workorder } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene, minutes } from '../support/floor-scene'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A car that came at 09:00 and was promised by 13:00: seven tenths of it are gone at 11:48. */
async function promisedScene() {
  const s = await floorScene(t)
  const car = await s.dispatched()
  const list = async (state: 'open' | 'done' = 'open') =>
    (await t.ok(todo.list, { params: { storeId: s.store.id }, query: { state } }, s.advisor.token)).items
  const at = async (count: number) => {
    await s.pass(count)
    await t.settle()
  }
  return { ...s, ...car, list, at }
}

describe('a promise of which most of the time is gone', () => {
  it('is a to-do of the advisors, once, as long as work remains', async () => {
    const s = await promisedScene()
    await s.at(167)
    expect(await s.list()).toEqual([])
    await s.at(1)
    await t.settle()
    const { number } = await s.stands(s.id)
    expect(await s.list()).toMatchObject([
      { kind: 'promise', subjectId: s.id, title: `${number} 承诺 11月23日 13:00 交车，时间已过七成` },
    ])
    expect((await s.list())[0]?.body).toContain('距承诺还有 72 分钟，还需施工 60 分钟')
    const query = { state: 'open' as const }
    expect((await t.ok(todo.list, { params: { storeId: s.store.id }, query }, s.dispatcher.token)).items).toEqual([])
    await t.ok(todo.finish, { params: { todoId: (await s.list())[0]!.id } }, s.advisor.token)
    await s.at(60)
    expect(await s.list()).toEqual([])
  })

  it('is looked at anew when the promise moves, and the warning of the old one is over', async () => {
    const s = await promisedScene()
    await s.at(168)
    expect(await s.list()).toHaveLength(1)
    const [part] = await s.partsOf(s.id)
    const etaAt = new Date(t.clock.now().getTime() + minutes(132)).toISOString()
    const body = { ...once(), version: part!.version, state: 'waiting' as const, etaAt }
    await t.ok(workorder.movePart, { params: { partId: part!.id }, body }, s.dispatcher.token)
    await t.settle()
    // 14:00, an hour of work and half an hour: 15:30, of which seven tenths are gone at 13:33.
    expect(await s.list()).toEqual([])
    expect(await s.list('done')).toMatchObject([{ kind: 'promise', doneByName: null }])
    await s.at(104)
    expect(await s.list()).toEqual([])
    await s.at(1)
    expect((await s.list()).map(({ title }) => title.split(' 承诺 ')[1])).toEqual(['11月23日 15:30 交车，时间已过七成'])
  })

  it('is nothing to look at for a car that is ready by then', async () => {
    const s = await promisedScene()
    await s.at(168)
    expect(await s.list()).toHaveLength(1)
    await s.start(s.jobId)
    await s.pass(10)
    await s.finish(s.jobId)
    expect(await s.list()).toHaveLength(1)
    const params = { workorderId: s.id }
    const seen = async () => ({ ...once(), version: (await s.stands(s.id)).version })
    const sheet = await t.ok(workorder.qcSheet, { params }, s.inspector.token)
    const items = sheet.items.map(({ key, title, jobId }) => ({ key, title, jobId, isPassed: true, note: '' }))
    const judged = { ...(await seen()), items, hasRoadTest: true, photoIds: [], reason: '' }
    await t.ok(workorder.judgeQc, { params, body: judged }, s.inspector.token)
    expect(await s.list()).toHaveLength(1)
    await t.ok(workorder.finishWash, { params, body: { ...(await seen()), isWashed: true } }, s.advisor.token)
    expect(await s.list()).toEqual([])
    expect(await s.list('done')).toMatchObject([{ doneByName: null }])
  })
})
