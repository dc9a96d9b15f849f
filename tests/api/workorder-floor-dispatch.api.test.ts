import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, workorder } from '@pitlane/contract'
import { Booking, Claim } from '../../server/src/modules/booking/booking.entity'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY } from '../support/booking-scene'
import { FROM_NOON, floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { follow } from '../support/live-follower'
import { once, quoteOf, sheetOf } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()
const claimsOf = async (resourceId: string) =>
  (await t.world.app.db.read.find(Claim, { where: { resourceId, day: TODAY } })).map(({ cell }) => cell).sort()

/** A car that is in for this service alone, agreed to. */
async function inFor(s: Awaited<ReturnType<typeof floorScene>>, serviceId: string) {
  const who = await given(t).driver()
  const call = { requestId: once().requestId, storeId: s.store.id, serviceIds: [serviceId], vehicleId: who.vehicleId }
  const body = { ...call, day: TODAY, minute: 840, remark: '' }
  const placed = await t.ok(booking.place, { body }, who.token)
  return { who, placed }
}

describe('who should do a job', () => {
  it('is ranked with reasons, and who may not is listed with why', async () => {
    const s = await floorScene(t)
    const apprentice = await s.mechanic({ name: '赵小军', skills: ['tyre'] })
    const off = await s.mechanic({ name: '钱进', hours: [0, 60] })
    const busy = await s.working()
    const { id } = await s.authorised(await s.another())
    const [job] = await s.jobsOf(id)
    const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId: job!.id } }, s.dispatcher.token)
    const of = (who: { id: string }) => offers.find(({ technicianId }) => technicianId === who.id)
    const say = (who: { id: string }) => of(who)?.reasons.map(({ text }) => text)
    expect(offers.slice(-2).every(({ canDo }) => !canDo)).toBe(true)
    expect(say(apprentice)?.[0]).toBe('没有此项目所需的技能')
    expect(say(off)?.[0]).toBe('今天没有排班')
    expect(of(s.second)).toMatchObject({ canDo: true, openJobs: 0, startsAt: t.clock.now().toISOString() })
    expect(of(s.second)?.bay).not.toBeNull()
    expect(say(s.second)).toEqual(expect.arrayContaining(['技能匹配', '正在上班', '手上没有项目']))
    expect(say(s.first)).toEqual(expect.arrayContaining(['手上有 1 个项目']))
    expect(of(s.first)!.score).toBeLessThan(of(s.second)!.score)
    expect(JSON.stringify(offers)).not.toContain(busy.id)
  })

  it('says how fast somebody was at it before, once that is known', async () => {
    const s = await floorScene(t)
    const last = await s.authorised(await s.another(960))
    const cars: Awaited<ReturnType<typeof s.dispatched>>[] = []
    for (const minute of [720, 780, 840]) cars.push(await s.dispatched(await s.another(minute)))
    for (const { id, jobId } of cars) {
      await s.start(jobId)
      await s.pass(30)
      await s.finish(jobId)
      expect(await s.stands(id)).toMatchObject({ state: 'work_done' })
    }
    const [job] = await s.jobsOf(last.id)
    const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId: job!.id } }, s.dispatcher.token)
    const mine = offers.find(({ technicianId }) => technicianId === s.first.id)
    expect(mine?.reasons.map(({ text }) => text)).toContain('此项目工效 200%（近 3 次）')
    const other = offers.find(({ technicianId }) => technicianId === s.second.id)
    expect(mine!.score).toBeGreaterThan(other!.score)
  })
})

