import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder, type Body } from '@pitlane/contract'
import { WorkorderEntry } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { once, openNodes } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

const VENDOR = '浦江变速箱专修'
const soon = (count = 120) => new Date(t.clock.now().getTime() + minutes(count)).toISOString()

async function sendCall(s: Scene, jobId: string, over: Partial<Body<typeof workorder.outsourceJob>> = {}) {
  const { params, body } = await s.workCall(jobId)
  return { params, body: { ...body, vendor: VENDOR, dueAt: soon(), ...over } }
}
async function backCall(s: Scene, jobId: string, over: Partial<Body<typeof workorder.receiveJob>> = {}) {
  const { params, body } = await s.workCall(jobId)
  return { params, body: { ...body, photoIds: await s.photos(1, s.dispatcher.token), note: '', ...over } }
}
const send = async (s: Scene, jobId: string) =>
  t.ok(workorder.outsourceJob, await sendCall(s, jobId), s.dispatcher.token)
const back = async (s: Scene, jobId: string) => t.ok(workorder.receiveJob, await backCall(s, jobId), s.dispatcher.token)
const staffTexts = async (workorderId: string) =>
  (await t.world.app.db.read.find(WorkorderEntry, { where: { workorderId }, order: { id: 'ASC' } })).map(
    ({ staffText }) => staffText,
  )

describe('a job that is done outside', () => {
  it('goes to others until a time, comes back with photos, and ends the work', async () => {
    const s = await floorScene(t)
    const { id } = await s.authorised()
    const [{ id: jobId } = { id: '' }] = await s.jobsOf(id)
    const call = await sendCall(s, jobId)
    expect(await t.ok(workorder.outsourceJob, call, s.dispatcher.token)).toMatchObject({ state: 'outsourced' })
    expect(await t.ok(workorder.outsourceJob, call, s.dispatcher.token)).toMatchObject({ state: 'outsourced' })
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress', startedAt: t.clock.now() })
    const at = { params: { workorderId: id } }
    const detail = await t.ok(workorder.read, at, s.dispatcher.token)
    expect(detail).toMatchObject({ waiting: 'outside', jobs: [{ vendor: { name: VENDOR, dueAt: call.body.dueAt } }] })
    const progress = await t.ok(workorder.progress, at, s.driver.token)
    expect(progress.headline).toBe('正在专业门店施工')
    expect(progress.timeline.at(-1)?.text).toMatch(/^小保养：送专业门店施工，预计 \d+月\d+日 \d\d:\d\d 完成$/)
    expect(JSON.stringify(progress)).not.toContain(VENDOR)
    expect((await staffTexts(id)).at(-1)).toContain(`外协：${VENDOR}`)
    expect((await staffTexts(id)).at(-1)).not.toContain('晚于承诺')
    await t.refused(workorder.startJob, await s.workCall(jobId), s.first.token, 'workorder.wrong_state')

    await s.pass(90)
    const photoIds = await s.photos(1, s.dispatcher.token)
    const home = await backCall(s, jobId, { photoIds, note: '试车正常' })
    expect(await t.ok(workorder.receiveJob, home, s.dispatcher.token)).toMatchObject({ state: 'done' })
    expect(await t.ok(workorder.receiveJob, home, s.dispatcher.token)).toMatchObject({ state: 'done' })
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    expect(await openNodes(t)).toEqual(['qc'])
    expect((await s.told(id)).filter((text) => text.includes('已取回'))).toEqual(['小保养：专业门店施工完成，已取回'])
    const [mine] = (await t.ok(workorder.read, at, s.dispatcher.token)).jobs
    expect(mine?.photos.map((photo) => photo.id)).toEqual(photoIds)
  })

  it('says so where it comes back after the promise', async () => {
    const s = await floorScene(t)
    const { id } = await s.authorised()
    const [{ id: jobId } = { id: '' }] = await s.jobsOf(id)
    await t.ok(workorder.outsourceJob, await sendCall(s, jobId, { dueAt: soon(60 * 48) }), s.dispatcher.token)
    expect((await staffTexts(id)).at(-1)).toContain('晚于承诺交车时间')
    expect((await s.told(id)).join()).not.toContain('承诺交车时间')
  })

  it('is checked where lives depend on it, also by who sent it; sent back, the foreman gives it to somebody', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.braked()
    await s.dispatch(jobId)
    await send(s, jobId)
    expect((await t.ok(workorder.myWork, {}, s.first.token)).places[0]?.jobs).toEqual([])
    expect(await back(s, jobId)).toMatchObject({ state: 'checking' })
    const proof = { isPassed: false, reason: '制动片型号不符', photoIds: await s.photos(1, s.dispatcher.token) }
    await t.ok(workorder.checkJob, await s.checkCall(jobId, proof), s.dispatcher.token)
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'new', vendor: null, rejections: 1, technicianIds: [] })
    expect(await openNodes(t)).toEqual(['dispatch'])
    await s.dispatch(jobId)
    await s.start(jobId)
    await s.finish(jobId)
    await t.ok(workorder.checkJob, await s.checkCall(jobId), s.dispatcher.token)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
  })

  it('waits for the foreman as well where the final check sends it back', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.braked()
    await send(s, jobId)
    await back(s, jobId)
    await s.check(jobId)
    const at = { params: { workorderId: id } }
    const sheet = await t.ok(workorder.qcSheet, at, s.inspector.token)
    const items = sheet.items.map(({ key, title, jobId: of }) => ({
      ...{ key, title, jobId: of, isPassed: of !== jobId, note: '' },
    }))
    const proof = { reason: '制动异响', photoIds: await s.photos(1, s.inspector.token), hasRoadTest: true }
    await t.ok(
      workorder.judgeQc,
      { ...at, body: { ...once(), version: sheet.version, items, ...proof } },
      s.inspector.token,
    )
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'new', vendor: null, checkedBy: null })
    expect(await openNodes(t)).toEqual(['dispatch'])
  })

  it('is refused late, to others, and of a job that somebody works on', async () => {
    const s = await floorScene(t)
    const { id } = await s.authorised()
    const [{ id: jobId } = { id: '' }] = await s.jobsOf(id)
    const call = await sendCall(s, jobId)
    const late = await sendCall(s, jobId, { dueAt: t.clock.now().toISOString() })
    await t.refused(workorder.outsourceJob, late, s.dispatcher.token, 'workorder.due_past')
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('dispatch', 'store', elsewhere.id)
    await t.refused(workorder.outsourceJob, call, undefined, 'auth.required')
    await t.refused(workorder.outsourceJob, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.outsourceJob, call, s.first.token, 'auth.forbidden')
    await t.refused(workorder.outsourceJob, call, stranger.token, 'workorder.not_found')
    await t.refused(workorder.receiveJob, await backCall(s, jobId), s.dispatcher.token, 'workorder.wrong_state')
    const two = await Promise.all(
      [call, await sendCall(s, jobId)].map((one) => t.call(workorder.outsourceJob, one, s.dispatcher.token)),
    )
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409])
    await t.refused(workorder.receiveJob, await backCall(s, jobId), s.first.token, 'auth.forbidden')
    await t.refused(workorder.dispatch, await s.dispatchCall(jobId), s.dispatcher.token, 'workorder.wrong_state')
    const other = await s.working(await s.another())
    await t.refused(workorder.outsourceJob, await sendCall(s, other.jobId), s.dispatcher.token, 'workorder.wrong_state')
  })
})

