import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk, workorder } from '@pitlane/contract'
import { Booking, Claim } from '../../server/src/modules/booking/booking.entity'
import { auditClaims } from '../../server/src/modules/booking/claim-audit.service'
import { Vehicle, VehicleHold } from '../../server/src/modules/vehicle/vehicle.entity'
import { Workorder, WorkorderEntry } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TODAY, wish } from '../support/booking-scene'
import { given, somePhone } from '../support/given'
import { once, openNodes, sheetOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof workshopScene>>

const minute = 60_000
const db = () => t.world.app.db.read
const reason = '前台点错了车'

const correction = async (s: Scene, workorderId: string, over: object = {}) => ({
  params: { workorderId },
  body: { ...once(), version: (await s.stands(workorderId)).version, reason, ...over },
})
const bookingOf = async (id: string) => {
  const row = await db().findOne(Booking, { id })
  if (!row) throw new Error('no such booking')
  return row
}
const claimsOf = (bookingId: string) => db().count(Claim, { bookingId })
const logIn = (s: Scene) => given(t).freshToken({ kind: 'staff', id: s.desk.staffId })

/** A booking of today at noon that the store has confirmed. */
async function expected(s: Scene, at = 720) {
  const mine = { storeId: s.store.id, serviceIds: s.service.id, vehicleId: s.driver.vehicleId, day: TODAY, minute: at }
  const placed = await t.ok(booking.place, wish(mine), s.driver.token)
  const params = { bookingId: placed.id }
  const { version } = await t.ok(board.confirm, { params, body: { version: placed.version } }, s.desk.token)
  await t.settle()
  return { params, version }
}

describe('an arrival that was a mistake', () => {
  it('is taken back: the booking waits as before, with its seats, and the flow is over', async () => {
    const s = await workshopScene(t)
    const { id, bookingId } = await s.received()
    const claims = await claimsOf(bookingId)
    t.clock.pass(10 * minute)
    const token = await logIn(s)
    expect(await t.ok(workorder.correctArrival, await correction(s, id), token)).toMatchObject({ state: 'pre' })
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'pre', arrivedAt: null, flowId: null, promisedAt: null })
    expect(await bookingOf(bookingId)).toMatchObject({ state: 'confirmed', closedBy: null, closingReason: null })
    expect(await claimsOf(bookingId)).toBe(claims)
    expect(await auditClaims(t.world.app)).toBe(0)
    expect(await db().count(VehicleHold, { reasonId: bookingId })).toBe(1)
    expect(await openNodes(t)).toEqual([])
    const entries = await db().find(WorkorderEntry, { where: { workorderId: id, kind: 'arrival_corrected' } })
    expect(entries).toMatchObject([{ staffText: `到店登记已更正：${reason}`, byId: s.desk.staffId }])
    const log = await db().rows<{ action: string; reason: string }>(
      "select action, reason from audit_log where action like '%correct%rrival' order by action",
    )
    expect(log).toEqual([
      { action: 'booking.correct_arrival', reason },
      { action: 'workorder.correctArrival', reason },
    ])
  })

  it('is followed by the real one, with a flow of its own', async () => {
    const s = await workshopScene(t)
    const { id, bookingId } = await s.received()
    await t.ok(workorder.correctArrival, await correction(s, id), s.desk.token)
    await t.settle()
    const { version } = await bookingOf(bookingId)
    await t.ok(board.arrive, { params: { bookingId }, body: { version } }, s.desk.token)
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'received', arrivedAt: t.clock.now() })
    expect((await s.stands(id)).promisedAt).not.toBeNull()
    expect(await openNodes(t)).toEqual(['inspect'])
    expect(await rowsOf(t, 'flow_instance')).toBe(2)
  })

  it('is none any more after ten minutes', async () => {
    const s = await workshopScene(t)
    const { id } = await s.received()
    t.clock.pass(10 * minute + 1)
    const token = await logIn(s)
    await t.refused(workorder.correctArrival, await correction(s, id), token, 'workorder.arrival_too_old')
    const read = await t.ok(workorder.read, { params: { workorderId: id } }, token)
    expect(read.may).not.toContain('correctArrival')
    expect(await s.stands(id)).toMatchObject({ state: 'received' })
  })

  it('is offered to the front desk as long as it can be', async () => {
    const s = await workshopScene(t)
    const { id } = await s.received()
    expect((await t.ok(workorder.read, { params: { workorderId: id } }, s.desk.token)).may).toContain('correctArrival')
  })

  it('is none any more once the car was looked at', async () => {
    const s = await workshopScene(t)
    const { id, version } = await s.inspected()
    const seen = await correction(s, id)
    await t.refused(workorder.correctArrival, seen, s.desk.token, 'workorder.wrong_state')
    const old = await correction(s, id, { version: version - 1 })
    await t.refused(workorder.correctArrival, old, s.desk.token, 'workorder.changed')
  })

  it('is taken back once by two taps', async () => {
    const s = await workshopScene(t)
    const { id, bookingId } = await s.received()
    const same = await correction(s, id)
    const answers = await Promise.all([1, 2].map(() => t.call(workorder.correctArrival, same, s.desk.token)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const other = { ...same, body: { ...same.body, ...once() } }
    await t.refused(workorder.correctArrival, other, s.desk.token, 'workorder.changed')
    expect(await rowsOf(t, 'flow_instance')).toBe(1)
    expect(await db().count(VehicleHold, { reasonId: bookingId })).toBe(1)
  })

  it('and the walk around the car exclude each other', async () => {
    const s = await workshopScene(t)
    const { id, version, bookingId } = await s.received()
    const sheet = { ...sheetOf(await s.photos(6)), ...once(), version }
    const [corrected, inspected] = await Promise.all([
      t.call(workorder.correctArrival, await correction(s, id), s.desk.token),
      t.call(workorder.inspect, { params: { workorderId: id }, body: sheet }, s.advisor.token),
    ])
    expect([corrected.status, inspected.status].sort()).toEqual([200, 409])
    await t.settle()
    const isTakenBack = corrected.status === 200
    expect(await s.stands(id)).toMatchObject({ state: isTakenBack ? 'pre' : 'inspected' })
    expect(await bookingOf(bookingId)).toMatchObject({ state: isTakenBack ? 'confirmed' : 'arrived' })
  })

  it('is the front desk’s of that store to take back, and says why', async () => {
    const s = await workshopScene(t)
    const { id } = await s.received()
    const call = await correction(s, id)
    const elsewhere = await given(t).staff('reception', 'store', (await given(t).store()).id)
    await t.refused(workorder.correctArrival, call, elsewhere.token, 'workorder.not_found')
    await t.refused(workorder.correctArrival, call, s.cashier.token, 'auth.forbidden')
    await t.refused(workorder.correctArrival, call, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.correctArrival, call, undefined, 'auth.required')
    await t.refused(workorder.correctArrival, await correction(s, id, { reason: ' ' }), s.desk.token, 'request.invalid')
  })
})

