import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, rowsOf, slotsAt, TUESDAY, wish } from '../support/booking-scene'
import { given, somePhone } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('GET /api/slots', () => {
  it('shows true free times without a log-in', async () => {
    const { ids } = await ownerScene(t)
    const view = await t.ok(booking.slots, { query: { ...ids, day: TUESDAY } })
    expect(view.isOpen).toBe(true)
    expect(view.slots.map((slot) => slot.minute)).toEqual(Array.from({ length: 17 }, (_, i) => 540 + 30 * i))
    expect(view.slots[0]).toEqual({
      minute: 540,
      level: 'plenty',
      free: 1,
      percentOff: 0,
      recommended: 'earliest',
      limit: 'bay',
    })
  })

  it('follows every booking and cancellation at once, however often it was asked before', async () => {
    const { ids, mine, driver } = await ownerScene(t)
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    const placed = await t.ok(booking.place, wish(mine), driver.token)
    expect([570, 600, 630].map((m) => m)).toHaveLength(3)
    expect((await slotsAt(t, ids, 570))?.level).toBe('full')
    expect((await slotsAt(t, ids, 600))?.level).toBe('full')
    expect((await slotsAt(t, ids, 660))?.level).toBe('plenty')
    await t.ok(booking.cancel, { params: { bookingId: placed.id }, body: { reason: 'plan_changed' } }, driver.token)
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
  })

  it('calls what is closer than the lead time past', async () => {
    const { ids } = await ownerScene(t)
    expect((await slotsAt(t, ids, 630, '2026-11-23'))?.level).toBe('past')
    expect((await slotsAt(t, ids, 660, '2026-11-23'))?.level).toBe('plenty')
  })

  it('refuses what does not exist, and a day that is not opened yet', async () => {
    const { ids, store } = await ownerScene(t)
    const nobody = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
    await t.refused(booking.slots, { query: { ...ids, storeId: nobody, day: TUESDAY } }, undefined, 'store.not_found')
    await t.refused(
      booking.slots,
      { query: { ...ids, serviceIds: nobody, day: TUESDAY } },
      undefined,
      'catalog.service_not_found',
    )
    await t.refused(booking.slots, { query: { ...ids, day: '2027-11-24' } }, undefined, 'store.day_unknown')
    const vague = await given(t).service(store.id, { bayMinutes: null })
    await t.refused(
      booking.slots,
      { query: { storeId: store.id, serviceIds: vague.id, day: TUESDAY } },
      undefined,
      'catalog.service_not_bookable',
    )
  })

  it('does not offer a service of another store', async () => {
    const { ids } = await ownerScene(t)
    const other = await given(t).store()
    await t.refused(
      booking.slots,
      { query: { ...ids, storeId: other.id, day: TUESDAY } },
      undefined,
      'catalog.service_not_found',
    )
  })
})

describe('GET /api/slot-days', () => {
  it('tells fourteen days apart', async () => {
    const { ids } = await ownerScene(t)
    const { today, days } = await t.ok(booking.slotDays, { query: ids })
    expect(today).toBe('2026-11-23')
    expect(days).toHaveLength(14)
    expect(days[1]).toEqual({ day: TUESDAY, level: 'plenty', note: null, earliestMinute: 540, percentOff: 0 })
  })
})

