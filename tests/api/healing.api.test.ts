import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, messaging, resources, type Body } from '@pitlane/contract'
import { healStore } from '../../server/src/modules/booking/lost-seats.service'
import { checkOverrun } from '../../server/src/modules/booking/overrun.service'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { workshop } from '../support/healing-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('a job that is not reported done', () => {
  const watched = async (capacity = 1, carryOverMinutes = 60) => {
    const shop = await workshop(t, capacity, { isOverrunWatched: true, carryOverMinutes })
    const car = await shop.book(600)
    await shop.arrive(car.id)
    await t.settle()
    return { ...shop, car }
  }

  it('is extended by a quarter of an hour at its end, again and again, and others make way', async () => {
    const shop = await watched()
    const next = await shop.book(690)
    shop.at(659)
    await t.settle()
    expect((await shop.row(shop.car.id)).endMinute).toBe(660)
    shop.at(660)
    await t.settle()
    expect((await shop.row(shop.car.id)).endMinute).toBe(675)
    shop.at(675)
    await t.settle()
    expect((await shop.row(shop.car.id)).endMinute).toBe(690)
    expect(await shop.row(next.id)).toMatchObject({ delayMinutes: null })
    shop.at(690)
    await t.settle()
    expect(await shop.row(next.id)).toMatchObject({ delayMinutes: 15 })
    expect(await shop.differences()).toBe(0)
  })

  it('is left alone when it is done, and where nobody watches', async () => {
    const shop = await watched()
    shop.at(650)
    await shop.replan(shop.car.id, 0)
    shop.at(665)
    await t.settle()
    expect((await shop.row(shop.car.id)).endMinute).toBe(660)
    const other = await workshop(t)
    const car = await other.book(690)
    await other.arrive(car.id)
    other.at(760)
    await t.settle()
    expect((await other.row(car.id)).endMinute).toBe(750)
  })

  it('is extended once by two workers, and by a check that comes twice', async () => {
    const shop = await watched()
    shop.at(660)
    const task = { bookingId: shop.car.id, dueAt: '2026-11-23T03:00:00.000Z' }
    await Promise.all([checkOverrun(t.world.app, task), checkOverrun(t.world.app, task)])
    await checkOverrun(t.world.app, task)
    await t.settle()
    expect((await shop.row(shop.car.id)).endMinute).toBe(675)
    expect(await shop.differences()).toBe(0)
  })

  it('is carried over at closing, and has the first hour of tomorrow', async () => {
    const shop = await workshop(t, 1, { isOverrunWatched: true, carryOverMinutes: 45 })
    const car = await shop.book(1020)
    const early = await shop.book(540, { day: TUESDAY })
    shop.at(1015)
    await shop.arrive(car.id)
    await t.settle()
    shop.at(1080)
    await t.settle()
    const row = await shop.row(car.id, TUESDAY)
    expect(row.steps.map((step) => [step.day, step.minute, step.endMinute])).toEqual([
      ...[
        [TODAY, 1020, 1080],
        [TUESDAY, 540, 585],
      ],
    ])
    expect(await shop.row(early.id, TUESDAY)).toMatchObject({ delayMinutes: 45 })
    expect(await shop.differences()).toBe(0)
  })
})

