import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk, workorder } from '@pitlane/contract'
import { Inspection, Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { snapshotHash } from '../../server/src/modules/workorder/snapshot.service'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TODAY, wish } from '../support/booking-scene'
import { given, somePhone } from '../support/given'
import { once, sheetOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const openNodes = async () =>
  (await t.world.app.db.read.rows<{ node: string }>("select node from flow_task where status = 'open'")).map(
    ({ node }) => node,
  )

describe('a car that comes', () => {
  it('is received once, with its flow begun and a promise', async () => {
    const s = await workshopScene(t)
    const row = await s.received()
    expect(row).toMatchObject({ state: 'received', arrivedAt: t.clock.now(), advisorId: null })
    // Booked from 12:00 to 13:00, and half an hour more.
    expect(row.promisedAt?.toISOString()).toBe('2026-11-23T05:30:00.000Z')
    expect(row.firstPromisedAt).toEqual(row.promisedAt)
    expect(await openNodes()).toEqual(['inspect'])
    expect(await rowsOf(t, 'flow_instance')).toBe(1)
  })

  it('enters the same way without a booking', async () => {
    const s = await workshopScene(t)
    const vehicle = { plate: '沪A88888', brand: '大众', model: '途观', fuel: 'ice' as const }
    const body = {
      ...{ ...once(), phone: somePhone(), name: '李四', serviceIds: [s.service.id], vehicle, remark: '异响' },
      ...{ channel: 'walk_in' as const, isRework: false },
    }
    const { id: bookingId } = await t.ok(desk.book, { params: { storeId: s.store.id }, body }, s.desk.token)
    await t.settle()
    const [row] = await t.world.app.db.read.find(Workorder, { where: { bookingId } })
    expect(row).toMatchObject({ state: 'received', arrivedAt: t.clock.now() })
    expect(await openNodes()).toEqual(['inspect'])
  })

  it('does not come when its booking is cancelled: the draft ends, and no flow began', async () => {
    const s = await workshopScene(t)
    const mine = {
      storeId: s.store.id,
      serviceIds: s.service.id,
      vehicleId: s.driver.vehicleId,
      day: TODAY,
      minute: 720,
    }
    const { id } = await t.ok(booking.place, wish(mine), s.driver.token)
    await t.settle()
    await t.ok(booking.cancel, { params: { bookingId: id }, body: { reason: 'other' } }, s.driver.token)
    await t.settle()
    const [row] = await t.world.app.db.read.find(Workorder, { where: { bookingId: id } })
    expect(row).toMatchObject({ state: 'cancelled', arrivedAt: null, flowId: null })
    expect(await rowsOf(t, 'flow_instance')).toBe(0)
  })

  it('is received when it comes late after all', async () => {
    const s = await workshopScene(t)
    const mine = {
      storeId: s.store.id,
      serviceIds: s.service.id,
      vehicleId: s.driver.vehicleId,
      day: TODAY,
      minute: 660,
    }
    const placed = await t.ok(booking.place, wish(mine), s.driver.token)
    const params = { bookingId: placed.id }
    const confirmed = await t.ok(board.confirm, { params, body: { version: placed.version } }, s.desk.token)
    t.clock.set('2026-11-23T04:00:00.000Z')
    const token = await given(t).freshToken({ kind: 'staff', id: s.desk.staffId })
    await t.settle()
    const missed = await t.world.app.db.read.find(Workorder, { where: { bookingId: placed.id } })
    expect(missed).toMatchObject([{ state: 'cancelled' }])
    await t.ok(board.arrive, { params, body: { version: confirmed.version + 1 } }, token)
    await t.settle()
    const [row] = await t.world.app.db.read.find(Workorder, { where: { bookingId: placed.id } })
    expect(row).toMatchObject({ state: 'received', arrivedAt: t.clock.now() })
  })
})

describe('an arrival that was a mistake', () => {
  const booked = (id: string, state: string) =>
    t.world.app.db.tx(async (tx) => {
      await tx.run('update booking set state = ? where id = ?', [state, id])
      tx.emit({ type: 'booking.confirmed', bookingId: id })
    })

  it('takes the car out again with its flow, and it may come anew', async () => {
    const s = await workshopScene(t)
    const { id, bookingId } = await s.received()
    await booked(bookingId, 'confirmed')
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'pre', arrivedAt: null, flowId: null })
    expect(await openNodes()).toEqual([])
    await booked(bookingId, 'arrived')
    await t.settle()
    expect(await s.stands(id)).toMatchObject({ state: 'received', arrivedAt: t.clock.now() })
    expect(await openNodes()).toEqual(['inspect'])
  })

  it('is none any more once the car was looked at, nor once the visit was cancelled in the house', async () => {
    const s = await workshopScene(t)
    const { id, bookingId, version } = await s.inspected()
    await booked(bookingId, 'confirmed')
    await t.settle()
    expect((await s.stands(id)).state).toBe('inspected')
    const body = { ...once(), version, reason: '车主改天再修' }
    await t.ok(workorder.cancel, { params: { workorderId: id }, body }, s.advisor.token)
    await booked(bookingId, 'arrived')
    await t.settle()
    expect((await s.stands(id)).state).toBe('cancelled')
  })
})

