import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { JobInterval } from '../../server/src/modules/workorder/job.entity'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const runs = () => t.world.app.db.read.find(JobInterval, { order: { startsAt: 'ASC' } })
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()

describe('work on a job', () => {
  it('runs, stands still and ends; its time is what was worked, and the car then waits for the final check', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.dispatched()
    expect(await s.stands(id)).toMatchObject({ state: 'dispatched', dispatchedAt: t.clock.now() })
    expect(await s.start(jobId)).toMatchObject({ state: 'running' })
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress', startedAt: t.clock.now() })
    await s.pass(20)
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId), s.first.token)
    await s.pass(60)
    await s.start(jobId)
    await s.pass(25)
    const mine = await t.ok(workorder.myWork, {}, s.first.token)
    expect(mine.places[0]?.jobs[0]?.job).toMatchObject({ state: 'running', actualMinutes: 45, amountFen: null })
    expect(await s.finish(jobId)).toMatchObject({ state: 'done' })
    expect(await s.stands(id)).toMatchObject({ state: 'work_done', workDoneAt: t.clock.now() })
    expect((await runs()).map(({ endReason, runningKey }) => [endReason, runningKey])).toEqual([
      ['break', null],
      ['done', null],
    ])
    const told = await s.told(id)
    expect(told).toContain('小保养：王师傅开始施工')
    expect(told.at(-1)).toBe('施工完成，正在质检')
    expect(told.join()).not.toMatch(/王强|午休/)
  })

  it('is not done twice by a double tap, and not by a phone that sends again what was done', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.dispatched()
    const call = await s.workCall(jobId)
    const answers = await Promise.all([1, 2, 3].map(() => t.call(workorder.startJob, call, s.first.token)))
    expect(statuses(answers)).toEqual([200, 200, 200])
    expect(await runs()).toHaveLength(1)
    const finish = await s.finishCall(jobId)
    await t.ok(workorder.finishJob, finish, s.first.token)
    expect(await t.ok(workorder.finishJob, finish, s.first.token)).toMatchObject({ state: 'done' })
  })

  it('is finished by nobody who has not begun it', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.dispatched()
    await t.refused(workorder.finishJob, await s.finishCall(jobId), s.first.token, 'workorder.wrong_state')
    await t.refused(workorder.pauseJob, await s.pauseCall(jobId), s.first.token, 'workorder.wrong_state')
  })

  it('is begun by whom it was given to, on one car at a time', async () => {
    const s = await floorScene(t)
    const elsewhere = await s.otherBay()
    const car = await s.working()
    const other = await s.dispatched(await s.another(), elsewhere)
    await t.refused(workorder.startJob, await s.workCall(other.jobId), s.second.token, 'workorder.not_yours')
    await t.refused(workorder.startJob, await s.workCall(other.jobId), s.first.token, 'workorder.other_running')
    expect(await s.stands(other.id)).toMatchObject({ state: 'dispatched', startedAt: null })
    await t.ok(workorder.pauseJob, await s.pauseCall(car.jobId, { reason: 'other_job' }), s.first.token)
    expect(await s.start(other.jobId)).toMatchObject({ state: 'running' })
  })

  it('begins on one of two cars that one technician starts at the same moment', async () => {
    const s = await floorScene(t)
    const elsewhere = await s.otherBay()
    const cars = [await s.dispatched(), await s.dispatched(await s.another(), elsewhere)]
    const calls = await Promise.all(cars.map(({ jobId }) => s.workCall(jobId)))
    const answers = await Promise.all(calls.map((call) => t.call(workorder.startJob, call, s.first.token)))
    expect(statuses(answers)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('workorder.other_running')
    expect((await runs()).filter(({ runningKey }) => runningKey !== null)).toHaveLength(1)
  })

  it('runs for two technicians on their own cars at the same moment', async () => {
    const s = await floorScene(t)
    const elsewhere = await s.otherBay()
    const cars = [await s.dispatched(), await s.dispatched(await s.another(), elsewhere)]
    await s.dispatch(cars[1]?.jobId ?? '', { technicianIds: [s.second.id], ...elsewhere })
    const calls = await Promise.all(cars.map(({ jobId }) => s.workCall(jobId)))
    const answers = await Promise.all([
      t.call(workorder.startJob, calls[0]!, s.first.token),
      t.call(workorder.startJob, calls[1]!, s.second.token),
    ])
    expect(statuses(answers)).toEqual([200, 200])
  })

  it('is written down when it was done, not when the phone was back', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.dispatched()
    await s.pass(25)
    const ago = (count: number) => new Date(t.clock.now().getTime() - minutes(count)).toISOString()
    const call = (at: string) => s.workCall(jobId, { at })
    await t.refused(workorder.startJob, await call(ago(31)), s.first.token, 'workorder.clock_wrong')
    await t.refused(workorder.startJob, await call(ago(24 * 60)), s.first.token, 'workorder.clock_wrong')
    await t.refused(workorder.startJob, await call(ago(-24 * 60)), s.first.token, 'workorder.clock_wrong')
    await t.refused(workorder.startJob, await call(ago(-3)), s.first.token, 'workorder.clock_wrong')
    await t.ok(workorder.startJob, await call(ago(20)), s.first.token)
    // Before it was begun, and of two clocks that differ a little never in the future.
    await t.refused(
      workorder.pauseJob,
      await s.pauseCall(jobId, { at: ago(23) }),
      s.first.token,
      'workorder.clock_wrong',
    )
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId, { at: ago(-1) }), s.first.token)
    expect(await runs()).toMatchObject([{ startsAt: new Date(ago(20)), endsAt: t.clock.now() }])
  })

  it('is nobody else’s: other stores, roles and callers', async () => {
    const s = await floorScene(t)
    const { jobId } = await s.dispatched()
    const elsewhere = (await given(t).store()).id
    const stranger = await given(t).staff('technician', 'store', elsewhere)
    const call = await s.workCall(jobId)
    await t.refused(workorder.startJob, call, undefined, 'auth.required')
    await t.refused(workorder.startJob, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.startJob, call, s.advisor.token, 'auth.forbidden')
    await t.refused(workorder.startJob, call, stranger.token, 'workorder.not_found')
    const foreman = await given(t).staff('dispatch', 'store', elsewhere)
    await t.refused(workorder.dispatch, await s.dispatchCall(jobId), foreman.token, 'workorder.not_found')
    await t.refused(workorder.dispatchOffers, { params: { jobId } }, foreman.token, 'workorder.not_found')
    const { places } = await t.ok(workorder.myWork, {}, stranger.token)
    expect(places.flatMap(({ jobs, checks, qc }) => [...jobs, ...checks, ...qc])).toEqual([])
  })

  it('gets help when it is asked for, once, without a word to the owner', async () => {
    const s = await floorScene(t)
    const { id, jobId } = await s.working()
    const { params, body } = await s.workCall(jobId)
    const call = { params, body: { requestId: body.requestId, note: '螺栓滑丝' } }
    const before = (await s.told(id)).length
    await t.ok(workorder.askForHelp, call, s.first.token)
    await t.ok(workorder.askForHelp, call, s.first.token)
    await t.refused(workorder.askForHelp, call, s.second.token, 'workorder.not_yours')
    expect(await s.told(id)).toHaveLength(before)
    const rows = await t.world.app.db.read.rows<{ text: string }>(
      "select staff_text as text from workorder_entry where kind = 'help'",
    )
    expect(rows).toEqual([{ text: '「小保养」请求技术支援：螺栓滑丝' }])
  })
})
