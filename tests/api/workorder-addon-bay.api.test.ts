import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, resources, todo, workorder } from '@pitlane/contract'
import { BookingStep, Claim } from '../../server/src/modules/booking/booking.entity'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY, wish } from '../support/booking-scene'
import { FROM_NOON, floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { once, quoteOf } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  expect(await auditClaims(t.world.app)).toBe(0)
  await t.stop()
})

const TOMORROW = '2026-11-24'

type Scene = Awaited<ReturnType<typeof scene>>

/** A workshop that can align wheels too, with as many people and bays for it. */
async function scene({ people = 1, bays = 1, hours = [540, 1080] as [number, number] } = {}) {
  const s = await floorScene(t, FROM_NOON)
  const aligners = []
  for (let i = 0; i < people; i++)
    aligners.push((await s.mechanic({ name: `定位师${i + 1}`, skills: ['align'], hours })).id)
  const lifts: string[] = []
  for (let i = 0; i < bays; i++)
    lifts.push((await given(t).bay(s.store.id, { name: `定位 ${i + 1} 号`, type: 'align' })).id)
  const align = await given(t).service(s.store.id, {
    name: '四轮定位',
    bayType: 'align',
    skill: 'align',
    bayMinutes: 40,
  })
  return { ...s, align, aligners, lifts }
}

/** Forty minutes of wheel alignment that the owner has agreed to. */
async function agree(s: Scene, workorderId: string) {
  const found = { title: '轮胎偏磨', severity: 'yellow' as const, finding: '前轮内侧偏磨', measure: null }
  const proposal = { ...once(), ...found, photoIds: await s.photos(1, s.first.token) }
  const at = { params: { workorderId } }
  const { id: addonId } = await t.ok(workorder.proposeAddon, { ...at, body: proposal }, s.first.token)
  const [labour] = quoteOf(t, s.align.id).lines
  const price = {
    ...{ ...once(), version: 1, lines: [{ ...labour!, name: '四轮定位', minutes: 40 }], extraMinutes: 40 },
    ...{ newPromiseAt: new Date(t.clock.now().getTime() + minutes(420)).toISOString(), recheckHint: '' },
  }
  await t.ok(workorder.priceAddon, { params: { addonId }, body: price }, s.advisor.token)
  const { snapshotHash } = await s.addonOf(addonId)
  const answer = { ...once(), snapshotHash: snapshotHash ?? '', approved: [0], isRiskAccepted: false }
  await t.ok(workorder.decideAddon, { params: { addonId }, body: answer }, s.driver.token)
  await t.settle()
  const job = (await s.jobsOf(workorderId)).find((one) => one.addonId === addonId)
  if (!job) throw new Error('no job')
  return job
}

const stepsOf = async (s: Scene, workorderId: string) => {
  const { bookingId } = await s.stands(workorderId)
  return t.world.app.db.read.find(BookingStep, { where: { bookingId }, order: { ordinal: 'ASC' } })
}
const seatOf = async (s: Scene, workorderId: string, jobId: string) =>
  (await stepsOf(s, workorderId)).find((step) => step.jobId === jobId)
const cellsOf = async (resourceId: string, day = TODAY) =>
  (await t.world.app.db.read.find(Claim, { where: { resourceId, day }, order: { cell: 'ASC' } })).map(
    ({ cell }) => cell,
  )
const notesOf = async (kind: string) =>
  (
    await t.world.app.db.read.rows<{ text: string }>('select staff_text as text from workorder_entry where kind = ?', [
      kind,
    ])
  ).map(({ text }) => text)
const todosOf = async (s: Scene) =>
  (
    await t.ok(todo.list, { params: { storeId: s.store.id }, query: { state: 'open' } }, s.dispatcher.token)
  ).items.filter(({ kind }) => kind === 'plan')