describe('a booking that has lost its bay or its people', () => {
  const change = async (storeId: string, over: Body<typeof resources.saveChange>['change']) => {
    const manager = await given(t).staff('svc_mgr', 'store', storeId)
    const params = { storeId }
    const { version } = await t.ok(resources.read, { params }, manager.token)
    const { affected } = await t.ok(resources.previewChange, { params, body: { version, change: over } }, manager.token)
    const body = { version, affectedSeen: affected.length, change: over }
    await t.ok(resources.saveChange, { params, body }, manager.token)
    await t.settle()
  }
  const leave = (technicianId: string, day: string) => ({
    ...{
      kind: 'add_leave' as const,
      technicianId,
      fromDay: day,
      toDay: day,
      startsMinute: 540,
      endsMinute: 1080,
      reason: '病假',
    },
  })

  it('has another person at the same time, and nobody is told', async () => {
    const shop = await workshop(t, 2)
    const car = await shop.book(600, { day: TUESDAY })
    await t.settle()
    const told = t.sms.sent.length
    const [was] = (await shop.row(car.id, TUESDAY)).steps
    await change(shop.store.id, leave(was?.technicianIds[0] ?? '', TUESDAY))
    const now = await shop.row(car.id, TUESDAY)
    expect(now).toMatchObject({ delayMinutes: null, isUnseated: false })
    expect(now.steps[0]?.technicianIds).not.toEqual(was?.technicianIds)
    expect(t.sms.sent.length).toBe(told)
    expect(await shop.differences()).toBe(0)
  })

  it('waits a little where that helps', async () => {
    const shop = await workshop(t)
    const car = await shop.book(600, { day: TUESDAY })
    const [was] = (await shop.row(car.id, TUESDAY)).steps
    const absence = { ...leave(was?.technicianIds[0] ?? '', TUESDAY), startsMinute: 600, endsMinute: 660 }
    await change(shop.store.id, absence)
    expect(await shop.row(car.id, TUESDAY)).toMatchObject({ minute: 600, endMinute: 720, delayMinutes: 60 })
    expect(await shop.differences()).toBe(0)
  })

  it('keeps its bay of today when it has lost tomorrow, and is whole again when both days are', async () => {
    const shop = await workshop(t)
    const long = await given(t).service(shop.store.id, { name: '大保养', bayMinutes: 180 })
    const car = await shop.book(990, { serviceIds: [long.id], isOvernight: true })
    const held = async () =>
      (
        await t.world.app.db.read.rows<{ day: string; n: number }>(
          'select day, count(*) as n from claim where booking_id = ? group by day order by day',
          [car.id],
        )
      ).map(({ day, n }) => [day, Number(n)])
    const whole = await held()
    expect(whole).toEqual([
      [TODAY, 12],
      [TUESDAY, 12],
    ])
    const [was] = (await shop.row(car.id)).steps
    await change(shop.store.id, leave(was?.technicianIds[0] ?? '', TUESDAY))
    expect(await shop.row(car.id)).toMatchObject({ isUnseated: true })
    expect(await held()).toEqual([[TODAY, 12]])
    expect(await shop.differences()).toBe(0)
    await given(t).technician(shop.store.id, { name: '新来的' })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    await healStore(t.world.app, shop.store.id)
    await t.settle()
    expect(await shop.row(car.id)).toMatchObject({ isUnseated: false })
    expect(await held()).toEqual(whole)
    expect(await shop.todos()).toEqual([])
    expect(await shop.differences()).toBe(0)
  })

  it('is called when there is no way, and has its place again when there is one', async () => {
    const shop = await workshop(t)
    const far = '2026-11-27'
    const car = await shop.book(600, { day: far })
    const [was] = (await shop.row(car.id, far)).steps
    await change(shop.store.id, leave(was?.technicianIds[0] ?? '', far))
    expect(await shop.row(car.id, far)).toMatchObject({ isUnseated: true, delayMinutes: null })
    expect(await shop.todos()).toMatchObject([{ kind: 'unseated', bookingId: car.id }])
    expect(await shop.differences()).toBe(0)
    await healStore(t.world.app, shop.store.id)
    await t.settle()
    expect(await shop.todos()).toHaveLength(1)
    await given(t).technician(shop.store.id, { name: '新来的' })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    await healStore(t.world.app, shop.store.id)
    await t.settle()
    expect(await shop.row(car.id, far)).toMatchObject({ isUnseated: false })
    expect(await shop.todos()).toEqual([])
    expect(await shop.differences()).toBe(0)
  })

  it('is found at night when a certificate has expired before the day', async () => {
    const { store, driver } = await ownerScene(t, 1)
    const expiring = { kind: 'hv', expiresOn: '2026-11-24' }
    const first = await given(t).technician(store.id, {
      name: '甲',
      skills: ['hv'],
      certificate: { ...expiring, expiresOn: '2026-12-31' },
    })
    const second = await given(t).technician(store.id, {
      name: '乙',
      skills: ['hv'],
      certificate: { kind: 'hv', expiresOn: '2026-12-31' },
    })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    const hv = await given(t).service(store.id, { name: '高压检测', skill: 'hv', certificate: 'hv' })
    const call = wish({ storeId: store.id, serviceIds: hv.id, vehicleId: driver.vehicleId, day: '2026-11-26' })
    const placed = await t.ok(booking.place, call, driver.token)
    const people = async () =>
      (
        await t.world.app.db.read.rows<{ ids: string }>(
          'select technician_ids as ids from booking_step where booking_id = ?',
          [placed.id],
        )
      ).map(({ ids }) => (typeof ids === 'string' ? (JSON.parse(ids) as string[]) : ids))
    const [[was] = []] = await people()
    expect([first.id, second.id]).toContain(was)
    await t.world.app.db.tx(async (tx) => {
      await tx.put('update technician_certificate set expires_on = ? where technician_id = ?', [
        expiring.expiresOn,
        was,
      ])
      await tx.put('update store set roster_version = roster_version + 1')
    })
    const night = () =>
      t.world.app.db.tx((tx) => {
        tx.enqueue({ kind: 'booking.nightly_healing', payload: {}, runAt: t.clock.now() })
        return Promise.resolve()
      })
    await night()
    await t.settle()
    expect(await people()).toEqual([[was]])
    t.clock.set('2026-11-23T19:10:00Z')
    await t.settle()
    const [[now] = []] = await people()
    expect([first.id, second.id]).toContain(now)
    expect(now).not.toBe(was)
  })
})

