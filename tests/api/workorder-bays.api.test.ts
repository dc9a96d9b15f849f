import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { workorder } from '@pitlane/contract'
import { JobInterval } from '../../server/src/modules/workorder/job.entity'
import { startTestApp, type TestApp } from '../support/app'
import { floorScene } from '../support/floor-scene'
import { once, quoteOf } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

const taken = async () => (await t.world.app.db.read.find(JobInterval, {})).flatMap(({ bayKey }) => bayKey ?? [])

/** Two cars of one bay, each with its own technician. */
async function twoCars(s: Scene) {
  const mine = await s.dispatched()
  const other = await s.dispatched(await s.another())
  await s.dispatch(other.jobId, { technicianIds: [s.second.id] })
  return { mine, other }
}

/** One car with two jobs in one bay, each given to somebody else. */
async function twoJobs(s: Scene) {
  const { id, version } = await s.inspected()
  const quote = quoteOf(t, s.service.id)
  const [labour] = quote.lines
  const lines = [labour!, { ...labour!, name: '更换雨刮片', serviceId: null, minutes: 15 }]
  const at = { params: { workorderId: id } }
  await t.ok(workorder.saveQuote, { ...at, body: { ...quote, lines, ...once(), version } }, s.advisor.token)
  const { version: seen, quoteVersion } = await s.stands(id)
  const consent = { quoteVersion, method: 'call' as const, note: '电话' }
  await t.ok(workorder.authorise, { ...at, body: { ...consent, ...once(), version: seen } }, s.advisor.token)
  const [first, second] = await s.jobsOf(id)
  await s.dispatch(first!.id)
  await s.dispatch(second!.id, { technicianIds: [s.second.id] })
  return [first!.id, second!.id] as const
}

describe('a bay', () => {
  it('in which a car is worked on takes no other, until the work stands still', async () => {
    const s = await floorScene(t)
    const { mine, other } = await twoCars(s)
    await s.start(mine.jobId)
    const problem = await t.refused(
      workorder.startJob,
      await s.workCall(other.jobId),
      s.second.token,
      'workorder.bay_taken',
    )
    expect(problem.title).toContain('这个工位上另一辆车正在施工')
    expect(await s.jobOf(other.jobId)).toMatchObject({ state: 'assigned', version: 3 })
    expect(await s.stands(other.id)).toMatchObject({ state: 'dispatched', startedAt: null })
    await t.ok(workorder.pauseJob, await s.pauseCall(mine.jobId), s.first.token)
    await s.start(other.jobId, s.second)
    await t.refused(workorder.startJob, await s.workCall(mine.jobId), s.first.token, 'workorder.bay_taken')
    await s.finish(other.jobId, s.second)
    await s.start(mine.jobId)
    expect(await taken()).toEqual([s.bay.id])
    await s.finish(mine.jobId)
    expect(await taken()).toEqual([])
  })

  it('is taken by one of two cars that begin at the same moment', async () => {
    const s = await floorScene(t)
    const { mine, other } = await twoCars(s)
    const calls = [await s.workCall(mine.jobId), await s.workCall(other.jobId)]
    const answers = await Promise.all([
      t.call(workorder.startJob, calls[0]!, s.first.token),
      t.call(workorder.startJob, calls[1]!, s.second.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('workorder.bay_taken')
    expect(await taken()).toEqual([s.bay.id])
  })

  it('holds several jobs of one car, and stays taken until the last of them stands still', async () => {
    const s = await floorScene(t)
    const third = await s.mechanic({ name: '孙平' })
    const [first, second] = await twoJobs(s)
    const other = await s.dispatched(await s.another(900), { technicianIds: [third.id] })
    await s.start(first)
    await s.start(second, s.second)
    expect(await taken()).toEqual([s.bay.id])
    await s.finish(first)
    expect(await taken()).toEqual([s.bay.id])
    await t.refused(workorder.startJob, await s.workCall(other.jobId), third.token, 'workorder.bay_taken')
    await s.finish(second, s.second)
    await s.start(other.jobId, third)
    expect(await taken()).toEqual([s.bay.id])
  })
})