describe('a car that is waited for again', () => {
  it('is a no-show after its grace, also where the first check has passed', async () => {
    const s = await workshopScene(t)
    const { params, version } = await expected(s, 660)
    // Five minutes before its grace is over.
    t.clock.set('2026-11-23T03:25:00.000Z')
    await t.ok(board.arrive, { params, body: { version } }, await logIn(s))
    await t.settle()
    const [row] = await db().find(Workorder, { where: { bookingId: params.bookingId } })
    t.clock.set('2026-11-23T03:33:00.000Z')
    await t.settle()
    expect(await bookingOf(params.bookingId)).toMatchObject({ state: 'arrived' })
    await t.ok(workorder.correctArrival, await correction(s, row?.id ?? ''), await logIn(s))
    expect(await bookingOf(params.bookingId)).toMatchObject({ state: 'confirmed' })
    await t.settle()
    expect(await bookingOf(params.bookingId)).toMatchObject({ state: 'no_show' })
    expect(await s.stands(row?.id ?? '')).toMatchObject({ state: 'cancelled' })
    expect(await db().count(VehicleHold, { reasonId: params.bookingId })).toBe(0)
  })

  it('that was given up before is a no-show again, and may come late after all', async () => {
    const s = await workshopScene(t)
    const { params, version } = await expected(s, 660)
    t.clock.set('2026-11-23T04:00:00.000Z')
    await t.settle()
    const token = await logIn(s)
    await t.ok(board.arrive, { params, body: { version: version + 1 } }, token)
    await t.settle()
    const [row] = await db().find(Workorder, { where: { bookingId: params.bookingId } })
    const id = row?.id ?? ''
    await t.ok(workorder.correctArrival, await correction(s, id), token)
    await t.settle()
    expect(await bookingOf(params.bookingId)).toMatchObject({ state: 'no_show', closingReason: 'not_arrived' })
    expect(await s.stands(id)).toMatchObject({ state: 'cancelled', arrivedAt: null })
    expect(await claimsOf(params.bookingId)).toBe(0)
    expect(await auditClaims(t.world.app)).toBe(0)
    const again = (await bookingOf(params.bookingId)).version
    await t.ok(board.arrive, { params, body: { version: again } }, token)
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'received', arrivedAt: t.clock.now() })
  })

  it('whose work was reported done cannot be waited for', async () => {
    const s = await workshopScene(t)
    const { id, bookingId } = await s.received()
    await t.world.app.db.tx((tx) => tx.update(Booking, { id: bookingId }, { finishedAt: t.clock.now() }))
    await t.refused(workorder.correctArrival, await correction(s, id), s.desk.token, 'workorder.wrong_state')
  })

  it('that has left its owner’s garage cannot be waited for', async () => {
    const s = await workshopScene(t)
    const { id } = await s.received()
    await t.world.app.db.tx((tx) =>
      tx.update(Vehicle, { id: s.driver.vehicleId }, { liveId: null, removedAt: t.clock.now() }),
    )
    await t.refused(workorder.correctArrival, await correction(s, id), s.desk.token, 'workorder.wrong_state')
    expect(await s.stands(id)).toMatchObject({ state: 'received' })
  })
})