describe('dispatch', () => {
  it('moves the claims of the day with it, and again when it is given to others', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id, jobId } = await s.dispatched()
    expect(await claimsOf(s.first.id)).toEqual([48, 49, 50, 51])
    expect(await claimsOf(s.bay.id)).toEqual([48, 49, 50, 51])
    await s.dispatch(jobId, { technicianIds: [s.second.id] })
    expect(await claimsOf(s.first.id)).toEqual([])
    expect(await claimsOf(s.second.id)).toEqual([48, 49, 50, 51])
    const lines = await t.world.app.db.read.rows<{ text: string }>(
      "select staff_text as text from workorder_entry where kind = 'dispatched' order by id",
    )
    expect(lines.map(({ text }) => text)).toEqual([
      '「小保养」派给王强，快保 9 号',
      '「小保养」派给李明，快保 9 号，原为王强',
    ])
    expect(await s.told(id)).toContain('小保养：已派工，李师傅，快保 9 号')
    expect((await t.ok(workorder.myWork, {}, s.first.token)).places[0]?.jobs).toEqual([])
    const [place] = (await t.ok(workorder.myWork, {}, s.second.token)).places
    expect(place?.jobs).toMatchObject([
      { workorderId: id, plate: s.driver.plate, job: { id: jobId, state: 'assigned' } },
    ])
    expect(JSON.stringify(place)).not.toMatch(/欧阳|199\d{8}/)
    expect(await auditClaims(t.world.app)).toBe(0)
  })

  it('takes over in the middle: what is over keeps who did it', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { jobId } = await s.dispatched()
    await s.pass(180 + 20)
    await s.start(jobId)
    await t.ok(workorder.pauseJob, await s.pauseCall(jobId), s.first.token)
    await s.dispatch(jobId, { technicianIds: [s.second.id] })
    expect(await claimsOf(s.first.id)).toEqual([48])
    expect(await claimsOf(s.second.id)).toEqual([49, 50, 51])
    expect(await s.start(jobId, s.second)).toMatchObject({ state: 'running' })
  })

  it('refuses people and bays that do not fit or are taken, and changes nothing', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { jobId } = await s.dispatched()
    const tyres = await s.mechanic({ skills: ['tyre'] })
    const lift = await given(t).bay(s.store.id, { name: '机修 1 号', type: 'mech' })
    const other = await s.authorised(await s.another(720))
    const [job] = await s.jobsOf(other.id)
    const no = async (over: object, code: Parameters<typeof t.refused>[3], of = jobId) =>
      t.refused(workorder.dispatch, await s.dispatchCall(of, over), s.dispatcher.token, code)
    await no({ technicianIds: [tyres.id] }, 'workorder.not_qualified')
    await no({ technicianIds: [s.first.id, s.second.id] }, 'workorder.not_qualified')
    await no({ bayId: lift.id }, 'workorder.bay_unfit')
    // At noon it is taken: they could begin an hour later, and that is not what was offered.
    const noon = t.clock.now().getTime() + minutes(180)
    await no({ startsAt: new Date(noon).toISOString() }, 'workorder.no_room', job!.id)
    expect(await claimsOf(s.first.id)).toEqual([48, 49, 50, 51])
    expect(await s.jobOf(job!.id)).toMatchObject({ state: 'new', version: 1 })
    await s.start(jobId)
    await no({ technicianIds: [s.second.id] }, 'workorder.wrong_state')
  })

  it('is done by one of two dispatchers at once', async () => {
    const s = await floorScene(t)
    const { id } = await s.authorised()
    const [job] = await s.jobsOf(id)
    const calls = await Promise.all(
      [s.first, s.second].map((who) => s.dispatchCall(job!.id, { technicianIds: [who.id] })),
    )
    const answers = await Promise.all(calls.map((call) => t.call(workorder.dispatch, call, s.dispatcher.token)))
    expect(statuses(answers)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('workorder.job_changed')
    const repeat = calls[answers.findIndex(({ status }) => status === 200)]!
    expect(await t.ok(workorder.dispatch, repeat, s.dispatcher.token)).toMatchObject({ version: 2 })
    expect(await auditClaims(t.world.app)).toBe(0)
  })
})

describe('the plan of the day', () => {
  it('hears that the work is done: what was still kept for it is free, and nobody extends it', async () => {
    const s = await floorScene(t, FROM_NOON)
    const { id } = await s.done()
    await t.settle()
    const { bookingId } = await s.stands(id)
    const row = await t.world.app.db.read.findOne(Booking, { id: bookingId })
    expect(row?.finishedAt).toEqual(t.clock.now())
    expect(await claimsOf(s.first.id)).toEqual([48])
    expect(await auditClaims(t.world.app)).toBe(0)
  })
})

describe('a task', () => {
  it('reaches the phone of whom it was given to within 300 ms, and lies with others once it is given anew', async () => {
    const s = await floorScene(t)
    const { id } = await s.authorised()
    const [job] = await s.jobsOf(id)
    const phone = await follow(t.url, s.first.token, [{ kind: 'workshop', storeId: s.store.id }])
    await s.dispatch(job!.id)
    const change = await phone.nextChange(300)
    phone.close()
    expect(change).toMatchObject({ topic: { kind: 'workshop' }, workorderId: id })
    const holders = async () => {
      const sql = `select c.candidate_id as who from flow_candidate c join flow_task k on k.id = c.task_id where k.item = ?`
      return (await t.world.app.db.read.rows<{ who: string }>(sql, [job!.id])).map(({ who }) => who)
    }
    expect(await holders()).toEqual([s.first.staffId])
    await s.dispatch(job!.id, { technicianIds: [s.second.id] })
    expect(await holders()).toEqual([s.second.staffId])
  })
})

