import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging, workorder, type Body } from '@pitlane/contract'
import { PhoneTodo } from '../../server/src/modules/messaging/messaging.entity'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

const labour = (name: string, over: object = {}) => ({
  ...{ kind: 'labour' as const, name, serviceId: null, partCode: null, quantityCenti: 100, unit: '小时' as const },
  ...{ unitFen: 30_000, minutes: 40, of: null, ...over },
})
const material = (of: number, over: object = {}) => ({
  ...{ kind: 'material' as const, name: '制动片', serviceId: null, partCode: 'BP-1', quantityCenti: 100 },
  ...{ unit: '套' as const, unitFen: 45_000, minutes: null, of, ...over },
})

/** Two things that somebody found, each with its price; the first with material. */
const lines = [labour('更换前制动片'), material(0), labour('更换空调滤芯', { unitFen: 8_000, minutes: 15 })]

async function found(s: Scene, workorderId: string, over: Partial<Body<typeof workorder.proposeAddon>> = {}) {
  const body = {
    ...{ ...once(), title: '前制动片过薄', severity: 'red' as const, finding: '前轴制动片磨损到极限' },
    measure: { name: '制动片厚度', value: '3.0 mm', limit: '≥ 4.0 mm' },
    ...{ photoIds: await s.photos(1, s.first.token), ...over },
  }
  return { params: { workorderId }, body }
}

const priceOf = (version: number, over: Partial<Body<typeof workorder.priceAddon>> = {}) => ({
  ...{ ...once(), version, lines, extraMinutes: 55, recheckHint: '5000 公里或 3 个月' },
  newPromiseAt: new Date(t.clock.now().getTime() + minutes(360)).toISOString(),
  ...over,
})

/** An add-on of a car in the workshop that its owner has been asked about. */
async function asked(s: Scene, over: Partial<Body<typeof workorder.proposeAddon>> = {}) {
  const car = await s.working()
  const { id: addonId } = await t.ok(workorder.proposeAddon, await found(s, car.id, over), s.first.token)
  const at = { params: { addonId } }
  await t.ok(workorder.priceAddon, { ...at, body: priceOf(1) }, s.advisor.token)
  const { snapshotHash } = await s.addonOf(addonId)
  const answer = (approved: number[], more: object = {}) => ({
    ...at,
    body: { ...once(), snapshotHash: snapshotHash ?? '', approved, isRiskAccepted: false, ...more },
  })
  return { ...car, addonId, at, answer }
}

const inbox = async (s: Scene) =>
  (await t.ok(messaging.inbox, { query: {} }, s.driver.token)).items.filter(({ kind }) => kind === 'addon_asked')

const todos = () => t.world.app.db.read.find(PhoneTodo, { where: { kind: 'addon' } })

