import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking } from '@pitlane/contract'
import { runDueJobs } from '../../server/src/platform/jobs'
import { Job } from '../../server/src/platform/platform-tables'
import type { TestApp } from '../support/app'
import {
  allow,
  bookedScene,
  decide,
  kindsOf,
  linkWechat,
  messagesOf,
  startMessagingApp,
  todosOf,
} from '../support/messaging-scene'

let t: TestApp
beforeEach(async () => {
  t = await startMessagingApp()
})
afterEach(() => t.stop())

/** Wednesday's booking at 14:00: reminded on Tuesday at 18:00 and on Wednesday at 12:00, Shanghai time. */
const EVENING = '2026-11-24T10:00:00.000Z'
const NOON = '2026-11-25T04:00:00.000Z'
const MINUTE = 60_000

/** Lets the clock reach an instant and the work of that instant be done. */
async function reach(instant: string): Promise<void> {
  t.clock.set(instant)
  await t.settle()
}

const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()
const planned = async () =>
  (await t.world.app.db.read.find(Job, { where: { kind: 'booking.reminder' }, order: { runAt: 'ASC' } })).map(
    ({ runAt }) => runAt.toISOString(),
  )

describe('reminders', () => {
  it('come at 18:00 of the day before and two hours ahead, not a moment sooner', async () => {
    const { customerId, placed, driver } = await bookedScene(t)
    await decide(t, placed, 'confirm')
    t.sms.sent.length = 0
    await reach(before(EVENING))
    expect(t.sms.sent).toEqual([])
    await reach(EVENING)
    expect(t.sms.sent).toEqual([
      {
        ...{ phone: driver.phone, template: 'booking_reminder' },
        variables: { time: '11月25日（周三）14:00', store: '浦东店', phone: '021-55500001' },
      },
    ])
    await reach(before(NOON))
    expect(t.sms.sent).toHaveLength(1)
    await reach(NOON)
    expect(t.sms.sent).toHaveLength(2)
    const messages = (await messagesOf(t, customerId)).filter(({ kind }) => kind === 'booking_reminder')
    expect(messages.map(({ createdAt }) => createdAt.toISOString())).toEqual([EVENING, NOON])
    expect(messages[0]).toMatchObject({
      body: '您预约了11月25日（周三）14:00到浦东店做小保养。地址：示例路 1 号。请带上行驶证；不能到店请提前取消，或致电 021-55500001。',
      link: `/packages/booking/pages/detail/index?bookingId=${placed.id}`,
    })
  })

  it('spend a consent each, as long as there is one', async () => {
    const { customerId, driver, placed } = await bookedScene(t)
    await linkWechat(t, customerId)
    await allow(t, driver.token, ['booking_reminder'])
    await decide(t, placed, 'confirm')
    t.sms.sent.length = 0
    await reach(EVENING)
    await reach(NOON)
    expect(t.wechat.sent).toEqual([
      {
        ...{ openid: `openid-${customerId}`, templateId: 'sim-booking-reminder' },
        page: `/packages/booking/pages/detail/index?bookingId=${placed.id}`,
        data: {
          ...{ time1: '2026年11月25日 14:00', thing2: '示例路 1 号', name3: '门店前台' },
          phone_number4: '021-55500001',
        },
      },
    ])
    expect(t.sms.sent).toHaveLength(1)
  })

  it('keep to decent hours: an early time is reminded at nine, a very early one only the evening before', async () => {
    await bookedScene(t, { minute: 600 })
    expect(await planned()).toEqual([EVENING, '2026-11-25T01:00:00.000Z'])
    await t.stop()
    t = await startMessagingApp()
    await bookedScene(t, { minute: 540 })
    expect(await planned()).toEqual([EVENING])
  })

  it('leave out what would come right after the booking was made', async () => {
    // Monday 09:00: a booking for noon would be reminded at ten, and one for tomorrow tonight.
    await bookedScene(t, { day: '2026-11-23', minute: 690 })
    expect(await planned()).toEqual([])
    await bookedScene(t, { day: '2026-11-24', minute: 690 })
    expect(await planned()).toEqual(['2026-11-23T10:00:00.000Z', '2026-11-24T01:30:00.000Z'])
  })

  it('wait for the morning when the worker was away in the evening, and say nothing when it is too late', async () => {
    const { customerId } = await bookedScene(t)
    await reach('2026-11-24T13:30:00.000Z')
    expect(await kindsOf(t, customerId)).toEqual([])
    await reach('2026-11-25T01:00:00.000Z')
    expect(await kindsOf(t, customerId)).toEqual(['booking_reminder'])
    await reach('2026-11-25T06:00:00.000Z')
    expect(await kindsOf(t, customerId)).toEqual(['booking_reminder'])
  })

  it('are sent once when the same job runs twice, at once or one after the other', async () => {
    const { customerId } = await bookedScene(t)
    const [job] = await t.world.app.db.read.find(Job, { where: { kind: 'booking.reminder' }, order: { runAt: 'ASC' } })
    const again = () =>
      t.world.app.db.tx(async (tx) =>
        tx.enqueue({ kind: 'booking.reminder', payload: job?.payload ?? {}, runAt: new Date(EVENING) }),
      )
    await again()
    await again()
    t.clock.set(EVENING)
    await Promise.all([1, 2, 3].map(() => runDueJobs(t.world.app)))
    await t.settle()
    t.clock.pass(2 * MINUTE)
    await again()
    await t.settle()
    expect(await kindsOf(t, customerId)).toEqual(['booking_reminder'])
    expect(t.sms.sent).toHaveLength(1)
  })

  it('say nothing of a booking that was cancelled', async () => {
    const { customerId, placed, driver } = await bookedScene(t)
    await t.ok(booking.cancel, { params: { bookingId: placed.id }, body: { reason: 'plan_changed' } }, driver.token)
    await reach(EVENING)
    await reach(NOON)
    expect(await kindsOf(t, customerId)).toEqual([])
    expect(t.sms.sent).toEqual([])
  })

  it('of a booking that its owner moved come for its new time only', async () => {
    const { customerId, placed, driver } = await bookedScene(t)
    const body = { version: placed.version, day: '2026-11-27', minute: 600 }
    await t.ok(booking.reschedule, { params: { bookingId: placed.id }, body }, driver.token)
    await t.settle()
    expect(t.sms.sent).toEqual([])
    await reach(EVENING)
    await reach(NOON)
    expect(await kindsOf(t, customerId)).toEqual(['booking_moved'])
    await reach('2026-11-26T10:00:00.000Z')
    await reach('2026-11-27T01:00:00.000Z')
    const bodies = (await messagesOf(t, customerId)).map((message) => message.body.slice(0, 30))
    expect(bodies[0]).toBe('您的预约已从11月25日（周三）14:00改到11月27日（')
    expect(bodies.slice(1).map((text) => text.slice(0, 19))).toEqual([
      '您预约了11月27日（周五）10:00',
      '您预约了11月27日（周五）10:00',
    ])
    expect(t.sms.sent).toHaveLength(2)
  })

  it('of a car that is there already are left out', async () => {
    const { customerId, placed } = await bookedScene(t, { day: '2026-11-23', minute: 900 })
    await decide(t, placed, 'confirm')
    await decide(t, placed, 'arrive', placed.version + 1)
    await reach('2026-11-23T05:00:00.000Z')
    expect(await kindsOf(t, customerId)).toEqual(['booking_confirmed'])
  })

  it('become a call when the owner cannot be reached, which ends with the visit', async () => {
    const { customerId, placed, store } = await bookedScene(t)
    t.sms.isDown = true
    await decide(t, placed, 'confirm')
    await reach(EVENING)
    expect(await todosOf(t, customerId)).toMatchObject([
      { kind: 'undelivered', storeId: store.id, bookingId: placed.id, title: '到店提醒没有送达', state: 'open' },
    ])
    await reach(NOON)
    await decide(t, placed, 'arrive', placed.version + 1)
    const todos = await todosOf(t, customerId)
    expect(todos.map(({ state, note, outcome }) => [state, note, outcome])).toEqual([
      ['done', '车主已到店', null],
      ['done', '车主已到店', null],
    ])
  })
})

describe('the store is reminded', () => {
  it('of a booking that it has not confirmed: once, until it does', async () => {
    const { customerId, placed } = await bookedScene(t)
    await reach(EVENING)
    await reach(NOON)
    expect(await todosOf(t, customerId)).toMatchObject([
      { kind: 'unconfirmed', title: '预约还没有确认', state: 'open', dueAt: new Date(placed.startsAt) },
    ])
    await decide(t, placed, 'confirm')
    expect(await todosOf(t, customerId)).toMatchObject([{ state: 'done', note: '预约已确认', doneBy: null }])
  })
})