describe('high voltage', () => {
  const HV = { kind: 'low_voltage_electrician', expiresOn: '2027-03-01' }

  async function highVoltage(expiresOn = TODAY) {
    const s = await floorScene(t)
    const g = given(t)
    const skills = ['hv', 'quick']
    const a = await s.mechanic({ name: '周电', skills, certificate: HV })
    const b = await s.mechanic({ name: '吴电', skills, certificate: { ...HV, expiresOn } })
    const stale = await s.mechanic({ name: '郑电', skills, certificate: { ...HV, expiresOn: '2026-11-22' } })
    const bay = await g.bay(s.store.id, { name: '高压 1 号', type: 'hv' })
    const need = { bayType: 'hv', skill: 'hv', certificate: HV.kind, technicianCount: 2 } as const
    const service = await g.service(s.store.id, { name: '高压绝缘检测', ...need })
    const { placed } = await inFor(s, service.id)
    const params = { bookingId: placed.id }
    const { version } = await t.ok(board.confirm, { params, body: { version: placed.version } }, s.desk.token)
    await t.ok(board.arrive, { params, body: { version } }, s.desk.token)
    await t.settle()
    const rows = await t.world.app.db.read.rows<{ id: string }>('select id from workorder where booking_id = ?', [
      placed.id,
    ])
    const at = { params: { workorderId: rows[0]!.id } }
    const seen = async () => ({ ...once(), version: (await s.stands(rows[0]!.id)).version })
    const sheet = sheetOf(await s.photos(6))
    await t.ok(workorder.inspect, { ...at, body: { ...sheet, ...(await seen()) } }, s.advisor.token)
    const quote = quoteOf(t, service.id)
    const [labour] = quote.lines
    const lines = [{ ...labour!, name: '高压绝缘检测' }]
    await t.ok(workorder.saveQuote, { ...at, body: { ...quote, lines, ...(await seen()) } }, s.advisor.token)
    const consent = { quoteVersion: 1, method: 'call' as const, note: '电话' }
    await t.ok(workorder.authorise, { ...at, body: { ...consent, ...(await seen()) } }, s.advisor.token)
    const [job] = await s.jobsOf(rows[0]!.id)
    return { ...s, a, b, stale, hvBay: bay, jobId: job!.id }
  }

  it('takes two certified people, of whom none has a certificate that ran out yesterday', async () => {
    const s = await highVoltage()
    const give = async (...technicianIds: string[]) => s.dispatchCall(s.jobId, { technicianIds, bayId: s.hvBay.id })
    const no = async (...ids: string[]) =>
      t.refused(workorder.dispatch, await give(...ids), s.dispatcher.token, 'workorder.not_qualified')
    await no(s.a.id)
    await no(s.a.id, s.a.id)
    await no(s.a.id, s.stale.id)
    await no(s.a.id, s.first.id)
    const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId: s.jobId } }, s.dispatcher.token)
    const stale = offers.find(({ technicianId }) => technicianId === s.stale.id)
    expect(stale).toMatchObject({ canDo: false, bay: null })
    expect(stale?.reasons[0]?.text).toBe('证书已于 2026-11-22 到期')
    await t.ok(workorder.dispatch, await give(s.a.id, s.b.id), s.dispatcher.token)
    await s.start(s.jobId, s.b)
    const running = await t.world.app.db.read.rows<{ n: number }>('select count(*) as n from job_interval')
    expect(Number(running[0]?.n)).toBe(2)
  })

  it('is not begun with a certificate that expired this morning', async () => {
    const s = await highVoltage()
    const give = { technicianIds: [s.a.id, s.b.id], bayId: s.hvBay.id }
    await t.ok(workorder.dispatch, await s.dispatchCall(s.jobId, give), s.dispatcher.token)
    t.clock.pass(minutes(24 * 60))
    const token = await given(t).freshToken({ kind: 'staff', id: s.a.staffId })
    await t.refused(workorder.startJob, await s.workCall(s.jobId), token, 'workorder.not_qualified')
  })
})