describe('an add-on', () => {
  it('is proposed with evidence, priced, and partly agreed to: jobs, material and promise follow', async () => {
    const s = await floorScene(t)
    const { id, addonId, answer } = await asked(s)
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'pending', version: 2, measure: { value: '3.0 mm' } })
    expect((await inbox(s))[0]?.body).toContain('前制动片过薄，费用 ¥830')
    const before = await s.stands(id)
    const call = answer([0])
    await t.refused(workorder.decideAddon, call, s.driver.token, 'workorder.risk_not_accepted')
    const body = { ...call.body, ...once(), isRiskAccepted: true }
    expect(await t.ok(workorder.decideAddon, { ...call, body }, s.driver.token)).toMatchObject({ state: 'partial' })
    const jobs = await s.jobsOf(id)
    expect(jobs.map(({ name, state, isSafety }) => [name, state, isSafety])).toEqual([
      ['小保养', 'running', false],
      ['更换前制动片', 'new', true],
    ])
    const [, brake] = jobs
    expect(brake).toMatchObject({ addonId, amountFen: 30_000, plannedMinutes: 40, ordinal: 2 })
    expect((await s.partsOf(id)).find(({ jobId }) => jobId === brake!.id)).toMatchObject({ name: '制动片' })
    const decided = await s.addonOf(addonId)
    expect(decided).toMatchObject({ approved: [0], isRiskAccepted: true, proof: { method: 'app' } })
    expect(decided.proof?.address).toBeTruthy()
    expect((await s.stands(id)).promisedAt!.getTime()).toBeGreaterThan(before.promisedAt!.getTime())
    expect(await s.told(id)).toContain('前制动片过薄：您部分同意')
  })

  it('that is declined is not done, stays in the file, and asks for the risk where it is about safety', async () => {
    const s = await floorScene(t)
    const { id, addonId, answer } = await asked(s)
    const before = await s.stands(id)
    await t.refused(workorder.decideAddon, answer([]), s.driver.token, 'workorder.risk_not_accepted')
    await t.ok(workorder.decideAddon, answer([], { isRiskAccepted: true }), s.driver.token)
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'declined', approved: [], isRiskAccepted: true })
    expect(await s.jobsOf(id)).toHaveLength(1)
    expect((await s.stands(id)).promisedAt).toEqual(before.promisedAt)
  })

  it('is answered once: twice, after a no, late or with another price is refused clearly', async () => {
    const s = await floorScene(t)
    const { addonId, at, answer } = await asked(s, { severity: 'yellow' })
    const old = answer([0])
    await t.ok(workorder.priceAddon, { ...at, body: priceOf(2, { lines: lines.slice(0, 2) }) }, s.advisor.token)
    await t.refused(workorder.decideAddon, old, s.driver.token, 'workorder.addon_changed')
    const { snapshotHash } = await s.addonOf(addonId)
    const now = (approved: number[]) => answer(approved, { snapshotHash: snapshotHash ?? '' })
    await t.refused(workorder.decideAddon, now([1]), s.driver.token, 'workorder.addon_changed')
    await t.refused(workorder.decideAddon, now([7]), s.driver.token, 'workorder.addon_changed')
    const no = now([])
    await t.ok(workorder.decideAddon, no, s.driver.token)
    expect(await t.ok(workorder.decideAddon, no, s.driver.token)).toMatchObject({ state: 'declined' })
    await t.refused(workorder.decideAddon, now([0]), s.driver.token, 'workorder.addon_decided')
    await t.refused(workorder.priceAddon, { ...at, body: priceOf(4) }, s.advisor.token, 'workorder.wrong_state')
  })

  it('is agreed to once by two taps at the same moment', async () => {
    const s = await floorScene(t)
    const { id, answer } = await asked(s)
    const same = answer([0, 2])
    const answers = await Promise.all(
      [same, same, answer([0, 2])].map((call) => t.call(workorder.decideAddon, call, s.driver.token)),
    )
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.every(({ problem }) => problem.code === 'workorder.addon_decided')).toBe(true)
    expect(refused.length).toBeGreaterThan(0)
    expect(await s.jobsOf(id)).toHaveLength(3)
  })

  it('is nobody else’s to answer, price or see', async () => {
    const s = await floorScene(t)
    const { id, at, answer } = await asked(s)
    const other = await given(t).driver()
    const elsewhere = await given(t).staff('advisor', 'store', (await given(t).store()).id)
    await t.refused(workorder.decideAddon, answer([0]), other.token, 'workorder.not_found')
    await t.refused(workorder.decideAddon, answer([0]), undefined, 'auth.required')
    await t.refused(workorder.decideAddon, answer([0]), s.advisor.token, 'auth.forbidden')
    await t.refused(workorder.priceAddon, { ...at, body: priceOf(2) }, elsewhere.token, 'workorder.not_found')
    await t.refused(workorder.priceAddon, { ...at, body: priceOf(2) }, s.first.token, 'auth.forbidden')
    await t.refused(workorder.proposeAddon, await found(s, id), elsewhere.token, 'workorder.not_found')
    const missing = { params: { addonId: id }, body: answer([0]).body }
    await t.refused(workorder.decideAddon, missing, s.driver.token, 'workorder.not_found')
  })

  it('is proposed once, with somebody’s own photo of the workshop', async () => {
    const s = await floorScene(t)
    const { id } = await s.working()
    const call = await found(s, id)
    const first = await t.ok(workorder.proposeAddon, call, s.first.token)
    expect(await t.ok(workorder.proposeAddon, call, s.first.token)).toEqual(first)
    expect(await rowsOf(t, 'addon')).toBe(1)
    const theirs = await found(s, id, { photoIds: await s.photos(1, s.second.token) })
    await t.refused(workorder.proposeAddon, theirs, s.first.token, 'files.not_found')
    const none = await found(s, id, { photoIds: [] })
    await t.refused(workorder.proposeAddon, none, s.first.token, 'request.invalid')
  })

  it('has a price with labour, material that belongs to it, and a promise that can be kept', async () => {
    const s = await floorScene(t)
    const { id } = await s.working()
    const { id: addonId } = await t.ok(workorder.proposeAddon, await found(s, id), s.first.token)
    const no = (over: Parameters<typeof priceOf>[1], code: Parameters<typeof t.refused>[3]) =>
      t.refused(workorder.priceAddon, { params: { addonId }, body: priceOf(1, over) }, s.advisor.token, code)
    await no({ lines: [material(0)] }, 'workorder.no_labour')
    await no({ lines: [labour('检查'), material(1)] }, 'workorder.line_orphan')
    await no(
      { newPromiseAt: new Date(t.clock.now().getTime() + minutes(54)).toISOString() },
      'workorder.promise_too_early',
    )
    await no({ version: 9 }, 'workorder.addon_changed')
    const unpriced = { params: { addonId }, body: { ...once(), snapshotHash: '', approved: [], isRiskAccepted: true } }
    await t.refused(workorder.decideAddon, unpriced, s.driver.token, 'workorder.addon_changed')
  })

  it('is asked about after 10 and 20 minutes, called about after 30, and never agreed to by silence', async () => {
    const s = await floorScene(t)
    const { id, addonId, answer } = await asked(s)
    const after = async (count: number) => {
      await s.pass(count)
      await t.settle()
      await t.settle()
      return (await inbox(s)).length
    }
    expect(await after(9)).toBe(1)
    expect(await after(1)).toBe(2)
    expect(await after(10)).toBe(3)
    expect(await todos()).toEqual([])
    expect(await after(10)).toBe(3)
    expect(await todos()).toMatchObject([{ kind: 'addon', state: 'open', title: '增项 30 分钟未确认' }])
    expect(await after(600)).toBe(3)
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'pending', approved: null })
    expect(await s.jobsOf(id)).toHaveLength(1)
    await t.ok(workorder.decideAddon, answer([0, 2]), s.driver.token)
    expect(await todos()).toMatchObject([{ state: 'done', note: '客户已答复' }])
  })

  it('is not asked about again once it was answered, or under a price that is gone', async () => {
    const s = await floorScene(t)
    const { at, answer } = await asked(s)
    await s.pass(5)
    await t.ok(workorder.priceAddon, { ...at, body: priceOf(2) }, s.advisor.token)
    await s.pass(6)
    await t.settle()
    expect(await inbox(s)).toHaveLength(2)
    const { snapshotHash } = await s.addonOf(at.params.addonId)
    await t.ok(workorder.decideAddon, answer([0, 2], { snapshotHash }), s.driver.token)
    await s.pass(60)
    await t.settle()
    expect(await inbox(s)).toHaveLength(2)
    expect(await todos()).toEqual([])
  })

  it('that the owner answered on the phone is noted with who heard it', async () => {
    const s = await floorScene(t)
    const { addonId, at } = await asked(s)
    const said = { approved: [0, 2], isRiskAccepted: false, method: 'call' as const, note: '10:20 电话录音' }
    const call = (version: number) => ({ ...at, body: { ...once(), version, ...said } })
    await t.refused(workorder.noteDecision, call(1), s.advisor.token, 'workorder.addon_changed')
    await t.ok(workorder.noteDecision, call(2), s.advisor.token)
    const { proof, state } = await s.addonOf(addonId)
    expect(state).toBe('approved')
    expect(proof).toMatchObject({
      method: 'call',
      note: '10:20 电话录音',
      by: { kind: 'staff', id: s.advisor.staffId },
    })
    await t.refused(workorder.noteDecision, call(3), s.advisor.token, 'workorder.addon_decided')
  })

  it('keeps the work from being over, and lets it be once it is declined', async () => {
    const s = await floorScene(t)
    const { id, jobId, answer } = await asked(s)
    await s.finish(jobId)
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
    await t.ok(workorder.decideAddon, answer([], { isRiskAccepted: true }), s.driver.token)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
  })

  it('that the final check finds takes the work up again, for its jobs alone', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.done()
    const photoIds = await s.photos(1, s.inspector.token)
    const proposal = await found(s, id, { severity: 'yellow', photoIds })
    const { id: addonId } = await t.ok(workorder.proposeAddon, proposal, s.inspector.token)
    await t.ok(workorder.priceAddon, { params: { addonId }, body: priceOf(1) }, s.advisor.token)
    const { snapshotHash } = await s.addonOf(addonId)
    const body = { ...once(), snapshotHash: snapshotHash ?? '', approved: [2], isRiskAccepted: false }
    await t.ok(workorder.decideAddon, { params: { addonId }, body }, s.driver.token)
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress', workDoneAt: null })
    const [old, filter] = await s.jobsOf(id)
    expect([old?.id, old?.state, filter?.state]).toEqual([jobId, 'done', 'new'])
    await s.dispatch(filter!.id)
    await s.start(filter!.id)
    await s.finish(filter!.id)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
  })
})