describe('an add-on that needs another bay', () => {
  it('has seats of its own after the work, and is suggested to who has them', async () => {
    const s = await scene()
    const { id, jobId } = await s.working()
    const job = await agree(s, id)
    expect(await stepsOf(s, id)).toMatchObject([
      { startsMinute: 720, endsMinute: 780, jobId: null, serviceId: s.service.id },
      {
        ...{ startsMinute: 780, endsMinute: 820, jobId: job.id, serviceId: s.align.id, isSeated: true },
        ...{ bayId: s.lifts[0], technicianIds: s.aligners, priceFen: 0 },
      },
    ])
    expect(await cellsOf(s.lifts[0]!)).toEqual([52, 53, 54])
    expect(await s.jobOf(job.id)).toMatchObject({ state: 'new', bayId: s.lifts[0], technicianIds: s.aligners })
    expect(await notesOf('addon_planned')).toEqual([
      '增项「轮胎偏磨」已排入计划：还需施工 100 分钟，排到 11月23日 13:40；「四轮定位」排在 11月23日 13:00 定位 1 号',
    ])
    expect(await todosOf(s)).toEqual([])
    // What was booked stays what was booked.
    const { bookingId } = await s.stands(id)
    const mine = await t.ok(booking.one, { params: { bookingId } }, s.driver.token)
    expect(mine.services.map(({ name }) => name)).toEqual(['小保养'])
    const { booked } = await t.ok(workorder.read, { params: { workorderId: id } }, s.advisor.token)
    expect(booked.map(({ name }) => name)).toEqual(['小保养'])
    // Longer than planned: the first job's rest does not take its place away.
    await s.pass(30)
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId), s.first.token)
    expect((await seatOf(s, id, job.id))?.startsMinute).toBe(780)
  })

  it('waits for the bay until it is free, and nobody waits for it', async () => {
    const s = await scene()
    const other = await given(t).driver()
    const { storeId, id: alignId } = { storeId: s.store.id, id: s.align.id }
    const taken = { storeId, serviceIds: alignId, vehicleId: other.vehicleId, day: TODAY, minute: 780 }
    const { id: bookingId } = await t.ok(booking.place, wish(taken), other.token)
    const { id } = await s.working()
    const job = await agree(s, id)
    expect(await seatOf(s, id, job.id)).toMatchObject({ day: TODAY, startsMinute: 825, endsMinute: 865 })
    const [step] = await t.world.app.db.read.find(BookingStep, { where: { bookingId, kind: 'work' } })
    expect(step).toMatchObject({ startsMinute: 780, endsMinute: 820, isSeated: true })
  })

  it('is done on the next day when nobody is there any more today', async () => {
    const s = await scene({ hours: [540, 720] })
    const { id } = await s.working()
    const job = await agree(s, id)
    expect(await seatOf(s, id, job.id)).toMatchObject({ day: TOMORROW, startsMinute: 540, endsMinute: 580 })
    expect(await cellsOf(s.lifts[0]!, TOMORROW)).toEqual([36, 37, 38])
    expect((await notesOf('addon_planned'))[0]).toContain('「四轮定位」排在 11月24日 09:00 定位 1 号')
  })

  it('is a to-do of the dispatcher where it has no place, until it is given to somebody', async () => {
    const s = await scene({ people: 0 })
    const { id } = await s.working()
    const before = await stepsOf(s, id)
    const job = await agree(s, id)
    expect((await notesOf('addon_planned'))[0]).toMatch(/；「四轮定位」排不进计划，请在派工台另行安排$/)
    expect(await stepsOf(s, id)).toMatchObject(
      before.map(({ startsMinute, endsMinute }) => ({ startsMinute, endsMinute })),
    )
    expect(await todosOf(s)).toMatchObject([{ title: '「四轮定位」排不进计划', subjectId: id }])
    const who = await newcomer(s)
    await s.dispatch(job.id, { technicianIds: [who.id], bayId: s.lifts[0]! })
    expect(await todosOf(s)).toEqual([])
    // There is somebody now: the work has a time of its own.
    await t.settle()
    expect(await seatOf(s, id, job.id)).toMatchObject({ bayId: s.lifts[0], technicianIds: [who.id], isSeated: true })
    expect(await notesOf('job_planned')).toEqual(['「四轮定位」排在 11月23日 13:00 定位 1 号'])
    await t.ok(workorder.withdrawDispatch, await s.workCall(job.id), s.dispatcher.token)
    await t.settle()
    expect(await s.jobOf(job.id)).toMatchObject({ state: 'new', bayId: s.lifts[0], technicianIds: [who.id] })
    expect(await todosOf(s)).toEqual([])
  })

  it('is done as it was given where the plan has no time for it, and is a to-do again once it is taken back', async () => {
    const s = await scene({ people: 0 })
    const { id } = await s.working()
    const job = await agree(s, id)
    const who = await newcomer(s, { isThere: false })
    await s.dispatch(job.id, { technicianIds: [who.id], bayId: s.lifts[0]! })
    await t.settle()
    expect(await seatOf(s, id, job.id)).toBeUndefined()
    expect(await notesOf('job_planned')).toEqual(['「四轮定位」照派工施工，当日计划里没有所派人员和工位的空闲时段'])
    expect(await s.jobOf(job.id)).toMatchObject({ state: 'assigned', technicianIds: [who.id] })
    await t.ok(workorder.withdrawDispatch, await s.workCall(job.id), s.dispatcher.token)
    await t.settle()
    expect(await s.jobOf(job.id)).toMatchObject({ state: 'new', bayId: null, technicianIds: [] })
    expect(await todosOf(s)).toMatchObject([{ title: '「四轮定位」排不进计划', subjectId: id }])
  })

  it('takes nobody else’s time where others have it', async () => {
    const s = await scene({ people: 0 })
    const { id } = await s.working()
    const job = await agree(s, id)
    const busy = await newcomer(s, { isThere: false })
    const free = await newcomer(s)
    await s.dispatch(job.id, { technicianIds: [busy.id], bayId: s.lifts[0]! })
    await t.settle()
    expect(await seatOf(s, id, job.id)).toBeUndefined()
    expect(await cellsOf(free.id)).toEqual([])
    const tried = await t.world.app.db.read.rows("select * from audit_log where action = 'booking.replan'")
    expect(JSON.stringify(tried)).toContain(free.id)
    expect(await notesOf('job_planned')).toHaveLength(1)
  })

  it.each(['removed', 'outsourced'] as const)('is a to-do no longer when it is %s', async (how) => {
    const s = await scene({ people: 0 })
    const { id } = await s.working()
    const job = await agree(s, id)
    expect(await todosOf(s)).toHaveLength(1)
    if (how === 'removed') await leaveOut(s, id, job.id)
    else {
      const dueAt = new Date(t.clock.now().getTime() + minutes(120)).toISOString()
      const body = { ...(await s.workCall(job.id)).body, vendor: '申城定位中心', dueAt }
      await t.ok(workorder.outsourceJob, { params: { jobId: job.id }, body }, s.dispatcher.token)
    }
    expect(await todosOf(s)).toEqual([])
  })

  it('moves in the plan when it is given to others, and gives everything back once all is done', async () => {
    const s = await scene({ people: 2, bays: 2, hours: [780, 1080] })
    const { id, jobId } = await s.working()
    const job = await agree(s, id)
    const seat = await seatOf(s, id, job.id)
    const bayId = s.lifts.find((one) => one !== seat?.bayId) ?? ''
    const technicianIds = s.aligners.filter((one) => !seat?.technicianIds.includes(one))
    await s.dispatch(job.id, { technicianIds, bayId })
    expect(await seatOf(s, id, job.id)).toMatchObject({ bayId, technicianIds, startsMinute: 780, endsMinute: 820 })
    expect(await cellsOf(seat?.bayId ?? '')).toEqual([])
    expect(await cellsOf(bayId)).toEqual([52, 53, 54])
    const { blocks } = await t.ok(workorder.floorPlan, { params: { storeId: s.store.id } }, s.dispatcher.token)
    expect(blocks.find((one) => one.jobId === job.id)).toMatchObject({
      startsMinute: 780,
      endsMinute: 820,
      isAddon: true,
    })
    // Somebody else is there at that time.
    await s.pass(10)
    await s.finish(jobId)
    const token = await tokenOf(s, technicianIds[0] ?? '')
    await t.ok(workorder.startJob, await s.workCall(job.id), token)
    await s.pass(20)
    const again = await tokenOf(s, technicianIds[0] ?? '')
    const body = {
      ...(await s.workCall(job.id)).body,
      photoIds: await s.photos(1, again),
      isSelfChecked: true as const,
      note: '',
    }
    await t.ok(workorder.finishJob, { params: { jobId: job.id }, body }, again)
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    expect((await cellsOf(bayId)).length).toBeLessThanOrEqual(1)
  })

  it('follows the plan of the day when its bay is out of order', async () => {
    const s = await scene({ bays: 2 })
    const { id } = await s.working()
    const job = await agree(s, id)
    const { bayId } = await s.jobOf(job.id)
    await outage(s, bayId ?? '')
    const moved = await s.jobOf(job.id)
    expect(moved.bayId).toBe(s.lifts.find((one) => one !== bayId))
    expect(await seatOf(s, id, job.id)).toMatchObject({ bayId: moved.bayId, isSeated: true, startsMinute: 780 })
  })

  it('takes up a car whose work was over, for this alone', async () => {
    const s = await scene()
    const { id } = await s.done()
    await t.settle()
    const job = await agree(s, id)
    const seat = await seatOf(s, id, job.id)
    expect(seat).toMatchObject({ day: TODAY, bayId: s.lifts[0], isSeated: true })
    expect((seat?.endsMinute ?? 0) - (seat?.startsMinute ?? 0)).toBe(40)
    expect(await s.stands(id)).toMatchObject({ state: 'in_progress' })
  })
})