describe('work that is done again', () => {
  it('knows the visit it does again', async () => {
    const s = await workshopScene(t)
    const first = await s.received()
    await t.world.app.db.tx(async (tx) => {
      await tx.run("update workorder set state = 'delivered', delivered_at = ready_at where id = ?", [first.id])
      await tx.run('update booking set live_key = null where id = ?', [first.bookingId])
    })
    const body = {
      ...{
        ...once(),
        phone: s.driver.phone ?? '',
        name: '',
        serviceIds: [s.service.id],
        vehicle: { id: s.driver.vehicleId },
      },
      ...{ remark: '还是异响', channel: 'walk_in' as const, isRework: true },
    }
    const { id: bookingId } = await t.ok(desk.book, { params: { storeId: s.store.id }, body }, s.desk.token)
    await t.settle()
    const [row] = await t.world.app.db.read.find(Workorder, { where: { bookingId } })
    expect(row).toMatchObject({ state: 'received', reworkOf: first.id })
    const detail = await t.ok(workorder.read, { params: { workorderId: row?.id ?? '' } }, s.advisor.token)
    expect(detail).toMatchObject({ isRework: true, fault: '还是异响', warranty: { daysInAll: 2 } })
  })
})

describe('the walk around the car', () => {
  async function scene() {
    const s = await workshopScene(t)
    const { id, version } = await s.received()
    const params = { workorderId: id }
    const bodyOf = async (over: Parameters<typeof sheetOf>[1] = {}, count = 6) => ({
      ...{ ...sheetOf(await s.photos(count), over), ...once(), version },
    })
    return { ...s, id, params, bodyOf, token: s.advisor.token }
  }

  it('is written down once, however often it is sent', async () => {
    const s = await scene()
    const [signatureId] = await s.photos(1, s.token, 'signature')
    const body = await s.bodyOf({ signatureId: signatureId ?? '', unsignedReason: undefined })
    const first = await t.ok(workorder.inspect, { params: s.params, body }, s.token)
    expect(first).toMatchObject({ id: s.id, state: 'inspected' })
    expect(await t.ok(workorder.inspect, { params: s.params, body }, s.token)).toEqual(first)
    const again = { ...body, ...once() }
    await t.refused(workorder.inspect, { params: s.params, body: again }, s.token, 'workorder.changed')
    await t.refused(
      workorder.inspect,
      { params: s.params, body: { ...again, version: first.version } },
      s.token,
      'workorder.wrong_state',
    )
    expect(await rowsOf(t, 'inspection')).toBe(1)
    expect(await openNodes()).toEqual(['quote'])
    const detail = await t.ok(workorder.read, { params: s.params }, s.token)
    expect(detail.inspection?.signature?.id).toBe(signatureId)
    expect(detail).toMatchObject({ advisorName: '李静', inspection: { unsignedReason: null } })
  })

  it('keeps the hash of what was signed, whatever is added later', async () => {
    const s = await scene()
    const { version } = await t.ok(workorder.inspect, { params: s.params, body: await s.bodyOf() }, s.token)
    const body = { ...once(), version, note: '右前轮有钉子' }
    await t.ok(workorder.addendum, { params: s.params, body }, s.token)
    await t.ok(workorder.addendum, { params: s.params, body }, s.token)
    const row = await t.world.app.db.read.findOne(Inspection, { workorderId: s.id })
    if (!row) throw new Error('no sheet')
    const { snapshotHash: kept, byId: _, addenda, ...signed } = row
    expect(addenda).toMatchObject([{ note: '右前轮有钉子', byId: s.advisor.staffId }])
    expect(snapshotHash(signed)).toBe(kept)
    expect(snapshotHash({ ...signed, sheet: { ...signed.sheet, mileageKm: 1 } })).not.toBe(kept)
  })

  it('lets one of two advisors through', async () => {
    const s = await scene()
    const other = await given(t).staff('advisor', 'store', s.store.id)
    const theirs = { ...sheetOf(await s.photos(6, other.token)), ...once(), version: (await s.stands(s.id)).version }
    const answers = await Promise.all([
      t.call(workorder.inspect, { params: s.params, body: await s.bodyOf() }, s.token),
      t.call(workorder.inspect, { params: s.params, body: theirs }, other.token),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('workorder.changed')
  })

  it('wants six photos of the one who sends them, and a signature or why there is none', async () => {
    const s = await scene()
    const { version } = await s.stands(s.id)
    const own = await s.photos(6)
    const call = (over: Parameters<typeof sheetOf>[1]) => ({
      params: s.params,
      body: { ...sheetOf(own, over), ...once(), version },
    })
    const [one] = own
    const same = Array.from({ length: 6 }, () => one ?? '')
    await t.refused(workorder.inspect, call({ photoIds: same }), s.token, 'request.invalid')
    await t.refused(workorder.inspect, call({ photoIds: same.slice(1) }), s.token, 'request.invalid')
    const others = await s.photos(6, s.desk.token)
    await t.refused(workorder.inspect, call({ photoIds: others }), s.token, 'files.not_found')
    const signatures = await s.photos(6, s.token, 'signature')
    await t.refused(workorder.inspect, call({ photoIds: signatures }), s.token, 'files.not_found')
    await t.refused(workorder.inspect, call({ unsignedReason: undefined }), s.token, 'workorder.signature_missing')
    await t.refused(workorder.inspect, call({ signatureId: one ?? '' }), s.token, 'files.not_found')
    expect((await s.stands(s.id)).state).toBe('received')
  })

  it('wants a reason where the mileage is lower than what was read before', async () => {
    const s = await scene()
    await t.world.app.db.tx((tx) => tx.run('update vehicle set mileage_km = 30000 where id = ?', [s.driver.vehicleId]))
    const low = { params: s.params, body: await s.bodyOf() }
    await t.refused(workorder.inspect, low, s.token, 'workorder.mileage_lower')
    const body = await s.bodyOf({ mileageReason: '更换过仪表' })
    await t.ok(workorder.inspect, { params: s.params, body }, s.token)
    const [car] = await t.world.app.db.read.rows<{ km: number }>('select mileage_km as km from vehicle where id = ?', [
      s.driver.vehicleId,
    ])
    expect(Number(car?.km)).toBe(23_456)
  })

  it('is for those who take cars in, in their store', async () => {
    const s = await scene()
    const body = await s.bodyOf()
    const stranger = await given(t).staff('advisor', 'store', (await given(t).store()).id)
    await t.refused(workorder.inspect, { params: s.params, body }, stranger.token, 'workorder.not_found')
    await t.refused(workorder.inspect, { params: s.params, body }, s.dispatcher.token, 'auth.forbidden')
    await t.refused(workorder.inspect, { params: s.params, body }, s.driver.token, 'auth.forbidden')
    await t.refused(workorder.inspect, { params: s.params, body }, undefined, 'auth.required')
  })
})