describe('a car without a booking that is not there', () => {
  async function walkIn(s: Scene, at?: { day: string; minute: number }) {
    const vehicle = { plate: '沪A88888', brand: '大众', model: '途观', fuel: 'ice' as const }
    const body = {
      ...{ ...once(), phone: somePhone(), name: '李四', serviceIds: [s.service.id], vehicle, remark: '' },
      ...{ channel: 'walk_in' as const, isRework: false, ...(at ? { at } : {}) },
    }
    const { id } = await t.ok(desk.book, { params: { storeId: s.store.id }, body }, s.desk.token)
    await t.settle()
    return id
  }
  const workorderOf = async (bookingId: string) => {
    const [row] = await db().find(Workorder, { where: { bookingId } })
    return row?.id ?? ''
  }

  it('ends with its booking, and why', async () => {
    const s = await workshopScene(t)
    const bookingId = await walkIn(s)
    const id = await workorderOf(bookingId)
    await t.ok(workorder.correctArrival, await correction(s, id), s.desk.token)
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'cancelled', arrivedAt: null, flowId: null })
    expect(await bookingOf(bookingId)).toMatchObject({
      ...{ state: 'cancelled', closedBy: 'system', closingReason: 'arrival_mistake', closingNote: reason },
      liveKey: null,
    })
    expect(await claimsOf(bookingId)).toBe(0)
    expect(await openNodes(t)).toEqual([])
  })

  it('waits where it was to come later the same day', async () => {
    const s = await workshopScene(t)
    const bookingId = await walkIn(s, { day: TODAY, minute: 780 })
    const { version } = await bookingOf(bookingId)
    await t.ok(board.arrive, { params: { bookingId }, body: { version } }, s.desk.token)
    await t.settle()
    await t.ok(workorder.correctArrival, await correction(s, await workorderOf(bookingId)), s.desk.token)
    await t.settle()
    expect(await bookingOf(bookingId)).toMatchObject({ state: 'confirmed' })
  })
})
