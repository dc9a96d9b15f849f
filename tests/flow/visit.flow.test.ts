import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { messaging, workorder } from '@pitlane/contract'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { fireDueTimers } from '../../server/src/modules/process/timer.service'
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

const WEEK = 7 * 24 * 60
const line = {
  kind: 'labour' as const,
  serviceId: null,
  partCode: null,
  quantityCenti: 100,
  unit: '小时' as const,
  of: null,
}

it('a visit, from the booking to its end', async () => {
  const s = await floorScene(t)
  const { driver, advisor, inspector, dispatcher } = s

  // The owner has booked and come; the advisor walks around the car with them and writes a quote.
  const { id } = await s.quoted()
  const at = { params: { workorderId: id } }
  const seen = async () => ({ ...once(), version: (await s.stands(id)).version })
  const progress = () => t.ok(workorder.progress, at, driver.token)
  const asked = await progress()
  expect(asked).toMatchObject({ state: 'quoted', canAuthorise: true, totalFen: 56_000 })
  expect(asked.inspection).toMatchObject({ mileageKm: 23_456, signedAt: t.clock.now().toISOString() })

  // The owner agrees to exactly that in the app; a second tap changes nothing.
  const { version: quoteVersion, snapshotHash } = asked.quote!
  const yes = { ...at, body: { ...once(), quoteVersion, snapshotHash: snapshotHash ?? '' } }
  const taps = await Promise.all([1, 2].map(() => t.ok(workorder.ownerAuthorise, yes, driver.token)))
  expect(taps.map(({ state }) => state)).toEqual(['authorised', 'authorised'])

  // The foreman takes who is recommended; the technician has the task at once and begins.
  const [oil] = await s.jobsOf(id)
  const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId: oil!.id } }, dispatcher.token)
  expect(offers.find(({ technicianId }) => technicianId === s.first.id)).toMatchObject({ canDo: true })
  await s.dispatch(oil!.id)
  expect((await t.ok(workorder.myWork, {}, s.first.token)).places[0]?.jobs[0]?.job.id).toBe(oil!.id)
  await s.start(oil!.id)
  await s.pass(20)
  expect((await progress()).workers).toMatchObject([{ jobName: '小保养' }])

  // Two things are found. One is agreed to with its price; the other is declined, knowing the risk.
  const photoIds = await s.photos(2, s.first.token)
  const measure = { name: '制动片厚度', value: '3.0 mm', limit: '≥ 4.0 mm' }
  const finding = { title: '制动与空调', severity: 'red' as const, finding: '前制动片过薄，滤芯脏', measure, photoIds }
  const { id: addonId } = await t.ok(workorder.proposeAddon, { ...at, body: { ...once(), ...finding } }, s.first.token)
  const lines = [
    { ...line, name: '更换前制动片', unitFen: 68_000, minutes: 40 },
    { ...line, name: '更换空调滤芯', unitFen: 12_000, minutes: 10 },
  ]
  const newPromiseAt = new Date(t.clock.now().getTime() + minutes(300)).toISOString()
  const price = { ...once(), version: 1, lines, extraMinutes: 50, newPromiseAt, recheckHint: '3 个月内' }
  await t.ok(workorder.priceAddon, { params: { addonId }, body: price }, advisor.token)
  await s.finish(oil!.id)
  expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
  const [addon] = (await progress()).addons
  const answer = { ...once(), snapshotHash: addon?.snapshotHash ?? '', approved: [0], isRiskAccepted: true }
  await t.ok(workorder.decideAddon, { params: { addonId }, body: answer }, driver.token)
  const decided = await progress()
  expect(decided).toMatchObject({ totalFen: 124_000, promisedAt: newPromiseAt })
  expect(decided.addons[0]?.lines.map(({ isApproved }) => isApproved)).toEqual([true, false])
  expect(decided.declined.map(({ name }) => name).join()).toContain('更换空调滤芯')

  // The brakes are done as well.
  const [, brakes] = await s.jobsOf(id)
  await s.dispatch(brakes!.id, { technicianIds: [s.second.id] })
  await s.start(brakes!.id, s.second)
  await s.pass(45)
  await s.finish(brakes!.id, s.second)

  // A colleague finds something and sends them back; the second time they are good.
  expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
  const { places } = await t.ok(workorder.myWork, {}, s.first.token)
  expect(places.flatMap(({ checks }) => checks.map(({ job }) => job.id))).toEqual([brakes!.id])
  const proof = { photoIds: await s.photos(1, s.first.token), reason: '导向销未涂润滑脂' }
  const bad = await s.checkCall(brakes!.id, { isPassed: false, ...proof })
  expect(await t.ok(workorder.checkJob, bad, s.first.token)).toMatchObject({ state: 'assigned' })
  expect((await progress()).timeline.at(-1)?.text).toBe('互检发现需复做：更换前制动片，正在重新施工')
  await s.start(brakes!.id, s.second)
  await s.pass(5)
  await s.finish(brakes!.id, s.second)
  await s.check(brakes!.id, s.first)
  expect(await s.stands(id)).toMatchObject({ state: 'work_done' })

  // The final check sends them back once, and passes after a road test.
  const check = async (fails: string, over: object) => {
    const sheet = await t.ok(workorder.qcSheet, at, inspector.token)
    const items = sheet.items.map(({ key, title, jobId }) => ({ key, title, jobId, isPassed: key !== fails, note: '' }))
    const proof = { photoIds: await s.photos(1, inspector.token), reason: '', hasRoadTest: true, ...over }
    return t.ok(
      workorder.judgeQc,
      { ...at, body: { ...once(), version: sheet.version, items, ...proof } },
      inspector.token,
    )
  }
  await check(`${brakes!.id}.safe`, { reason: '制动异响', hasRoadTest: false })
  expect((await progress()).timeline.at(-1)?.text).toBe('质检发现需复做：更换前制动片，正在重新施工')
  expect((await s.jobsOf(id)).map(({ state }) => state)).toEqual(['done', 'assigned'])
  await s.start(brakes!.id, s.second)
  await s.pass(10)
  await s.finish(brakes!.id, s.second)
  await s.check(brakes!.id, s.first)
  await check('', {})

  // Washed, paid, handed over.
  await t.ok(workorder.finishWash, { ...at, body: { ...(await seen()), isWashed: true } }, advisor.token)
  await s.paid(id)
  const keys = { mileageKm: 23_460, oldParts: 'customer' as const, nextHint: '下次保养 33000 公里' }
  await t.ok(workorder.handOver, { ...at, body: { ...(await seen()), ...keys } }, advisor.token)
  await t.settle()

  const end = await progress()
  expect(end).toMatchObject({ state: 'delivered', totalFen: 124_000 })
  expect(end.steps.every((step) => step.at !== null)).toBe(true)
  expect(end.timeline.filter(({ photos }) => photos.length > 0).length).toBeGreaterThanOrEqual(4)
  expect(JSON.stringify(end)).not.toMatch(/王强|李明/)
  const { items } = await t.ok(messaging.inbox, { query: {} }, driver.token)
  const kinds = items.map(({ kind }) => kind)
  for (const kind of ['quote_sent', 'addon_asked', 'car_ready'] as const)
    expect(kinds.filter((one) => one === kind)).toHaveLength(1)
  expect(await auditClaims(t.world.app)).toBe(0)

  // Nothing is heard for a week: the clock closes it, and the flow has come to its end with nothing left to do.
  const clockwork = async () => {
    await fireDueTimers(t.world.app)
    await t.settle()
  }
  await s.pass(WEEK - 1)
  await clockwork()
  expect(await s.stands(id)).toMatchObject({ state: 'delivered' })
  await s.pass(2)
  await clockwork()
  expect(await s.stands(id)).toMatchObject({ state: 'closed', closedAt: t.clock.now() })
  expect(await rowsOf(t, 'job_dead')).toBe(0)
  const stranger = await given(t).driver()
  await t.refused(workorder.progress, at, stranger.token, 'workorder.not_found')
})
