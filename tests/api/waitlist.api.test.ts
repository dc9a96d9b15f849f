import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, messaging, waitlist } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, rowsOf, slotsAt, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'
import { allow, linkWechat, rungs, startMessagingApp } from '../support/messaging-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Driver = Awaited<ReturnType<ReturnType<typeof given>['driver']>>

/** A store with one place, taken at ten by somebody. */
async function scene(spends = {}) {
  const full = await ownerScene(t, 1, { waitlistOfferMinutes: 5, waitlistMaxOffers: 2, ...spends })
  const taken = await t.ok(booking.place, wish(full.mine), full.driver.token)
  const free = () =>
    t.ok(booking.cancel, { params: { bookingId: taken.id }, body: { reason: 'other' } }, full.driver.token)
  const joinAs = (who: Driver, over: object = {}) =>
    t.ok(
      waitlist.join,
      {
        body: {
          ...{ storeId: full.store.id, serviceIds: [full.service.id], vehicleId: who.vehicleId },
          ...{ day: TUESDAY, fromMinute: 600, toMinute: 615, ...over },
        },
      },
      who.token,
    )
  const mineOf = async (who: Driver) => (await t.ok(waitlist.mine, {}, who.token))[0]
  return { ...full, taken, free, joinAs, mineOf }
}
const acceptAs = (who: Driver, waitlistId: string) => t.call(waitlist.accept, { params: { waitlistId } }, who.token)

