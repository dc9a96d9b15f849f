import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging, workorder, type Body } from '@pitlane/contract'
import { StaffGrant } from '../../server/src/modules/identity/identity.entity'
import { QcRecord } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

/** A filled sheet of a car; `fails` are ends of keys. */
async function judgement(
  s: Scene,
  id: string,
  fails: string[] = [],
  over: Partial<Body<typeof workorder.judgeQc>> = {},
) {
  const at = { params: { workorderId: id } }
  const sheet = await t.ok(workorder.qcSheet, at, s.inspector.token)
  const items = sheet.items.map(({ key, title, jobId }) => ({
    ...{ key, title, jobId, isPassed: !fails.some((end) => key.endsWith(end)), note: '' },
  }))
  const photoIds = fails.length > 0 ? await s.photos(1, s.inspector.token) : []
  const reason = fails.length > 0 ? '放油螺栓有渗油' : ''
  return { ...at, body: { ...once(), version: sheet.version, items, hasRoadTest: false, photoIds, reason, ...over } }
}

const records = () => t.world.app.db.read.find(QcRecord, { order: { createdAt: 'ASC' } })

describe('the final check', () => {
  it('passes a car that somebody else has looked at, and its owner hears when it is ready', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.done()
    const { places } = await t.ok(workorder.myWork, {}, s.inspector.token)
    expect(places).toMatchObject([{ technicianId: null, jobs: [], qc: [{ workorderId: id, plate: s.driver.plate }] }])
    expect(await t.ok(workorder.judgeQc, await judgement(s, id), s.inspector.token)).toMatchObject({
      state: 'qc_passed',
    })
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'passed' })
    const { version } = await s.stands(id)
    const wash = { params: { workorderId: id }, body: { ...once(), version, isWashed: true } }
    await t.refused(workorder.finishWash, wash, s.inspector.token, 'auth.forbidden')
    expect(await t.ok(workorder.finishWash, wash, s.advisor.token)).toMatchObject({ state: 'ready' })
    expect(await t.ok(workorder.finishWash, wash, s.advisor.token)).toMatchObject({ state: 'ready' })
    const { items } = await t.ok(messaging.inbox, { query: {} }, s.driver.token)
    expect(items.filter(({ kind }) => kind === 'car_ready').map(({ body }) => body)).toEqual([
      '洗车完成，您的车可以取了。请查看结算明细，到店结算取车。',
    ])
    expect(await s.told(id)).toEqual(expect.arrayContaining([expect.stringContaining('质检通过，共检查')]))
  })

  it('sends back what failed with reason and photo; it comes first the next time', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.done()
    const no = (over: Partial<Body<typeof workorder.judgeQc>>, code: Parameters<typeof t.refused>[3]) =>
      judgement(s, id, ['.torque'], over).then((call) => t.refused(workorder.judgeQc, call, s.inspector.token, code))
    await no({ reason: '' }, 'workorder.reason_missing')
    await no({ photoIds: [] }, 'workorder.reason_missing')
    const call = await judgement(s, id, ['.torque'])
    expect(await t.ok(workorder.judgeQc, call, s.inspector.token)).toMatchObject({ state: 'in_progress' })
    expect(await t.ok(workorder.judgeQc, call, s.inspector.token)).toMatchObject({ state: 'in_progress' })
    expect(await records()).toMatchObject([{ isPassed: false, byId: s.inspector.staffId, reason: '放油螺栓有渗油' }])
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'assigned', rejections: 1, doneAt: null })
    expect((await s.told(id)).at(-1)).toBe('质检发现需复做：小保养，正在重新施工')
    const [mine] = (await t.ok(workorder.myWork, {}, s.first.token)).places
    const [again] = mine?.jobs ?? []
    expect(again?.returned).toMatchObject({ reason: '放油螺栓有渗油' })
    expect(again?.returned?.points).toEqual([expect.stringMatching(/^小保养：/)])
    await s.start(jobId)
    await s.finish(jobId)
    const { items } = await t.ok(workorder.qcSheet, { params: { workorderId: id } }, s.inspector.token)
    expect(items[0]).toMatchObject({ key: `${jobId}.torque`, failedBefore: true, jobId })
    expect(items.filter(({ failedBefore }) => failedBefore)).toHaveLength(1)
    await t.ok(workorder.judgeQc, await judgement(s, id), s.inspector.token)
    expect(await s.stands(id)).toMatchObject({ state: 'qc_passed' })
  })

  it('is never done by who worked on the car', async () => {
    const s = await floorScene(t)
    const { staffId } = s.first
    const own = await given(t).staff('qc', 'store', s.store.id)
    const { id, jobId } = await s.working()
    await s.pass(30)
    await s.finish(jobId)
    const call = await judgement(s, id)
    // The technician is given the right to check other cars as well.

    const grant = { id: own.staffId, staffId, role: 'qc', scope: 'store' as const, scopeId: s.store.id }
    await t.world.app.db.tx((tx) => tx.insert(StaffGrant, grant))
    const token = await given(t).freshToken({ kind: 'staff', id: staffId })
    await t.refused(workorder.judgeQc, call, token, 'workorder.qc_own_work')
    await t.refused(workorder.qcSheet, { params: { workorderId: id } }, token, 'workorder.qc_own_work')
    expect((await t.ok(workorder.myWork, {}, token)).places[0]).toMatchObject({ qc: [] })
    expect(await records()).toEqual([])
  })

  it('answers every point of the sheet, and no other', async () => {
    const s = await floorScene(t)
    const { id } = await s.done()
    const { params, body } = await judgement(s, id)
    const no = (items: typeof body.items) => {
      const call = { params, body: { ...body, ...once(), items } }
      return t.refused(workorder.judgeQc, call, s.inspector.token, 'workorder.qc_incomplete')
    }
    const [first] = body.items
    await no(body.items.slice(1))
    await no([...body.items, { ...first!, key: 'car.horn' }])
    await no([first!, ...body.items.slice(0, -1)])
  })

  it('drives a car on the road whose brakes were worked on', async () => {
    const s = await floorScene(t)
    const { id } = await s.working()
    const photoIds = await s.photos(1, s.first.token)
    const finding = { title: '前制动片过薄', severity: 'red' as const, finding: '磨损到极限', measure: null, photoIds }
    const at = { params: { workorderId: id } }
    const { id: addonId } = await t.ok(
      workorder.proposeAddon,
      { ...at, body: { ...once(), ...finding } },
      s.first.token,
    )
    const line = { kind: 'labour' as const, name: '更换前制动片', serviceId: null, partCode: null, quantityCenti: 100 }
    const lines = [{ ...line, unit: '小时' as const, unitFen: 30_000, minutes: 30, of: null }]
    const newPromiseAt = new Date(t.clock.now().getTime() + minutes(300)).toISOString()
    const price = { ...once(), version: 1, lines, extraMinutes: 30, newPromiseAt, recheckHint: '' }
    await t.ok(workorder.priceAddon, { params: { addonId }, body: price }, s.advisor.token)
    const yes = { ...once(), version: 2, approved: [0], isRiskAccepted: false, method: 'call' as const, note: '电话' }
    await t.ok(workorder.noteDecision, { params: { addonId }, body: yes }, s.advisor.token)
    const jobs = await s.jobsOf(id)
    await s.finish(jobs[0]!.id)
    await s.dispatch(jobs[1]!.id)
    await s.start(jobs[1]!.id)
    await s.finish(jobs[1]!.id)
    await s.check(jobs[1]!.id)
    expect((await t.ok(workorder.qcSheet, at, s.inspector.token)).needsRoadTest).toBe(true)
    await t.refused(workorder.judgeQc, await judgement(s, id), s.inspector.token, 'workorder.road_test_missing')
    const sent = await judgement(s, id, [`${jobs[1]!.id}.torque`])
    await t.ok(workorder.judgeQc, sent, s.inspector.token)
    expect((await s.jobsOf(id)).map(({ state }) => state)).toEqual(['done', 'assigned'])
    await s.start(jobs[1]!.id)
    await s.finish(jobs[1]!.id)
    await s.check(jobs[1]!.id)
    const passed = await judgement(s, id, [], { hasRoadTest: true })
    await t.ok(workorder.judgeQc, passed, s.inspector.token)
    expect((await s.jobsOf(id)).map(({ state }) => state)).toEqual(['passed', 'passed'])
  })

  it('is passed or sent back by one of two at once, and only when the work is over', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.working()
    const at = { params: { workorderId: id } }
    await t.refused(workorder.qcSheet, at, s.inspector.token, 'workorder.wrong_state')
    await s.finish(jobId)
    const calls = [await judgement(s, id), await judgement(s, id, ['.torque'])]
    const other = await given(t).staff('qc', 'store', s.store.id)
    const tokens = [s.inspector.token, other.token]
    calls[1]!.body.photoIds = await s.photos(1, other.token)
    const answers = await Promise.all(calls.map((call, i) => t.call(workorder.judgeQc, call, tokens[i])))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await records()).toHaveLength(1)
  })

  it('ends add-ons that nobody answered: not done, not charged, still in the file', async () => {
    const s = await floorScene(t)
    const { id } = await s.done()
    const photoIds = await s.photos(1, s.inspector.token)
    const finding = { title: '雨刮老化', severity: 'yellow' as const, finding: '刮不净', measure: null, photoIds }
    const at = { params: { workorderId: id } }
    const { id: addonId } = await t.ok(
      workorder.proposeAddon,
      { ...at, body: { ...once(), ...finding } },
      s.inspector.token,
    )
    await t.ok(workorder.judgeQc, await judgement(s, id), s.inspector.token)
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'expired', approved: null })
    expect(await s.told(id)).toContain('雨刮老化：未确认，本次没有施工')
    const answer = { ...once(), snapshotHash: '', approved: [], isRiskAccepted: false }
    await t.refused(
      workorder.decideAddon,
      { params: { addonId }, body: answer },
      s.driver.token,
      'workorder.addon_decided',
    )
  })

  it('is nobody else’s', async () => {
    const s = await floorScene(t)
    const { id } = await s.done()
    const call = await judgement(s, id)
    const stranger = await given(t).staff('qc', 'store', (await given(t).store()).id)
    await t.refused(workorder.judgeQc, call, undefined, 'auth.required')
    await t.refused(workorder.judgeQc, call, s.first.token, 'auth.forbidden')
    await t.refused(workorder.judgeQc, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.judgeQc, call, stranger.token, 'workorder.not_found')
    expect((await t.ok(workorder.myWork, {}, stranger.token)).places).toMatchObject([{ qc: [] }])
  })
})

