import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, slotsAt, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { workshop } from '../support/healing-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const span = ({ steps }: board.BoardRow) => steps.map((step) => [step.kind, step.minute, step.endMinute])

describe('a car that takes longer', () => {
  it('makes the next one change bays, and nobody waits', async () => {
    const shop = await workshop(t, 2)
    const first = await shop.book(600)
    await shop.arrive(first.id)
    const next = await shop.book(660)
    const here = (await shop.row(first.id)).steps[0]
    const same = { ordinal: 1, bayId: here?.bayId ?? '', technicianIds: null }
    const body = { version: next.version, day: TODAY, minute: 660, steps: [same] }
    await t.ok(desk.move, { params: { bookingId: next.id }, body }, await shop.token())
    shop.at(650)
    expect(await shop.replan(first.id, 40)).toMatchObject({
      ...{ isSaved: true, endDay: TODAY, endMinute: 690, reseated: 1, delayed: [], unseated: [] },
    })
    expect((await shop.row(first.id)).steps).toMatchObject([{ minute: 600, endMinute: 690, bayId: here?.bayId }])
    const now = await shop.row(next.id)
    expect(now).toMatchObject({ minute: 660, delayMinutes: null })
    expect(now.steps[0]).toMatchObject({ minute: 660, endMinute: 720 })
    expect(now.steps[0]?.bayId).not.toBe(here?.bayId)
    expect(await shop.differences()).toBe(0)
  })

  it('delays the next one as little as it can where there is no other bay, and they are told how much', async () => {
    const shop = await workshop(t)
    const first = await shop.book(600)
    await shop.arrive(first.id)
    const next = await shop.book(660)
    shop.at(650)
    const looked = await shop.replan(first.id, 40, { dryRun: true })
    const delayed = [{ bookingId: next.id, number: next.number, minutes: 30 }]
    expect(looked).toMatchObject({ isSaved: false, standing: null, endMinute: 690, delayed, unseated: [] })
    expect(await shop.row(next.id)).toMatchObject({ delayMinutes: null })
    expect(await shop.replan(first.id, 40)).toMatchObject({ isSaved: true, delayed })
    const now = await shop.row(next.id)
    expect(now).toMatchObject({ minute: 660, endMinute: 750, delayMinutes: 30, isUnseated: false })
    expect(span(now)).toEqual([['work', 690, 750]])
    await t.settle()
    const sms = t.sms.sent.filter(({ phone, template }) => phone === next.phone && template === 'booking_delayed')
    expect(sms).toMatchObject([{ variables: { minutes: '30' } }])
    expect(await shop.differences()).toBe(0)
  })

  it('lets the work behind it keep its length, and check and wash follow', async () => {
    const shop = await workshop(t, 1, { qcMinutes: 15, washMinutes: 15 })
    await given(t).bay(shop.store.id, { name: '终检', type: 'qc' })
    await given(t).bay(shop.store.id, { name: '洗车', type: 'wash' })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    const second = await given(t).service(shop.store.id, { name: '刹车片', bayMinutes: 30 })
    const car = await shop.book(600, { serviceIds: [shop.service.id, second.id] })
    await shop.arrive(car.id)
    shop.at(620)
    expect(await shop.replan(car.id, 100)).toMatchObject({ endMinute: 750 })
    expect(span(await shop.row(car.id))).toEqual([
      ...[
        ['work', 600, 690],
        ['work', 690, 720],
      ],
      ...[
        ['qc', 720, 735],
        ['wash', 735, 750],
      ],
    ])
    expect(await shop.differences()).toBe(0)
  })

  it('sends away only who cannot be served within two hours, and somebody is asked to call', async () => {
    const shop = await workshop(t)
    const first = await shop.book(600)
    await shop.arrive(first.id)
    const next = await shop.book(660)
    shop.at(650)
    expect(await shop.replan(first.id, 180)).toMatchObject({
      ...{ delayed: [], unseated: [{ bookingId: next.id, number: next.number }] },
    })
    expect(await shop.row(next.id)).toMatchObject({ isUnseated: true, delayMinutes: null, minute: 660 })
    expect(await shop.differences()).toBe(0)
    await t.settle()
    expect(await shop.todos()).toMatchObject([{ kind: 'unseated', bookingId: next.id }])
    // It is not their fault: nobody calls it a no-show.
    shop.at(720)
    await t.settle()
    expect((await shop.row(next.id)).state).toBe('confirmed')
  })

  it('is done early after all: who was sent away has a place again, and the call is not needed', async () => {
    const shop = await workshop(t)
    const first = await shop.book(600)
    await shop.arrive(first.id)
    const next = await shop.book(660)
    shop.at(650)
    await shop.replan(first.id, 180)
    await t.settle()
    expect(await shop.replan(first.id, 0)).toMatchObject({ endMinute: 660 })
    expect(await shop.row(next.id)).toMatchObject({ isUnseated: false, delayMinutes: null })
    await t.settle()
    expect(await shop.todos()).toEqual([])
    expect(await shop.differences()).toBe(0)
  })

  it('is done early after all: who was delayed hears that they need not wait', async () => {
    const shop = await workshop(t)
    const first = await shop.book(600)
    await shop.arrive(first.id)
    const next = await shop.book(660)
    shop.at(630)
    await shop.replan(first.id, 90)
    await t.settle()
    expect(await shop.row(next.id)).toMatchObject({ delayMinutes: 60 })
    await shop.replan(first.id, 0)
    expect(await shop.row(next.id)).toMatchObject({ delayMinutes: null, endMinute: 720 })
    await t.settle()
    expect(t.sms.sent.at(-1)).toMatchObject({ phone: next.phone, template: 'booking_on_time' })
  })

  it('goes on tomorrow when nobody else is there that day', async () => {
    const shop = await workshop(t)
    const car = await shop.book(960)
    shop.at(955)
    await shop.arrive(car.id)
    shop.at(1000)
    expect(await shop.replan(car.id, 120)).toMatchObject({ endDay: TUESDAY, endMinute: 585, delayed: [], unseated: [] })
    expect(await shop.differences()).toBe(0)
  })

  it('goes on tomorrow morning before others when it does not fit today', async () => {
    const shop = await workshop(t)
    const car = await shop.book(960)
    const early = await shop.book(540, { day: TUESDAY })
    shop.at(955)
    await shop.arrive(car.id)
    shop.at(1000)
    expect(await shop.replan(car.id, 120)).toMatchObject({
      ...{ endDay: TUESDAY, endMinute: 585, delayed: [{ bookingId: early.id, minutes: 45 }] },
    })
    const tomorrow = await shop.row(car.id, TUESDAY)
    expect(tomorrow).toMatchObject({ lastDay: TUESDAY, day: TODAY, endMinute: 1080 })
    expect(tomorrow.steps.map((step) => [step.day, step.minute, step.endMinute])).toEqual([
      ...[
        [TODAY, 960, 1080],
        [TUESDAY, 540, 585],
      ],
    ])
    expect(await shop.row(early.id, TUESDAY)).toMatchObject({ minute: 540, delayMinutes: 45 })
    expect(await shop.differences()).toBe(0)
    // Tomorrow it is done sooner.
    t.clock.set('2026-11-24T01:10:00Z')
    expect(await shop.replan(car.id, 0, { day: TUESDAY })).toMatchObject({ endDay: TUESDAY, endMinute: 555 })
    expect(await shop.row(early.id, TUESDAY)).toMatchObject({ delayMinutes: 15 })
    expect(await shop.differences()).toBe(0)
  })
})

