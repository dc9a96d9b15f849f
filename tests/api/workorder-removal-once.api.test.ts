import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { labour, proposal, removalScene, TOTAL } from '../support/removal-scene'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  expect(await auditClaims(t.world.app)).toBe(0)
  await t.stop()
})

describe('a removal', () => {
  it('is proposed once and answered once, however often it is tapped', async () => {
    const s = await removalScene(t)
    const { id, filter, battery } = await s.agreed()
    const call = proposal(id, [filter])
    const taps = await Promise.all(
      [call, call, call].map((one) => t.call(workorder.proposeRemoval, one, s.advisor.token)),
    )
    expect(new Set(taps.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect(await rowsOf(t, 'addon')).toBe(1)
    const other = proposal(id, [filter, battery])
    await t.refused(workorder.proposeRemoval, other, s.advisor.token, 'workorder.removal_open')
    const { snapshotHash, id: addonId } = await s.addonOf(taps[0]!.body.id)
    const answerOf = (approved: number[]) => ({
      params: { addonId },
      body: { ...once(), snapshotHash: snapshotHash ?? '', approved, isRiskAccepted: false },
    })
    const same = answerOf([0])
    const answers = await Promise.all(
      [same, same, answerOf([0]), answerOf([])].map((one) => t.call(workorder.decideAddon, one, s.driver.token)),
    )
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.every(({ problem }) => problem.code === 'workorder.addon_decided')).toBe(true)
    expect(refused.length).toBeGreaterThanOrEqual(2)
    const { state, approved } = await s.addonOf(addonId)
    const isYes = state === 'approved'
    expect(approved).toEqual(isYes ? [0] : [])
    expect(await s.statesOf(id)).toEqual(['new', isYes ? 'cancelled' : 'new', 'new'])
    await t.refused(
      workorder.proposeRemoval,
      proposal(id, [filter], { reason: '' }),
      s.advisor.token,
      'request.invalid',
    )
  })

  it('is nobody else’s to propose or answer', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    const other = await given(t).driver()
    const elsewhere = await given(t).staff('advisor', 'store', (await given(t).store()).id)
    const call = proposal(id, [filter])
    await t.refused(workorder.proposeRemoval, call, undefined, 'auth.required')
    for (const { token } of [s.driver, s.first, s.inspector])
      await t.refused(workorder.proposeRemoval, call, token, 'auth.forbidden')
    await t.refused(workorder.proposeRemoval, call, elsewhere.token, 'workorder.not_found')
    await t.refused(workorder.proposeRemoval, proposal(filter, [filter]), s.advisor.token, 'workorder.not_found')
    const { addonId, answer } = await s.asked(id, [filter])
    await t.refused(workorder.decideAddon, answer([0]), undefined, 'auth.required')
    await t.refused(workorder.decideAddon, answer([0]), other.token, 'workorder.not_found')
    await t.refused(workorder.decideAddon, answer([0]), s.advisor.token, 'auth.forbidden')
    const said = { approved: [0], isRiskAccepted: false, method: 'call' as const, note: '10:20 电话录音' }
    const noted = { params: { addonId }, body: { ...once(), version: 1, ...said } }
    await t.refused(workorder.noteDecision, noted, elsewhere.token, 'workorder.not_found')
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'pending' })
  })

  it('names jobs of this very car that were agreed to, and places that were shown', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    const foreign = await s.dispatched(await s.another(840))
    const call = proposal(id, [filter, foreign.jobId])
    await t.refused(workorder.proposeRemoval, call, s.advisor.token, 'workorder.not_found')
    await t.refused(workorder.proposeRemoval, proposal(id, []), s.advisor.token, 'request.invalid')
    const { answer } = await s.asked(id, [filter])
    // A material, and nothing at all.
    for (const place of [1, 7])
      await t.refused(workorder.decideAddon, answer([place]), s.driver.token, 'workorder.addon_changed')
    const stale = answer([0], { snapshotHash: 'another' })
    await t.refused(workorder.decideAddon, stale, s.driver.token, 'workorder.addon_changed')
    const priced = { ...once(), version: 1, lines: [labour('加价')], extraMinutes: 0, recheckHint: '' }
    const price = { ...priced, newPromiseAt: new Date(t.clock.now().getTime() + minutes(600)).toISOString() }
    const params = { addonId: answer([]).params.addonId }
    await t.refused(workorder.priceAddon, { params, body: price }, s.advisor.token, 'workorder.wrong_state')
  })

  it('is refused once the work on the job has begun, or while nothing was agreed to', async () => {
    const s = await removalScene(t)
    const quoted = await s.quoted(await s.another(840))
    await t.refused(
      workorder.proposeRemoval,
      proposal(quoted.id, [quoted.id]),
      s.advisor.token,
      'workorder.wrong_state',
    )
    const { id, oil, filter, battery } = await s.agreed()
    await s.give([oil, filter, battery])
    await s.start(oil)
    const call = proposal(id, [oil, filter])
    await t.refused(workorder.proposeRemoval, call, s.advisor.token, 'workorder.job_begun')
    await t.ok(workorder.pauseJob, await s.pauseCall(oil), s.first.token)
    await t.refused(workorder.proposeRemoval, call, s.advisor.token, 'workorder.job_begun')
    await s.start(oil)
    await s.finish(oil)
    await t.refused(workorder.proposeRemoval, call, s.advisor.token, 'workorder.job_begun')
    expect(await rowsOf(t, 'addon')).toBe(0)
  })

  it('cannot be agreed to for a job that was begun meanwhile, but for the others', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    const { answer } = await s.asked(id, [filter, battery])
    await s.give([oil, filter, battery])
    await s.start(filter)
    await t.refused(workorder.decideAddon, answer([0, 2]), s.driver.token, 'workorder.addon_changed')
    await t.ok(workorder.decideAddon, answer([2]), s.driver.token)
    expect(await s.statesOf(id)).toEqual(['assigned', 'running', 'cancelled'])
  })

  it('and the start of the very job at the same moment: one of both happens', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    await s.give([oil, filter, battery])
    const { answer } = await s.asked(id, [filter])
    const [removed, started] = await Promise.all([
      t.call(workorder.decideAddon, answer([0]), s.driver.token),
      t.call(workorder.startJob, await s.workCall(filter), s.first.token),
    ])
    expect([removed.status, started.status].filter((status) => status === 200)).toHaveLength(1)
    expect((await s.jobOf(filter)).state).toBe(removed.status === 200 ? 'cancelled' : 'running')
  })
})