/** Somebody who can align wheels comes to help out; `isThere` says whether the roster has hours of theirs. */
async function newcomer(s: Scene, { isThere = true } = {}) {
  const who = await given(t).technician(s.store.id, { name: '外援', skills: ['align'] })
  await t.world.app.db.tx(async (tx) => {
    if (!isThere) await tx.run('delete from technician_shift where technician_id = ?', [who.id])
    await tx.run('update store set roster_version = roster_version + 1 where id = ?', [s.store.id])
  })
  return who
}

/** Its owner agrees that a job shall not be done after all. */
async function leaveOut(s: Scene, workorderId: string, jobId: string) {
  const order = { ...once(), jobIds: [jobId], reason: '下次再做' }
  const { id } = await t.ok(workorder.proposeRemoval, { params: { workorderId }, body: order }, s.advisor.token)
  const { snapshotHash } = await s.addonOf(id)
  const body = { ...once(), snapshotHash: snapshotHash ?? '', approved: [0], isRiskAccepted: false }
  await t.ok(workorder.decideAddon, { params: { addonId: id }, body }, s.driver.token)
}

const tokenOf = async (s: Scene, technicianId: string): Promise<string> => {
  const [row] = await t.world.app.db.read.rows<{ staffId: string }>(
    'select staff_id as staffId from technician where id = ?',
    [technicianId],
  )
  return given(t).freshToken({ kind: 'staff', id: row?.staffId ?? s.first.staffId })
}

/** A bay cannot be used today, and the plan of the day is put in order. */
async function outage(s: Scene, bayId: string) {
  const params = { storeId: s.store.id }
  const { version } = await t.ok(resources.read, { params }, s.manager.token)
  const span = { fromDay: TODAY, toDay: TODAY, startsMinute: 540, endsMinute: 1080 }
  const change = { kind: 'add_bay_outage' as const, bayId, ...span, reason: '检修' }
  const body = { version, affectedSeen: 0, change }
  const { affected } = await t.ok(resources.previewChange, { params, body }, s.manager.token)
  await t.ok(resources.saveChange, { params, body: { ...body, affectedSeen: affected.length } }, s.manager.token)
  await t.settle()
}