describe('a car that is done early', () => {
  it('gives its bay back at once, and its wash comes forward', async () => {
    const shop = await workshop(t, 1, { washMinutes: 15 })
    await given(t).bay(shop.store.id, { name: '洗车', type: 'wash' })
    await t.world.app.db.tx((tx) => tx.put('update store set roster_version = roster_version + 1'))
    const ids = { storeId: shop.store.id, serviceIds: shop.service.id }
    const car = await shop.book(780)
    shop.at(775)
    await shop.arrive(car.id)
    shop.at(793)
    const free = async () => (await slotsAt(t, ids, 930, TODAY))?.free
    expect(await free()).toBe(1)
    expect(await shop.replan(car.id, 0)).toMatchObject({ endMinute: 810 })
    const now = await shop.row(car.id)
    expect(span(now)).toEqual([
      ['work', 780, 795],
      ['wash', 795, 810],
    ])
    expect(now.finishedAt).toBe('2026-11-23T05:13:00.000Z')
    expect(await rowsOf(t, 'claim')).toBe(3)
    expect(await shop.differences()).toBe(0)
    await t.refused(desk.replan, await shop.replanCall(car.id, 30), await shop.token(), 'booking.not_in_workshop')
  })

  it('with several services: what was done in no time is still there to be read', async () => {
    const shop = await workshop(t)
    const second = await given(t).service(shop.store.id, { name: '刹车片', bayMinutes: 30, priceFen: 10_000 })
    const car = await shop.book(600, { serviceIds: [shop.service.id, second.id] })
    await shop.arrive(car.id)
    shop.at(640)
    expect(await shop.replan(car.id, 0)).toMatchObject({ endMinute: 645 })
    expect((await shop.row(car.id)).serviceName).toBe('小保养、刹车片')
    expect(await rowsOf(t, 'claim')).toBe(6)
    expect(await shop.differences()).toBe(0)
  })
})