describe('a removal without an answer', () => {
  it('is reminded of after 10 and 20 minutes, called about after 30, and never agreed to by silence', async () => {
    const s = await removalScene(t)
    const { id, filter } = await s.agreed()
    const { addonId, decide } = await s.asked(id, [filter])
    const after = async (count: number) => {
      await s.pass(count)
      await t.settle()
      await t.settle()
      return (await s.inbox()).length
    }
    expect([await after(9), await after(1), await after(10)]).toEqual([1, 2, 3])
    expect(await s.todos()).toEqual([])
    expect(await after(10)).toBe(3)
    expect(await s.todos()).toMatchObject([{ state: 'open', title: '减项 30 分钟未确认' }])
    expect(await after(300)).toBe(3)
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'pending', approved: null })
    expect(await s.statesOf(id)).toEqual(['new', 'new', 'new'])
    await decide([0])
    expect(await s.todos()).toMatchObject([{ state: 'done', note: '客户已答复' }])
  })

  it('expires with the work: it was done as it was agreed, and is paid', async () => {
    const s = await removalScene(t)
    const { id, oil, filter, battery } = await s.agreed()
    const { addonId, answer } = await s.asked(id, [filter])
    await s.give([oil, filter, battery])
    for (const jobId of [oil, filter, battery]) await s.work(jobId)
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    expect(await s.addonOf(addonId)).toMatchObject({ state: 'expired', approved: null })
    expect((await s.told(id)).join()).toContain('取消项目：更换空调滤芯：未确认，已按原约定施工')
    await t.refused(workorder.decideAddon, answer([0]), s.driver.token, 'workorder.addon_decided')
    await s.pass(40)
    await t.settle()
    expect([(await s.inbox()).length, (await s.todos()).length]).toEqual([1, 0])
    await s.handOver(id)
    expect(await s.read(id)).toMatchObject({ state: 'delivered', totalFen: TOTAL })
  })
})
