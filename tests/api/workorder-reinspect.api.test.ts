import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder, type Body } from '@pitlane/contract'
import { FlowDef, FlowInstance } from '../../server/src/modules/process/process.entity'
import { afterSales } from '../../server/src/modules/workorder/after-sales.flow'
import { QcRecord } from '../../server/src/modules/workorder/workorder.entity'
import { firstEdition } from '../support/after-sales-v1'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene } from '../support/floor-scene'
import { given } from '../support/given'
import { once, openNodes } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

const at = (workorderId: string) => ({ params: { workorderId } })

/** A filled sheet; `answer` says of each point whether it is good. */
async function sheet(
  s: Scene,
  id: string,
  answer: (index: number) => boolean | null = () => true,
  over: Partial<Body<typeof workorder.judgeQc>> = {},
) {
  const { version, items } = await t.ok(workorder.qcSheet, at(id), s.inspector.token)
  const filled = items.map(({ key, title, jobId }, i) => ({ key, title, jobId, isPassed: answer(i), note: '' }))
  const body = { ...once(), version, items: filled, hasRoadTest: true, photoIds: [], reason: '' }
  return { ...at(id), body: { ...body, ...over } }
}
const judge = async (s: Scene, id: string) => t.ok(workorder.judgeQc, await sheet(s, id), s.inspector.token)
const records = () => t.world.app.db.read.find(QcRecord, { order: { createdAt: 'ASC' } })

async function askCall(s: Scene, id: string) {
  const { version } = await s.stands(id)
  return { ...at(id), body: { ...once(), version, reason: '客户反映仍有异响' } }
}
async function wash(s: Scene, id: string) {
  const { version } = await s.stands(id)
  return t.ok(workorder.finishWash, { ...at(id), body: { ...once(), version, isWashed: true } }, s.advisor.token)
}
const reinspect = async (s: Scene, id: string) => t.ok(workorder.reinspect, await askCall(s, id), s.manager.token)

describe('a car that is checked once more', () => {
  it.each(['qc_passed', 'ready'] as const)('goes back to its final check from %s; both records stay', async (from) => {
    const s = await floorScene(t)
    const { id, jobId } = await s.done()
    await judge(s, id)
    if (from === 'ready') await wash(s, id)
    const call = await askCall(s, id)
    expect(await t.ok(workorder.reinspect, call, s.manager.token)).toMatchObject({ state: 'work_done' })
    expect(await t.ok(workorder.reinspect, call, s.manager.token)).toMatchObject({ state: 'work_done' })
    const sql = "select reason from audit_log where action = 'workorder.reinspect'"
    expect(await t.world.app.db.read.rows(sql)).toEqual([{ reason: '客户反映仍有异响' }])
    expect(await s.stands(id)).toMatchObject({ qcPassedAt: null, readyAt: null })
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'done' })
    expect(await openNodes(t)).toEqual(['qc'])
    expect((await s.told(id)).at(-1)).toBe('门店正在为您的爱车再做一次检查')
    await s.pass(1)
    await judge(s, id)
    expect(await records()).toMatchObject([{ isPassed: true }, { isPassed: true }])
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'passed' })
    await wash(s, id)
    expect(await openNodes(t)).toEqual(['settle'])
  })

  it('may be sent back to the workshop', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.done()
    await judge(s, id)
    await reinspect(s, id)
    const proof = { reason: '机油滤清器渗油', photoIds: await s.photos(1, s.inspector.token) }
    await t.ok(workorder.judgeQc, await sheet(s, id, (i) => i !== 0, proof), s.inspector.token)
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'assigned', rejections: 1 })
    expect(await openNodes(t)).toEqual(['begin'])
  })

  it('is asked for by who answers for the workshop, before it is paid', async () => {
    const s = await floorScene(t)
    const { id } = await s.done()
    await t.refused(workorder.reinspect, await askCall(s, id), s.manager.token, 'workorder.wrong_state')
    await judge(s, id)
    const call = await askCall(s, id)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    await t.refused(workorder.reinspect, call, undefined, 'auth.required')
    await t.refused(workorder.reinspect, call, s.driver.token, 'auth.forbidden')
    for (const { token } of [s.advisor, s.inspector, s.dispatcher, s.first])
      await t.refused(workorder.reinspect, call, token, 'auth.forbidden')
    await t.refused(workorder.reinspect, call, stranger.token, 'workorder.not_found')
    await t.refused(workorder.reinspect, { ...call, ...at(s.driver.vehicleId) }, s.manager.token, 'workorder.not_found')
    expect((await t.ok(workorder.read, at(id), s.manager.token)).may).toContain('reinspect')
    // The manager and the washer at once.
    const { version } = await s.stands(id)
    const washing = { ...at(id), body: { ...once(), version, isWashed: true } }
    const both = await Promise.all([
      t.call(workorder.reinspect, call, s.manager.token),
      t.call(workorder.finishWash, washing, s.advisor.token),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    if (both[0].status === 200) await judge(s, id)
    if (both[0].status === 200) await wash(s, id)
    await s.paid(id)
    await t.refused(workorder.reinspect, await askCall(s, id), s.manager.token, 'workorder.wrong_state')
  })
})