describe('the waitlist', () => {
  it('keeps the time that comes free for who waited first, who takes it with one tap', async () => {
    const { ids, free, joinAs, mineOf } = await scene()
    const [first, second] = [await given(t).driver(), await given(t).driver()]
    const { id } = await joinAs(first)
    await joinAs(second)
    await t.settle()
    expect(await mineOf(first)).toMatchObject({ state: 'waiting', offer: null, serviceName: '小保养' })
    await free()
    await t.settle()
    expect(await mineOf(first)).toMatchObject({ state: 'offered', offer: { minute: 600 } })
    expect(await mineOf(second)).toMatchObject({ state: 'waiting', offer: null })
    expect((await slotsAt(t, ids, 600))?.free).toBe(0)
    const answers = await Promise.all([acceptAs(first, id), acceptAs(first, id), acceptAs(first, id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await mineOf(first)).toBeUndefined()
    expect(await rowsOf(t, 'claim')).toBe(8)
  })

  it('is not for a car that is booked that day: an offer could never be made', async () => {
    const { store, service, driver, free } = await scene()
    const place = { storeId: store.id, serviceIds: [service.id], vehicleId: driver.vehicleId, day: TUESDAY }
    const call = { body: { ...place, fromMinute: 600, toMinute: 720 } }
    await t.refused(waitlist.join, call, driver.token, 'booking.vehicle_booked')
    await free()
    await t.ok(waitlist.join, call, driver.token)
  })

  it('tells who waits, once', async () => {
    const { free, joinAs } = await scene()
    const first = await given(t).driver()
    await joinAs(first)
    await free()
    await t.settle()
    await t.settle()
    expect(t.sms.sent.filter(({ template }) => template === 'waitlist_offer')).toMatchObject([{ phone: first.phone }])
  })

  it('goes on to the next when the time is let go, and at last gives up', async () => {
    const { ids, free, joinAs, mineOf } = await scene()
    const [first, second] = [await given(t).driver(), await given(t).driver()]
    const { id } = await joinAs(first)
    await joinAs(second)
    await free()
    await t.settle()
    t.clock.pass(5 * MINUTE_MS)
    await t.settle()
    expect(await mineOf(first)).toMatchObject({ state: 'waiting', offer: null })
    expect(await mineOf(second)).toMatchObject({ state: 'offered' })
    expect((await acceptAs(first, id)).problem.code).toBe('waitlist.offer_over')
    for (let i = 0; i < 6; i++) {
      t.clock.pass(5 * MINUTE_MS)
      await t.settle()
    }
    expect(await t.world.app.db.read.rows('select state, offers from waitlist')).toEqual([
      { state: 'ended', offers: 2 },
      { state: 'ended', offers: 2 },
    ])
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    expect([await rowsOf(t, 'claim'), await rowsOf(t, 'vehicle_hold')]).toEqual([0, 0])
  })

  it('passes an offer on when its owner leaves', async () => {
    const { free, joinAs, mineOf } = await scene()
    const [first, second] = [await given(t).driver(), await given(t).driver()]
    const { id } = await joinAs(first)
    await joinAs(second)
    await free()
    await t.settle()
    const call = { params: { waitlistId: id } }
    await t.refused(waitlist.leave, call, second.token, 'waitlist.not_found')
    await t.ok(waitlist.leave, call, first.token)
    await t.ok(waitlist.leave, call, first.token)
    await t.settle()
    expect(await mineOf(first)).toBeUndefined()
    expect(await mineOf(second)).toMatchObject({ state: 'offered' })
  })

  it('does not stand in the way of an owner who books another time that day', async () => {
    const { mine, ids, free, joinAs, mineOf } = await scene()
    const first = await given(t).driver()
    await joinAs(first)
    await free()
    await t.settle()
    await t.ok(booking.place, wish({ ...mine, vehicleId: first.vehicleId, minute: 900 }), first.token)
    await t.settle()
    expect((await slotsAt(t, ids, 600))?.free).toBe(1)
    expect((await mineOf(first))?.offer ?? null).toBeNull()
  })

  it.each([0, 1, 2, 3])('never gives the place to two, whoever taps first, round %i', async () => {
    const { ids, free, joinAs } = await scene()
    const [first, rival] = [await given(t).driver(), await given(t).driver()]
    const { id } = await joinAs(first)
    await free()
    await Promise.all([t.settle(), t.call(booking.place, wish({ ...ids, vehicleId: rival.vehicleId }), rival.token)])
    await t.settle()
    await acceptAs(first, id)
    const live = "select count(*) as n from booking where state in ('placed', 'confirmed')"
    expect(await t.world.app.db.read.rows(live)).toEqual([{ n: 1 }])
    expect(await rowsOf(t, 'claim')).toBe(8)
  })

  it('refuses what cannot be waited for', async () => {
    const { joinAs, driver, mine, store, service } = await scene()
    const first = await given(t).driver()
    const body = { storeId: store.id, serviceIds: [service.id], vehicleId: first.vehicleId, day: TUESDAY }
    const range = { fromMinute: 540, toMinute: 720 }
    const refused = (over: object, token: string | undefined, code: Parameters<typeof t.refused>[3]) =>
      t.refused(waitlist.join, { body: { ...body, ...range, ...over } }, token, code)
    await refused({}, undefined, 'auth.required')
    await refused({ vehicleId: mine.vehicleId }, first.token, 'vehicle.not_found')
    await refused({ day: '2026-11-22' }, first.token, 'booking.slot_past')
    await refused({ day: '2027-02-01' }, first.token, 'booking.slot_too_far')
    await refused({ fromMinute: 700, toMinute: 600 }, first.token, 'request.invalid')
    const one = await joinAs(first)
    expect((await joinAs(first)).id).toBe(one.id)
    for (let day = 25; day < 29; day++) await joinAs(first, { day: `2026-11-${day}` })
    await refused({ day: '2026-11-30' }, first.token, 'waitlist.too_many')
    expect((await t.ok(waitlist.mine, {}, driver.token)).length).toBe(0)
  })
})

describe('a time that came free', () => {
  it('is told in WeChat while there is a consent, which it spends, and by SMS after that', async () => {
    await t.stop()
    t = await startMessagingApp()
    const { store, free, joinAs } = await scene()
    const first = await given(t).driver()
    const openid = await linkWechat(t, first.customerId)
    await allow(t, first.token, ['waitlist_offer'])
    await joinAs(first)
    await free()
    await t.settle()
    const time1 = '2026年11月24日 10:00'
    expect(t.wechat.sent).toMatchObject([
      {
        ...{ openid, templateId: 'sim-waitlist-ready', page: '/pages/bookings/index' },
        data: { time1, thing2: store.name, thing3: '请在5分钟内接受，过时让给下一位' },
      },
    ])
    expect([await rungs(t), t.sms.sent]).toEqual([['wechat sent'], []])
    const ledger = await t.ok(messaging.consentLedger, {}, first.token)
    expect(ledger.find(({ key }) => key === 'waitlist_offer')).toMatchObject({ left: 0, isOffered: true })
    t.clock.pass(5 * MINUTE_MS)
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
    expect(t.sms.sent).toMatchObject([{ phone: first.phone, template: 'waitlist_offer' }])
  })
})
