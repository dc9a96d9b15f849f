import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, desk as deskContract } from '@pitlane/contract'
import { Job } from '../../server/src/platform/platform-tables'
import type { TestApp } from '../support/app'
import { ownerScene, wish } from '../support/booking-scene'
import { given } from '../support/given'
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

describe('owners hear', () => {
  it('that the store has confirmed', async () => {
    const { customerId, driver, placed } = await bookedScene(t)
    await linkWechat(t, customerId)
    await allow(t, driver.token, ['booking_confirmed'])
    expect(await kindsOf(t, customerId)).toEqual([])
    await decide(t, placed, 'confirm')
    expect(await kindsOf(t, customerId)).toEqual(['booking_confirmed'])
    expect(t.wechat.sent).toMatchObject([
      {
        templateId: 'sim-booking-confirmed',
        data: {
          ...{ thing1: '浦东店', time2: '2026年11月25日 14:00', thing3: '小保养', car_number4: driver.plate },
          thing5: '请按时到店，改约请打开小程序',
        },
      },
    ])
    expect(t.sms.sent).toEqual([])
  })

  it('in the app alone, where the store accepts by itself and they have just read it', async () => {
    const { store, driver, mine } = await ownerScene(t)
    await t.world.app.db.tx((tx) => tx.run('update store set is_auto_confirm = 1 where id = ?', [store.id]))
    await t.ok(booking.place, wish({ ...mine, day: '2026-11-25', minute: 840 }), driver.token)
    await t.settle()
    expect(await kindsOf(t, driver.customerId)).toEqual(['booking_confirmed'])
    expect(t.sms.sent).toEqual([])
    expect(await todosOf(t, driver.customerId)).toEqual([])
  })

  it('that the store has refused, and why; nobody reminds them then', async () => {
    const { customerId, placed, driver } = await bookedScene(t)
    await decide(t, placed, 'reject')
    t.clock.set('2026-11-24T10:00:00.000Z')
    await t.settle()
    const [message, ...others] = await messagesOf(t, customerId)
    expect(message).toMatchObject({ kind: 'booking_rejected', title: '预约未接受' })
    expect(message?.body).toContain('原因：所需配件暂缺：机滤明天到货')
    expect(others).toEqual([])
    expect(t.sms.sent).toMatchObject([
      { phone: driver.phone, template: 'booking_rejected', variables: { reason: '所需配件暂缺：机滤明天到货' } },
    ])
  })

  it('that the store has cancelled, and get a call when they cannot be told', async () => {
    const { customerId, placed } = await bookedScene(t)
    t.sms.isDown = true
    await decide(t, placed, 'confirm')
    await decide(t, placed, 'cancel', placed.version + 1)
    expect(await kindsOf(t, customerId)).toEqual(['booking_confirmed', 'booking_cancelled'])
    expect(await todosOf(t, customerId)).toMatchObject([
      { kind: 'undelivered', title: '预约已取消，车主不知道', state: 'open' },
    ])
  })

  it('that the store has moved them, but not that somebody else will do the work', async () => {
    const { customerId, placed, driver } = await bookedScene(t)
    const token = (await given(t).staff('reception', 'store', placed.storeId)).token
    const params = { bookingId: placed.id }
    const same = { version: placed.version, day: placed.day, minute: placed.minute }
    const first = await t.ok(deskContract.move, { params, body: same }, token)
    await t.settle()
    expect(first.isMoved).toBe(true)
    expect(await kindsOf(t, customerId)).toEqual([])
    const later = { version: placed.version + 1, day: placed.day, minute: 900 }
    await t.ok(deskContract.move, { params, body: later }, token)
    await t.settle()
    const [message] = await messagesOf(t, customerId)
    expect(message?.body).toContain('您的预约已从11月25日（周三）14:00改到11月25日（周三）15:00。')
    expect(t.sms.sent).toMatchObject([{ phone: driver.phone, template: 'booking_moved' }])
    const jobs = await t.world.app.db.read.find(Job, { where: { kind: 'booking.reminder' } })
    expect(jobs.map(({ runAt }) => runAt.toISOString())).toContain('2026-11-25T05:00:00.000Z')
  })

  it('nothing of what they did themselves', async () => {
    const { customerId, placed, driver } = await bookedScene(t)
    const token = await given(t).freshToken({ kind: 'customer', id: customerId })
    await t.ok(booking.cancel, { params: { bookingId: placed.id }, body: { reason: 'other' } }, token)
    await t.settle()
    expect(await kindsOf(t, customerId)).toEqual([])
    expect(t.sms.sent.filter(({ phone }) => phone === driver.phone)).toEqual([])
  })
})