describe('POST /api/bookings', () => {
  it('takes concrete cells of a bay and a technician, reserves a work order, and reads back the same', async () => {
    const { mine, driver, service } = await ownerScene(t)
    const placed = await t.ok(booking.place, wish({ ...mine, remark: '  刹车有异响 🚗  ' }), driver.token)
    expect(placed).toMatchObject({
      state: 'placed',
      day: TUESDAY,
      minute: 600,
      endMinute: 660,
      priceFen: service.priceFen,
    })
    expect(placed).toMatchObject({ remark: '刹车有异响 🚗', plate: driver.plate, startsAt: '2026-11-24T02:00:00.000Z' })
    expect(placed.cancelUntil).toBe('2026-11-24T00:00:00.000Z')
    expect(await rowsOf(t, 'claim')).toBe(8)
    await t.settle()
    const [order] = await t.world.app.db.read.rows<{ state: string; number: string }>(
      'select state, number from workorder',
    )
    expect(order).toEqual({ state: 'pre', number: `WO${placed.number.slice(2)}` })
    expect(await t.ok(booking.one, { params: { bookingId: placed.id } }, driver.token)).toEqual({
      ...placed,
      files: { photos: [], voice: null },
    })
  })

  it('is confirmed at once where the store says so', async () => {
    const store = await given(t).store({ isAutoConfirm: true })
    const service = await given(t).service(store.id)
    const driver = await given(t).driver()
    const placed = await t.ok(
      booking.place,
      wish({ storeId: store.id, serviceIds: service.id, vehicleId: driver.vehicleId }),
      driver.token,
    )
    expect(placed.state).toBe('confirmed')
  })

  it('makes one booking of five identical taps', async () => {
    const { mine, driver } = await ownerScene(t, 5)
    const same = wish(mine)
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.ok(booking.place, same, driver.token)))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect(await rowsOf(t, 'booking')).toBe(1)
    expect(await rowsOf(t, 'claim')).toBe(8)
  })

  it('makes one booking of five identical taps for the last place', async () => {
    const { mine, driver } = await ownerScene(t, 1)
    const same = wish(mine)
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.ok(booking.place, same, driver.token)))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
  })

  it('refuses a request id that was used for another wish', async () => {
    const { mine, driver } = await ownerScene(t, 2)
    const first = wish(mine)
    await t.ok(booking.place, first, driver.token)
    await t.refused(booking.place, { body: { ...first.body, minute: 720 } }, driver.token, 'request.key_reused')
  })

  it('gives three places to exactly three of 200 at once, and alternatives to the others', async () => {
    const { ids } = await ownerScene(t, 3)
    const drivers = await Promise.all(Array.from({ length: 200 }, () => given(t).driver({ phone: somePhone() })))
    const answers = await Promise.all(
      drivers.map((d) => t.call(booking.place, wish({ ...ids, vehicleId: d.vehicleId }), d.token)),
    )
    const statuses = answers.map((answer) => answer.status)
    expect(statuses.filter((s) => s === 200)).toHaveLength(3)
    expect(statuses.filter((s) => s === 409)).toHaveLength(197)
    const refusal = answers.find((answer) => answer.status === 409)?.problem
    expect(refusal?.code).toBe('booking.slot_taken')
    expect(refusal?.data?.['alternatives']).toEqual([
      { day: TUESDAY, minute: 540 },
      { day: TUESDAY, minute: 660 },
      expect.objectContaining({ day: TUESDAY }),
    ])
    expect(await rowsOf(t, 'claim')).toBe(3 * 8)
  })

  it('never gives one person two cars at a time, whatever 60 owners ask for at once', async () => {
    const { ids } = await ownerScene(t, 2)
    const drivers = await Promise.all(Array.from({ length: 60 }, () => given(t).driver()))
    await Promise.all(
      drivers.map((d, i) =>
        t.call(booking.place, wish({ ...ids, vehicleId: d.vehicleId, minute: 540 + 30 * (i % 17) }), d.token),
      ),
    )
    const [clash] = await t.world.app.db.read.rows(
      `select a.booking_id from booking_step a
         join booking_step b on a.booking_id < b.booking_id and a.starts_minute < b.ends_minute and b.starts_minute < a.ends_minute
        where a.bay_id = b.bay_id`,
    )
    expect(clash).toBeUndefined()
    expect(await rowsOf(t, 'claim')).toBe((await rowsOf(t, 'booking')) * 8)
  })

  it.each([
    ['a time that is past', { day: '2026-11-23', minute: 540 }, 'booking.slot_past'],
    ['a time closer than the lead', { day: '2026-11-23', minute: 630 }, 'booking.slot_past'],
    ['yesterday', { day: '2026-11-22', minute: 600 }, 'booking.slot_past'],
    ['after closing', { minute: 1080 }, 'booking.slot_closed'],
    ['so late that the work would end after closing', { minute: 1050 }, 'booking.slot_closed'],
    ['a time off the grid', { minute: 607 }, 'booking.slot_closed'],
    ['two months ahead', { day: '2027-01-20' }, 'booking.slot_too_far'],
  ] as const)('refuses %s', async (_what, time, code) => {
    const { mine, driver } = await ownerScene(t)
    await t.refused(booking.place, wish({ ...mine, ...time }), driver.token, code)
    expect(await rowsOf(t, 'booking')).toBe(0)
  })

  it('refuses a closed day', async () => {
    const { mine, driver, store } = await ownerScene(t)
    await t.world.app.db.tx((tx) =>
      tx.run('update store_day set is_open = 0, note = ? where store_id = ? and day = ?', ['盘点', store.id, TUESDAY]),
    )
    await t.refused(booking.place, wish(mine), driver.token, 'booking.slot_closed')
  })

  it("does not know another owner's car", async () => {
    const { ids } = await ownerScene(t)
    const [me, other] = [await given(t).driver(), await given(t).driver()]
    await t.refused(booking.place, wish({ ...ids, vehicleId: other.vehicleId }), me.token, 'vehicle.not_found')
  })

  it('asks for a phone first, and for a log-in before that', async () => {
    const { ids, mine } = await ownerScene(t)
    const silent = await given(t).driver({ phone: null })
    await t.refused(
      booking.place,
      wish({ ...ids, vehicleId: silent.vehicleId }),
      silent.token,
      'customer.phone_required',
    )
    await t.refused(booking.place, wish(mine), undefined, 'auth.required')
    await t.refused(booking.place, wish(mine), 'not.a.token', 'auth.expired')
  })

  it('does not let staff book as owners', async () => {
    const { mine, store } = await ownerScene(t)
    const { token } = await given(t).staff('reception', 'store', store.id)
    await t.refused(booking.place, wish(mine), token, 'auth.forbidden')
  })

  it('does not put an electric job on a combustion car', async () => {
    const { store, driver } = await ownerScene(t)
    const hv = await given(t).service(store.id, { fuels: ['bev', 'phev'] })
    await t.refused(
      booking.place,
      wish({ storeId: store.id, serviceIds: hv.id, vehicleId: driver.vehicleId }),
      driver.token,
      'catalog.service_not_for_fuel',
    )
  })

  it('keeps a car to one live booking a day', async () => {
    const { mine, driver } = await ownerScene(t, 2)
    const first = await t.ok(booking.place, wish(mine), driver.token)
    await t.refused(booking.place, wish({ ...mine, minute: 900 }), driver.token, 'booking.vehicle_booked')
    await t.ok(booking.cancel, { params: { bookingId: first.id }, body: { reason: 'wrong_time' } }, driver.token)
    await t.ok(booking.place, wish({ ...mine, minute: 900 }), driver.token)
  })

  it('stops at ten bookings to come', async () => {
    const { mine, driver } = await ownerScene(t)
    for (let i = 0; i < 10; i++)
      await t.ok(booking.place, wish({ ...mine, day: `2026-12-${String(i + 1).padStart(2, '0')}` }), driver.token)
    await t.refused(booking.place, wish({ ...mine, day: '2026-12-15' }), driver.token, 'booking.too_many')
  })

  it.each([
    ['a remark of a thousand characters', { remark: '好'.repeat(1000) }],
    ['control characters', { remark: 'a\u0000b' }],
    ['a minute of a day that has none', { minute: 99999 }],
    ['a day that does not exist', { day: '2026-02-30' }],
    ['a request id that is none', { requestId: "' or 1=1 --" }],
    ['ids that are none', { vehicleId: "'; drop table booking; --" }],
  ])('refuses %s and writes nothing', async (_what, over) => {
    const { mine, driver } = await ownerScene(t)
    await t.refused(booking.place, wish({ ...mine, ...over }), driver.token, 'request.invalid')
    expect(await rowsOf(t, 'booking')).toBe(0)
  })

  it('keeps SQL in a remark as the text it is', async () => {
    const { mine, driver } = await ownerScene(t)
    const remark = `'); delete from booking; -- "\\ %s`
    expect((await t.ok(booking.place, wish({ ...mine, remark }), driver.token)).remark).toBe(remark)
  })
})