describe('who plans anew', () => {
  it('has to be of this store, to have seen the latest, and the car has to be there', async () => {
    const shop = await workshop(t)
    const car = await shop.book(600)
    const token = await shop.token()
    await t.refused(desk.replan, await shop.replanCall(car.id, 30), token, 'booking.not_in_workshop')
    await shop.arrive(car.id)
    const call = await shop.replanCall(car.id, 30)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    await t.refused(desk.replan, call, stranger.token, 'booking.not_found')
    await t.refused(desk.replan, call, undefined, 'auth.required')
    const bad = { ...call, body: { ...call.body, remainingMinutes: 3000 } }
    await t.refused(desk.replan, bad, token, 'request.invalid')
    await t.ok(desk.replan, call, token)
    await t.refused(desk.replan, call, token, 'booking.state_changed')
  })

  it.each([0, 1, 2])('twice at the same moment: once, round %i', async () => {
    const shop = await workshop(t, 2)
    const car = await shop.book(600)
    await shop.arrive(car.id)
    await shop.book(660)
    shop.at(650)
    const call = await shop.replanCall(car.id, 60)
    const token = await shop.token()
    const answers = await Promise.all([t.call(desk.replan, call, token), t.call(desk.replan, call, token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await shop.differences()).toBe(0)
  })

  it.each([0, 1, 2])('while the one in the way is cancelled: both happen, round %i', async () => {
    const shop = await workshop(t)
    const car = await shop.book(600)
    await shop.arrive(car.id)
    const next = await shop.book(660)
    shop.at(650)
    const call = await shop.replanCall(car.id, 60)
    const token = await shop.token()
    const { version } = await shop.row(next.id)
    const body = { version, by: 'customer' as const, note: '不来了' }
    const [planned, cancelled] = await Promise.all([
      t.call(desk.replan, call, token),
      t.call(board.cancelForCustomer, { params: { bookingId: next.id }, body }, token),
    ])
    expect(planned.status).toBe(200)
    // Whoever came second has seen what the first did.
    expect([200, 409]).toContain(cancelled.status)
    const { state, delayMinutes } = await shop.row(next.id)
    expect(state === 'cancelled' || delayMinutes === 45 || delayMinutes === 60).toBe(true)
    expect(await shop.differences()).toBe(0)
  })

  it('while owners take what comes free: nobody is booked twice', async () => {
    const shop = await workshop(t)
    const long = await given(t).service(shop.store.id, { name: '大修', bayMinutes: 480 })
    const car = await shop.book(540, { serviceIds: [long.id] })
    await shop.arrive(car.id)
    shop.at(600)
    const call = await shop.replanCall(car.id, 0)
    const token = await shop.token()
    const drivers = await Promise.all(Array.from({ length: 4 }, () => given(t).driver()))
    const [planned, ...placed] = await Promise.all([
      t.call(desk.replan, call, token),
      ...drivers.map((driver) => {
        const ids = { storeId: shop.store.id, serviceIds: shop.service.id, vehicleId: driver.vehicleId }
        return t.call(booking.place, wish({ ...ids, day: TODAY, minute: 780 }), driver.token)
      }),
    ])
    expect(planned.status).toBe(200)
    expect(placed.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(await shop.differences()).toBe(0)
  })
})
