import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { BookingStep } from '../../server/src/modules/booking/booking.entity'
import { extendCalendar } from '../../server/src/modules/store'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, slotsAt, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const house = { receptionMinutes: 15, washMinutes: 15, qcMinutes: 10 }

describe('a visit of several steps', () => {
  it('is received, worked on, checked and washed, one after another, each in its own place', async () => {
    const store = await given(t).store({ spends: house })
    const [lane, qc, wash] = [
      await given(t).bay(store.id, { name: '接待 1', type: 'lane' }),
      await given(t).bay(store.id, { name: '终检', type: 'qc' }),
      await given(t).bay(store.id, { name: '洗车', type: 'wash' }),
    ]
    const oil = await given(t).service(store.id, { name: '小保养', bayMinutes: 50, priceFen: 48_000 })
    const align = await given(t).service(store.id, {
      name: '四轮定位',
      bayMinutes: 60,
      bayType: 'align',
      priceFen: 30_000,
    })
    const rig = await given(t).bay(store.id, { name: '定位', type: 'align' })
    const driver = await given(t).driver()
    const ids = { storeId: store.id, serviceIds: `${oil.id},${align.id}` }
    const placed = await t.ok(booking.place, wish({ ...ids, vehicleId: driver.vehicleId }), driver.token)
    expect(placed).toMatchObject({ serviceName: '小保养、四轮定位', priceFen: 78_000, minute: 600, endMinute: 765 })
    expect(placed.services.map(({ name }) => name)).toEqual(['小保养', '四轮定位'])
    const steps = await t.world.app.db.read.find(BookingStep, { order: { ordinal: 'ASC' } })
    expect(steps.map((s) => [s.kind, s.startsMinute, s.endsMinute])).toEqual([
      ['reception', 600, 615],
      ['work', 615, 665],
      ['work', 675, 735],
      ['qc', 735, 745],
      ['wash', 750, 765],
    ])
    expect(steps.map((s) => s.bayId)).toEqual([lane.id, steps[1]?.bayId, rig.id, qc.id, wash.id])
    expect(steps[1]?.technicianIds).toEqual(steps[2]?.technicianIds)
    expect(await rowsOf(t, 'claim')).toBe(1 + 2 * 4 + 2 * 4 + 1 + 1)
  })

  it('cannot begin where any of its steps finds no place', async () => {
    const store = await given(t).store({ bays: 3, technicians: 3, spends: { receptionMinutes: 15 } })
    await given(t).bay(store.id, { name: '接待 1', type: 'lane' })
    const service = await given(t).service(store.id)
    const ids = { storeId: store.id, serviceIds: service.id }
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    const [one, two] = [await given(t).driver(), await given(t).driver()]
    await t.ok(booking.place, wish({ ...ids, vehicleId: one.vehicleId }), one.token)
    expect((await slotsAt(t, ids, 600))?.level).toBe('full')
    expect((await slotsAt(t, ids, 630))?.free).toBe(1)
    await t.refused(booking.place, wish({ ...ids, vehicleId: two.vehicleId }), two.token, 'booking.slot_taken')
  })

  it('is over before closing, by as much as the store wants', async () => {
    const store = await given(t).store({ spends: { finishBeforeCloseMinutes: 30 } })
    const service = await given(t).service(store.id)
    const view = await t.ok(booking.slots, {
      query: { storeId: store.id, serviceIds: service.id, day: TUESDAY },
    })
    expect(view.slots.at(-1)?.minute).toBe(990)
  })

  it('refuses the same service twice as one, and more than six', async () => {
    const store = await given(t).store()
    const service = await given(t).service(store.id)
    const driver = await given(t).driver()
    const twice = wish({ storeId: store.id, serviceIds: `${service.id},${service.id}`, vehicleId: driver.vehicleId })
    expect((await t.ok(booking.place, twice, driver.token)).services).toHaveLength(1)
    const many = Array.from({ length: 7 }, () => service.id).join()
    const call = wish({ storeId: store.id, serviceIds: many, vehicleId: driver.vehicleId })
    await t.refused(booking.place, call, driver.token, 'request.invalid')
  })
})

describe('what is kept for walk-ins', () => {
  it('is not offered to owners until two hours before', async () => {
    const kept = { walkInReservePercent: [50, 50, 50, 50, 50, 50, 50], reserveReleaseMinutes: 120 }
    const store = await given(t).store({ bays: 4, technicians: 4, minLeadMinutes: 0, spends: kept })
    const service = await given(t).service(store.id)
    const ids = { storeId: store.id, serviceIds: service.id }
    expect((await slotsAt(t, ids, 600))?.free).toBe(2)
    // It is 09:00: until 11:00 nothing is kept any more.
    expect((await slotsAt(t, ids, 630, '2026-11-23'))?.free).toBe(4)
    expect((await slotsAt(t, ids, 660, '2026-11-23'))?.free).toBe(2)
    for (let i = 0; i < 2; i++) {
      const driver = await given(t).driver()
      await t.ok(booking.place, wish({ ...ids, vehicleId: driver.vehicleId }), driver.token)
    }
    const late = await given(t).driver()
    await t.refused(booking.place, wish({ ...ids, vehicleId: late.vehicleId }), late.token, 'booking.slot_taken')
  })
})

describe('a price by the time of day', () => {
  it('is the same for everybody, shown before and kept with the booking', async () => {
    const offPeak = [{ weekdays: [2], fromMinute: 810, toMinute: 960, percentOff: 10 }]
    const store = await given(t).store({ bays: 2, technicians: 2, spends: { offPeak } })
    const service = await given(t).service(store.id, { priceFen: 48_005 })
    const ids = { storeId: store.id, serviceIds: service.id }
    expect(await slotsAt(t, ids, 810)).toMatchObject({ percentOff: 10, recommended: 'off_peak' })
    expect((await slotsAt(t, ids, 960))?.percentOff).toBe(0)
    const prices = []
    for (let i = 0; i < 2; i++) {
      const driver = await given(t).driver()
      const call = wish({ ...ids, vehicleId: driver.vehicleId, minute: 840 })
      prices.push((await t.ok(booking.place, call, driver.token)).priceFen)
    }
    expect(prices).toEqual([43_204, 43_204])
  })
})

describe('who did not come twice', () => {
  it('is asked by the front desk first, where a store confirms by itself, until half a year is over', async () => {
    const store = await given(t).store({ bays: 9, technicians: 9, isAutoConfirm: true, minLeadMinutes: 0 })
    const service = await given(t).service(store.id)
    const driver = await given(t).driver()
    const ids = { storeId: store.id, serviceIds: service.id, vehicleId: driver.vehicleId }
    const book = async (day: string) => {
      const token = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
      return t.ok(booking.place, wish({ ...ids, day }), token)
    }
    for (const day of ['2026-11-23', '2026-11-24']) {
      expect((await book(day)).state).toBe('confirmed')
      t.clock.set(`${day}T03:00:00Z`)
      await t.settle()
    }
    const asked = await book('2026-11-26')
    expect(asked.state).toBe('placed')
    await t.ok(
      booking.cancel,
      { params: { bookingId: asked.id }, body: { reason: 'other' } },
      await given(t).freshToken({ kind: 'customer', id: driver.customerId }),
    )
    t.clock.set('2027-06-01T03:00:00Z')
    await t.settle()
    await t.world.app.db.tx((tx) => extendCalendar(tx, store, '2027-06-01'))
    expect((await book('2027-06-03')).state).toBe('confirmed')
  })
})
