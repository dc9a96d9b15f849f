import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk, workorder } from '@pitlane/contract'
import { Workorder } from '../../server/src/modules/workorder/workorder.entity'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TODAY, wish } from '../support/booking-scene'
import { given, somePhone } from '../support/given'
import { once, openNodes as nodesOf, workshopScene } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const openNodes = () => nodesOf(t)

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
