import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, workorder } from '@pitlane/contract'
import type { Service } from '../../server/src/modules/catalog/catalog.entity'
import { Store } from '../../server/src/modules/store/store.entity'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import { Handover, Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { TODAY, wish } from '../support/booking-scene'
import { floorScene, minutes } from '../support/floor-scene'
import { given } from '../support/given'
import { once, quoteOf, sheetOf } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof floorScene>>

const day = minutes(24 * 60)

/** A visit of the car in which its oil was changed, handed over so many days ago. */
async function visitBefore(s: Scene, days = 3, over: Partial<Workorder> = {}) {
  const { id, jobId } = await s.done()
  const { bookingId } = await s.stands(id)
  const deliveredAt = new Date(t.clock.now().getTime() - days * day)
  await t.world.app.db.tx(async (tx) => {
    await tx.run("update job_line set state = 'passed' where id = ?", [jobId])
    await tx.update(Workorder, { id }, { state: 'delivered', deliveredAt, ...over })
    await tx.insert(Handover, {
      ...{
        workorderId: id,
        mileageKm: 23_460,
        oldParts: 'none',
        nextHint: '',
        byId: s.advisor.staffId,
        at: deliveredAt,
      },
    })
    await tx.run('update booking set live_key = null where id = ?', [bookingId])
  })
  return { id, jobId }
}

/** The same car comes for this. */
async function back(s: Scene, service: Pick<Service, 'id'> = s.service, minute = 900) {
  const mine = { storeId: s.store.id, serviceIds: service.id, vehicleId: s.driver.vehicleId, day: TODAY, minute }
  const placed = await t.ok(booking.place, wish(mine), s.driver.token)
  const params = { bookingId: placed.id }
  const { version } = await t.ok(board.confirm, { params, body: { version: placed.version } }, s.desk.token)
  await t.ok(board.arrive, { params, body: { version } }, s.desk.token)
  await t.settle()
  const [row] = await t.world.app.db.read.find(Workorder, { where: { bookingId: placed.id } })
  if (!row) throw new Error('no work order')
  return row
}

const verdict = async (s: Scene, workorderId: string, isSame: boolean, over: object = {}) => ({
  params: { workorderId },
  body: { ...once(), version: (await s.stands(workorderId)).version, isSame, reason: '同一处仍漏油', ...over },
})

const inspect = async (s: Scene, workorderId: string) => {
  const { version } = await s.stands(workorderId)
  const body = { ...sheetOf(await s.photos(6, s.advisor.token)), ...once(), version }
  await t.ok(workorder.inspect, { params: { workorderId }, body }, s.advisor.token)
}
const quote = async (s: Scene, workorderId: string) => ({
  params: { workorderId },
  body: { ...quoteOf(t, s.service.id), ...once(), version: (await s.stands(workorderId)).version },
})
const read = (s: Scene, workorderId: string) => t.ok(workorder.read, { params: { workorderId } }, s.advisor.token)

describe('a car that comes back soon', () => {
  it('is suspected, and has no quote before its advisor has decided', async () => {
    const s = await floorScene(t)
    const before = await visitBefore(s)
    const { id } = await back(s)
    expect(await s.stands(id)).toMatchObject({ suspectedOf: before.id, isSameFault: null, reworkOf: null })
    const detail = await read(s, id)
    expect(detail.suspicion).toMatchObject({ workorderId: before.id, jobs: ['小保养'], isSame: null, reason: null })
    expect(detail.booked).toEqual([{ serviceId: s.service.id, name: '小保养', minutes: 60, priceFen: 48_000 }])
    expect(detail.may).toContain('decideRework')
    const { cards } = await t.ok(workorder.board, { params: { storeId: s.store.id }, query: {} }, s.advisor.token)
    expect(cards.find((card) => card.id === id)).toMatchObject({ isSuspected: true, isRework: false })
    await inspect(s, id)
    await t.refused(workorder.saveQuote, await quote(s, id), s.advisor.token, 'workorder.rework_undecided')
    await t.ok(workorder.decideRework, await verdict(s, id, false, { reason: '常规保养' }), s.advisor.token)
    expect(await s.stands(id)).toMatchObject({ isSameFault: false, reworkOf: null, reworkReason: '常规保养' })
    await t.ok(workorder.saveQuote, await quote(s, id), s.advisor.token)
    expect(await s.told(id)).not.toContain('本次按返修处理，优先安排')
    expect(await read(s, id)).toMatchObject({ isRework: false, suspicion: { isSame: false, reason: '常规保养' } })
  })

  it('is a rework where its advisor says so: its owner hears it, and others should do the work', async () => {
    const s = await floorScene(t)
    const before = await visitBefore(s)
    const { id } = await back(s)
    await t.ok(workorder.decideRework, await verdict(s, id, true), s.advisor.token)
    expect(await s.stands(id)).toMatchObject({ isSameFault: true, reworkOf: before.id, reworkReason: '同一处仍漏油' })
    expect(await s.told(id)).toContain('本次按返修处理，优先安排')
    expect(await read(s, id)).toMatchObject({ isRework: true })
    await inspect(s, id)
    await t.ok(workorder.saveQuote, await quote(s, id), s.advisor.token)
    const { version, quoteVersion } = await s.stands(id)
    const yes = { ...once(), version, quoteVersion, method: 'call' as const, note: '电话' }
    await t.ok(workorder.authorise, { params: { workorderId: id }, body: yes }, s.advisor.token)
    const [job] = await s.jobsOf(id)
    const { offers } = await t.ok(workorder.dispatchOffers, { params: { jobId: job!.id } }, s.dispatcher.token)
    const reasonsOf = (technicianId: string) =>
      offers.find((one) => one.technicianId === technicianId)?.reasons.filter(({ kind }) => kind === 'rework')
    expect(reasonsOf(s.first.id)).toEqual([
      { kind: 'rework', text: '返修：上次由其施工，建议换更高级别', isGood: false },
    ])
    expect(reasonsOf(s.second.id)).toEqual([])
    await t.refused(workorder.decideRework, await verdict(s, id, false), s.advisor.token, 'workorder.wrong_state')
  })

  it('is decided anew until its owner has agreed, and each decision is kept', async () => {
    const s = await floorScene(t)
    await visitBefore(s)
    const { id } = await back(s)
    await t.ok(workorder.decideRework, await verdict(s, id, true), s.advisor.token)
    await t.ok(workorder.decideRework, await verdict(s, id, false, { reason: '看错了' }), s.advisor.token)
    expect(await s.stands(id)).toMatchObject({ isSameFault: false, reworkOf: null, reworkReason: '看错了' })
    expect(await s.told(id)).toContain('复核后，本次不按返修处理')
    const log = await t.world.app.db.read.rows<{ reason: string }>(
      "select reason from audit_log where action = 'workorder.decideRework' order by at, id",
    )
    expect(log.map(({ reason }) => reason)).toEqual(['同一处仍漏油', '看错了'])
  })

  it('is decided once by two taps', async () => {
    const s = await floorScene(t)
    await visitBefore(s)
    const { id } = await back(s)
    const [yes, no] = [await verdict(s, id, true), await verdict(s, id, false)]
    const same = await Promise.all([yes, yes].map((call) => t.call(workorder.decideRework, call, s.advisor.token)))
    expect(same.map(({ status }) => status)).toEqual([200, 200])
    await t.refused(workorder.decideRework, no, s.advisor.token, 'workorder.changed')
    expect((await s.told(id)).filter((text) => text.includes('返修'))).toHaveLength(1)
  })

  it('is its store’s advisor’s to decide, with why', async () => {
    const s = await floorScene(t)
    await visitBefore(s)
    const { id } = await back(s)
    const call = await verdict(s, id, true)
    const elsewhere = await given(t).staff('advisor', 'store', (await given(t).store()).id)
    await t.refused(workorder.decideRework, call, elsewhere.token, 'workorder.not_found')
    await t.refused(workorder.decideRework, call, s.first.token, 'auth.forbidden')
    await t.refused(workorder.decideRework, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.decideRework, call, undefined, 'auth.required')
    const silent = await verdict(s, id, false, { reason: ' ' })
    await t.refused(workorder.decideRework, silent, s.advisor.token, 'request.invalid')
  })
})

describe('a car that comes for something else', () => {
  const suspectedAfter = async (s: Scene, service?: Pick<Service, 'id'>) =>
    (await s.stands((await back(s, service)).id)).suspectedOf

  it('is not suspected', async () => {
    const s = await floorScene(t)
    await visitBefore(s)
    const tyres = await given(t).service(s.store.id, { name: '换胎', category: 'tyre' })
    const { id } = await back(s, tyres)
    expect((await s.stands(id)).suspectedOf).toBeNull()
    expect(await read(s, id)).toMatchObject({ suspicion: null, isRework: false })
    expect((await read(s, id)).may).not.toContain('decideRework')
    await t.refused(workorder.decideRework, await verdict(s, id, true), s.advisor.token, 'workorder.wrong_state')
  })

  it('is suspected where it is to be found out what is wrong', async () => {
    const s = await floorScene(t)
    const { id } = await visitBefore(s)
    const diagnosis = await given(t).service(s.store.id, { name: '故障诊断', category: 'inspection' })
    expect(await suspectedAfter(s, diagnosis)).toBe(id)
  })

  it.each([
    [10, 'suspected'],
    [11, 'not'],
  ])('after %s days is %s', async (days, expected) => {
    const s = await floorScene(t)
    const { id } = await visitBefore(s, days)
    expect(await suspectedAfter(s)).toBe(expected === 'not' ? null : id)
  })

  it('is measured by what its store warrants', async () => {
    const s = await floorScene(t)
    await t.world.app.db.tx((tx) => tx.update(Store, { id: s.store.id }, { warrantyDays: 100, warrantyKm: 20_000 }))
    const { id } = await visitBefore(s, 90)
    await t.world.app.db.tx((tx) => tx.update(Vehicle, { id: s.driver.vehicleId }, { mileageKm: 43_460 }))
    expect(await suspectedAfter(s)).toBe(id)
  })

  it('is not suspected so many kilometres later, of another store’s visit, or of one that was cancelled', async () => {
    const s = await floorScene(t)
    const { id } = await visitBefore(s)
    const set = (patch: Partial<Workorder>) => t.world.app.db.tx((tx) => tx.update(Workorder, { id }, patch))
    await t.world.app.db.tx((tx) => tx.update(Vehicle, { id: s.driver.vehicleId }, { mileageKm: 25_461 }))
    const first = await back(s)
    expect(first.suspectedOf).toBeNull()
    await t.world.app.db.tx(async (tx) => {
      await tx.update(Vehicle, { id: s.driver.vehicleId }, { mileageKm: 23_500 })
      await tx.run('update booking set live_key = null where id = ?', [first.bookingId])
    })
    const other = await given(t).store()
    await set({ storeId: other.id })
    const second = await back(s, s.service, 960)
    expect(second.suspectedOf).toBeNull()
    await t.world.app.db.tx((tx) => tx.run('update booking set live_key = null where id = ?', [second.bookingId]))
    await set({ storeId: s.store.id, state: 'cancelled' })
    expect((await back(s, s.service, 1020)).suspectedOf).toBeNull()
  })
})