describe('material', () => {
  it('is waited for until a time; the owner hears at once, and again when it takes longer', async () => {
    const s = await floorScene(t)
    const { id } = await s.dispatched()
    const [part] = await s.partsOf(id)
    const eta = (count: number) => new Date(t.clock.now().getTime() + minutes(count)).toISOString()
    const call = (
      version: number,
      state: 'waiting' | 'arrived' | 'issued' | 'returned',
      etaAt: string | null = null,
    ) => ({
      ...{ params: { partId: part!.id }, body: { ...once(), version, state, etaAt } },
    })
    const { token } = s.dispatcher
    await t.refused(workorder.movePart, call(1, 'waiting'), token, 'workorder.eta_missing')
    await t.refused(workorder.movePart, call(1, 'waiting', eta(-5)), token, 'workorder.eta_missing')
    const wait = call(1, 'waiting', eta(120))
    expect(await t.ok(workorder.movePart, wait, token)).toMatchObject({ state: 'waiting', version: 2 })
    expect(await t.ok(workorder.movePart, wait, token)).toMatchObject({ version: 2 })
    await t.refused(workorder.movePart, call(1, 'arrived'), token, 'workorder.part_changed')
    await t.ok(workorder.movePart, call(2, 'waiting', eta(240)), token)
    const waiting = async () =>
      (await t.ok(messaging.inbox, { query: {} }, s.driver.token)).items.filter(({ kind }) => kind === 'parts_waiting')
    expect((await waiting()).map(({ body }) => body.slice(0, 40))).toEqual([
      expect.stringContaining('全合成机油），预计 11月23日 13:00 到货'),
      expect.stringContaining('全合成机油），预计 11月23日 11:00 到货'),
    ])
    await t.ok(workorder.movePart, call(3, 'arrived'), token)
    await t.ok(workorder.movePart, call(4, 'issued'), token)
    await t.refused(workorder.movePart, call(5, 'arrived'), token, 'workorder.wrong_state')
    expect(await waiting()).toHaveLength(2)
    expect(await s.told(id)).toContain('全合成机油：已到料')
    const stranger = await given(t).staff('dispatch', 'store', (await given(t).store()).id)
    await t.refused(workorder.movePart, call(5, 'returned'), stranger.token, 'workorder.not_found')
    await t.refused(workorder.movePart, call(5, 'returned'), s.first.token, 'auth.forbidden')
  })

  it('stops a job, and the owner is told in the same moment', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.working()
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId, { reason: 'parts' }), s.first.token)
    const { items } = await t.ok(messaging.inbox, { query: {} }, s.driver.token)
    expect(items[0]).toMatchObject({ kind: 'parts_waiting' })
    expect(await s.told(id)).toContain('小保养：正在等待备件，到料后立即继续施工')
    expect(await s.jobOf(jobId)).toMatchObject({ state: 'paused', pauseReason: 'parts' })
  })
})