describe('a dispatch', () => {
  const withdrawal = async (s: Scene, jobId: string) => s.workCall(jobId)

  it('is taken back until the work begins: the task is nobody’s, and the job waits again', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.dispatched()
    const call = await withdrawal(s, jobId)
    expect(await t.ok(workorder.withdrawDispatch, call, s.dispatcher.token)).toMatchObject({ state: 'new' })
    expect(await t.ok(workorder.withdrawDispatch, call, s.dispatcher.token)).toMatchObject({ state: 'new' })
    expect(await s.stands(id)).toMatchObject({ state: 'authorised', dispatchedAt: null })
    expect(await s.jobOf(jobId)).toMatchObject({ technicianIds: [s.first.id], bayId: s.bay.id, dispatchedAt: null })
    expect((await t.ok(workorder.myWork, {}, s.first.token)).places[0]?.jobs).toEqual([])
    expect(await openNodes(t)).toEqual(['dispatch'])
    expect((await s.told(id)).at(-1)).toBe('小保养：正在重新安排技师')
    expect((await staffTexts(id)).at(-1)).toBe('「小保养」撤回派工，原为王强')
    await s.dispatch(jobId, { technicianIds: [s.second.id] })
    await s.start(jobId, s.second)
    await s.finish(jobId, s.second)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
  })

  it('is not taken back once the work has begun, nor by others', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.dispatched()
    const call = await withdrawal(s, jobId)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('dispatch', 'store', elsewhere.id)
    await t.refused(workorder.withdrawDispatch, call, undefined, 'auth.required')
    await t.refused(workorder.withdrawDispatch, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.withdrawDispatch, call, s.first.token, 'auth.forbidden')
    await t.refused(workorder.withdrawDispatch, call, stranger.token, 'workorder.not_found')
    const nowhere = { ...call, params: { jobId: s.driver.vehicleId } }
    await t.refused(workorder.withdrawDispatch, nowhere, s.dispatcher.token, 'workorder.not_found')
    // The technician and the foreman at once: one of them is first.
    const both = await Promise.all([
      t.call(workorder.withdrawDispatch, call, s.dispatcher.token),
      t.call(workorder.startJob, await s.workCall(jobId), s.first.token),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { jobId: other } = await s.working(await s.another())
    await t.refused(workorder.withdrawDispatch, await withdrawal(s, other), s.dispatcher.token, 'workorder.wrong_state')
  })
})