describe('a car that comes after it was called a no-show', () => {
  it('has a place again when there is one, and its work is watched from then on', async () => {
    const shop = await workshop(t, 1, { isOverrunWatched: true })
    const car = await shop.book(600)
    shop.at(640)
    await t.settle()
    expect((await shop.row(car.id)).state).toBe('no_show')
    const other = await shop.book(690)
    await shop.arrive(car.id)
    await t.settle()
    const now = await shop.row(car.id)
    expect(now).toMatchObject({ state: 'arrived', isUnseated: false })
    expect(now.steps).toMatchObject([{ minute: 750, endMinute: 810 }])
    expect(await shop.row(other.id)).toMatchObject({ delayMinutes: null })
    expect(await shop.differences()).toBe(0)
    shop.at(810)
    await shop.arrive(other.id).catch(() => undefined)
    await t.settle()
    expect((await shop.row(car.id)).endMinute).toBe(825)
  })
})

describe('who has to wait', () => {
  it('reads it in the app, may cancel until the new time, and is not a no-show before it', async () => {
    const shop = await workshop(t)
    const driver = await given(t).driver()
    const car = await shop.book(660)
    const ids = { storeId: shop.store.id, serviceIds: shop.service.id, vehicleId: driver.vehicleId }
    const mine = await t.ok(booking.place, wish({ ...ids, day: TODAY, minute: 720 }), driver.token)
    shop.at(655)
    await shop.arrive(car.id)
    shop.at(715)
    await shop.replan(car.id, 50)
    await t.settle()
    const token = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    const params = { bookingId: mine.id }
    expect(await t.ok(booking.one, { params }, token)).toMatchObject({ minute: 720, delayMinutes: 45 })
    const { items } = await t.ok(messaging.inbox, { query: {} }, token)
    expect(items[0]).toMatchObject({ kind: 'booking_delayed', body: expect.stringContaining('推迟约 45 分钟') })
    shop.at(760)
    await t.settle()
    const later = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    expect((await t.ok(booking.one, { params }, later)).state).toBe('placed')
    expect((await t.ok(booking.cancel, { params, body: { reason: 'other' } }, later)).state).toBe('cancelled')
  })
})