describe('a point that nobody has looked at', () => {
  it('is part of a sheet that sends the car back, and of no other', async () => {
    const s = await floorScene(t)
    const { id } = await s.done()
    const proof = { reason: '放油螺栓渗油', photoIds: await s.photos(1, s.inspector.token) }
    const open = await sheet(s, id, (i) => (i === 0 ? null : true))
    await t.refused(workorder.judgeQc, open, s.inspector.token, 'workorder.qc_incomplete')
    const none = await sheet(s, id, () => null, proof)
    await t.refused(workorder.judgeQc, none, s.inspector.token, 'workorder.qc_incomplete')
    await t.ok(workorder.judgeQc, await sheet(s, id, (i) => (i === 0 ? false : null), proof), s.inspector.token)
    const [record] = (await t.ok(workorder.read, at(id), s.inspector.token)).qc
    expect(record?.isPassed).toBe(false)
    expect(record?.items.map(({ isPassed }) => isPassed)).toEqual([false, ...record!.items.slice(1).map(() => null)])
    const [job] = await s.jobsOf(id)
    await s.start(job!.id)
    await s.finish(job!.id)
    const again = await t.ok(workorder.qcSheet, at(id), s.inspector.token)
    expect(again.items.filter(({ failedBefore }) => failedBefore)).toHaveLength(1)
  })
})

describe('a visit that began before there were cross-checks', () => {
  it('runs to its end as it began, and the next one has them', async () => {
    const definitions = t.world.app.flows.definitions as Map<string, unknown>
    definitions.set(afterSales.key, firstEdition())
    const s = await floorScene(t)
    const old = await s.braked()
    definitions.set(afterSales.key, afterSales)
    const next = await s.authorised(await s.another(840))
    const instances = await t.world.app.db.read.find(FlowInstance, { order: { startedAt: 'ASC', id: 'ASC' } })
    expect(instances.map(({ version }) => version)).toEqual([1, 2])
    const versions = await t.world.app.db.read.find(FlowDef, { where: { flowKey: afterSales.key } })
    expect(versions.map(({ state }) => state).sort()).toEqual(['published', 'retired'])

    await s.dispatch(old.jobId)
    await t.refused(
      workorder.withdrawDispatch,
      await s.workCall(old.jobId),
      s.dispatcher.token,
      'workorder.wrong_state',
    )
    await s.start(old.jobId)
    await s.pass(30)
    await s.finish(old.jobId)
    expect(await s.jobOf(old.jobId)).toMatchObject({ state: 'done', isSafety: true })
    await judge(s, old.id)
    await t.refused(workorder.reinspect, await askCall(s, old.id), s.manager.token, 'workorder.wrong_state')
    await wash(s, old.id)
    await t.refused(workorder.reinspect, await askCall(s, old.id), s.manager.token, 'workorder.wrong_state')
    await s.paid(old.id)
    expect(await s.stands(old.id)).toMatchObject({ state: 'settled' })
    expect((await s.stands(next.id)).state).toBe('authorised')
  })

  it('leaves alone what a group has published itself', async () => {
    const definitions = t.world.app.flows.definitions as Map<string, unknown>
    const { app } = t.world
    const s = await floorScene(t)
    const now = t.clock.now()
    const graph = { ...firstEdition(), version: 7 }
    await app.db.tx((tx) =>
      tx.insert(FlowDef, {
        ...{ flowKey: graph.key, version: 7, storeId: null, title: '售后服务', graph, pins: {}, checksum: 'own' },
        ...{ state: 'published', rev: 1, createdAt: now, publishedAt: now, publishedBy: s.manager.staffId },
      }),
    )
    definitions.set(afterSales.key, { ...afterSales, title: '售后服务（新）' })
    await s.received()
    const [instance] = await app.db.read.find(FlowInstance)
    expect(instance).toMatchObject({ version: 7 })
    expect(await app.db.read.find(FlowDef, { where: { flowKey: graph.key } })).toHaveLength(1)
    definitions.set(afterSales.key, afterSales)
  })
})
