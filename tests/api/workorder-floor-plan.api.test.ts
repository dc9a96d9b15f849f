import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { FROM_NOON, floorScene } from '../support/floor-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const floor = (storeId: string, token: string) => t.ok(workorder.floorPlan, { params: { storeId } }, token)

/** How many statements reading takes, besides the one that asks whose log-in it is. */
async function countStatements(read: () => Promise<unknown>): Promise<number> {
  const { read: db } = t.world.app.db
  const { rows, find, findOne } = db
  let count = 0
  const counted =
    <A extends unknown[], R>(ask: (...asked: A) => R) =>
    (...asked: A): R => {
      if (!/session/.test(String(asked[0]))) count++
      return ask(...asked)
    }
  Object.assign(db, { rows: counted(rows), find: counted(find), findOne: counted(findOne) })
  await read()
  Object.assign(db, { rows, find, findOne })
  return count
}

describe('the floor of today', () => {
  it('shows what waits, and once it was given to somebody when it is expected', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id } = await s.authorised()
    const [job] = await s.jobsOf(id)
    const before = await floor(s.store.id, s.dispatcher.token)
    expect(before).toMatchObject({
      ...{ day: '2026-11-23', isOpen: true, blocks: [] },
      waiting: [{ jobId: job!.id, name: '小保养', state: 'new', plannedMinutes: 60, actualMinutes: 0, risk: 'none' }],
    })
    await s.dispatch(job!.id)
    const { blocks, waiting, technicians, bays } = await floor(s.store.id, s.dispatcher.token)
    expect(waiting).toEqual([])
    // As it was booked for noon.
    expect(blocks).toMatchObject([
      {
        ...{ jobId: job!.id, state: 'assigned', startsMinute: 720, endsMinute: 780, isExpected: true },
        ...{ isCarriedOver: false, goesOn: false, technicianIds: [s.first.id], bayId: s.bay.id },
      },
    ])
    const { jobs } = await t.ok(workorder.read, { params: { workorderId: id } }, s.dispatcher.token)
    expect(jobs).toMatchObject([{ technicianCount: 1, bayId: s.bay.id, bayName: s.bay.name }])
    expect(bays.map(({ id: bayId }) => bayId)).toContain(s.bay.id)
    const open = (who: string) => technicians.find(({ id: one }) => one === who)?.openMinutes ?? 0
    expect(open(s.second.id) - open(s.first.id)).toBe(60)
  })

  it('follows a job from its start to its end', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.working()
    const block = async () => (await floor(s.store.id, s.dispatcher.token)).blocks[0]
    const begun = await block()
    expect(begun).toMatchObject({ jobId, state: 'running', isExpected: true })
    expect(begun!.endsMinute - begun!.startsMinute).toBe(60)
    await s.pass(20)
    expect(await block()).toEqual({ ...begun, actualMinutes: 20, version: begun!.version })
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId, { reason: 'parts' }), s.first.token)
    await s.pass(30)
    expect(await block()).toMatchObject({
      ...{ state: 'paused', pauseReason: 'parts', actualMinutes: 20 },
      ...{ startsMinute: begun!.startsMinute, endsMinute: begun!.startsMinute + 50 + 40 },
    })
    await s.start(jobId)
    await s.pass(50)
    // Longer than planned: a quarter of an hour more from now on.
    expect(await block()).toMatchObject({ actualMinutes: 70, endsMinute: begun!.startsMinute + 100 + 15 })
    await s.finish(jobId)
    expect(await block()).toMatchObject({
      ...{ jobId, isExpected: false, goesOn: false },
      ...{ startsMinute: begun!.startsMinute, endsMinute: begun!.startsMinute + 100 },
    })
  })

  it('goes on tomorrow where it is not done today, and is gone where it was done yesterday', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.working()
    const { closesMinute } = await floor(s.store.id, s.dispatcher.token)
    const now = (await floor(s.store.id, s.dispatcher.token)).blocks[0]!.startsMinute
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId), s.first.token)
    await s.pass(closesMinute - now - 20)
    expect((await floor(s.store.id, s.dispatcher.token)).blocks).toMatchObject([
      { endsMinute: closesMinute, goesOn: true },
    ])
    await s.pass(24 * 60 - (closesMinute - now - 20))
    const [block] = (await floor(s.store.id, s.dispatcher.token)).blocks
    expect(block).toMatchObject({ jobId, isCarriedOver: true, goesOn: false })
    await s.start(jobId)
    await s.finish(jobId)
    await s.pass(24 * 60)
    expect((await floor(s.store.id, s.dispatcher.token)).blocks).toEqual([])
  })

  it('says who does a job outside, and until when', async () => {
    const s = await floorScene(t)
    const { id } = await s.authorised()
    const [job] = await s.jobsOf(id)
    const { params, body } = await s.workCall(job!.id)
    const vendor = { name: '宏达钣喷中心', dueAt: new Date(t.clock.now().getTime() + 3_600_000).toISOString() }
    const call = { params, body: { ...body, vendor: vendor.name, dueAt: vendor.dueAt } }
    expect((await floor(s.store.id, s.dispatcher.token)).waiting).toMatchObject([{ jobId: job!.id, vendor: null }])
    await t.ok(workorder.outsourceJob, call, s.dispatcher.token)
    expect((await floor(s.store.id, s.dispatcher.token)).blocks).toMatchObject([
      { jobId: job!.id, state: 'outsourced', vendor },
    ])
  })

  it('takes as many statements for three cars as for one, and says nothing of whose they are', async () => {
    const s = await floorScene(t)
    await s.dispatched()
    await s.authorised(await s.another(840))
    const read = () => floor(s.store.id, s.dispatcher.token)
    const two = await countStatements(read)
    await s.authorised(await s.another(900))
    expect(await countStatements(read)).toBe(two)
    expect(two).toBeLessThanOrEqual(18)
    expect(JSON.stringify(await read())).not.toMatch(new RegExp(`欧阳|欧\\*|${s.driver.phone}`))
  })

  it('is for the dispatcher of the store', async () => {
    const s = await floorScene(t)
    const other = await given(t).store()
    const stranger = await given(t).staff('dispatch', 'store', other.id)
    const at = { params: { storeId: s.store.id } }
    await t.refused(workorder.floorPlan, at, stranger.token, 'auth.forbidden')
    await t.refused(workorder.floorPlan, at, s.first.token, 'auth.forbidden')
    await t.refused(
      workorder.floorPlan,
      { params: { storeId: s.driver.customerId } },
      s.dispatcher.token,
      'store.not_found',
    )
  })
})
