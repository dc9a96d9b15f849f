import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging } from '@pitlane/contract'
import { deliver } from '../../server/src/modules/messaging/delivery.service'
import { VendorError } from '../../server/src/platform/ports'
import type { TestApp } from '../support/app'
import { given } from '../support/given'
import {
  allow,
  fullPlan,
  linkWechat,
  messagesOf,
  rungs,
  say,
  startMessagingApp,
  todosOf,
} from '../support/messaging-scene'

let t: TestApp
beforeEach(async () => {
  t = await startMessagingApp()
})
afterEach(() => t.stop())

/** An owner with WeChat, a phone and one consent, unless told otherwise. */
async function ladderScene(over: { phone?: string | null; wechat?: boolean; consents?: number } = {}) {
  const { wechat = true, consents = 1, ...person } = over
  const store = await given(t).store()
  const owner = await given(t).owner(person)
  const openid = wechat ? await linkWechat(t, owner.customerId) : undefined
  for (let i = 0; i < consents; i++) await allow(t, owner.token, ['booking_reminder'])
  const to = { storeId: store.id, customerId: owner.customerId }
  const credits = async () =>
    (await t.ok(messaging.subscribeTemplates, { query: {} }, owner.token)).find(({ key }) => key === 'booking_reminder')
      ?.credits
  const tell = () => say(t, to, { plan: fullPlan, link: '/packages/booking/pages/detail/index?bookingId=1' })
  return { store, owner, openid, to, credits, tell }
}

const unavailable = new VendorError('wechat', 'unavailable', true)
const refused = new VendorError('wechat', 'user_refused', false, 43101)
const busy = new VendorError('sms', 'rate_limited', true)

describe('a message outside the app', () => {
  it('goes by subscribe message while there is a consent, which it spends', async () => {
    const { openid, credits, tell, owner } = await ladderScene()
    await tell()
    await t.settle()
    expect(t.wechat.sent).toEqual([
      {
        ...{ openid, templateId: 'sim-booking-reminder', page: '/packages/booking/pages/detail/index?bookingId=1' },
        data: {
          ...{ time1: '2026年11月24日 10:00', thing2: '示例路 1 号', name3: '门店前台' },
          phone_number4: '021-55500001',
        },
      },
    ])
    expect(t.sms.sent).toEqual([])
    expect(await rungs(t)).toEqual(['wechat sent'])
    expect(await credits()).toBe(0)
    expect((await messagesOf(t, owner.customerId))[0]?.planSealed).toBeNull()
  })

  it('goes by SMS when the consents are used up', async () => {
    const { tell, owner } = await ladderScene()
    await tell()
    await tell()
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
    expect(t.sms.sent).toEqual([
      {
        ...{ phone: owner.phone, template: 'booking_reminder' },
        variables: { time: '11月24日 10:00', store: '浦东店', phone: '021-55500001' },
      },
    ])
    expect((await rungs(t)).sort()).toEqual(['sms sent', 'wechat sent', 'wechat skipped:no_credit'])
  })

  it('goes by SMS to an owner without WeChat', async () => {
    const { tell } = await ladderScene({ wechat: false })
    await tell()
    await t.settle()
    expect(await rungs(t)).toEqual(['wechat skipped:no_openid', 'sms sent'])
  })

  it('believes WeChat when it says that the consent is gone (43101): the ledger is empty then', async () => {
    const { tell, credits } = await ladderScene({ consents: 3 })
    t.wechat.refusal = refused
    await tell()
    await t.settle()
    expect(await rungs(t)).toEqual(['wechat failed:user_refused', 'sms sent'])
    expect(await credits()).toBe(0)
  })

  it('tries the other WeChat account of an owner who has two', async () => {
    const { tell, openid, to } = await ladderScene()
    const other = await linkWechat(t, to.customerId, 'openid-other')
    const asked: string[] = []
    const sending = t.wechat.sendSubscribeMessage.bind(t.wechat)
    t.wechat.sendSubscribeMessage = (message) => {
      asked.push(message.openid)
      return asked.length === 1 ? Promise.reject(refused) : sending(message)
    }
    await tell()
    await t.settle()
    expect(asked.sort()).toEqual([openid, other].sort())
    expect(await rungs(t)).toEqual(['wechat sent'])
  })

  it('goes by SMS at once while WeChat is down, and keeps the consent', async () => {
    const { tell, credits } = await ladderScene()
    t.wechat.isDown = true
    await tell()
    await t.settle()
    expect(await rungs(t)).toEqual(['wechat failed:unavailable', 'sms sent'])
    expect(t.sms.sent).toHaveLength(1)
    expect(await credits()).toBe(1)
  })

  it('becomes a call of the store when nothing arrives', async () => {
    const { tell, to, store } = await ladderScene({ phone: null, wechat: false })
    await tell()
    await t.settle()
    expect(await rungs(t)).toEqual(['wechat skipped:no_openid', 'sms skipped:no_phone', 'call sent'])
    expect(await todosOf(t, to.customerId)).toMatchObject([
      { kind: 'undelivered', storeId: store.id, state: 'open', title: '消息没有送达', reason: '请致电车主。' },
    ])
    t.sms.isDown = true
    t.wechat.isDown = true
    const second = await ladderScene()
    await second.tell()
    await t.settle()
    expect(await todosOf(t, second.to.customerId)).toHaveLength(1)
  })

  it('waits for a vendor that is only busy, three times at most', async () => {
    const { tell, to } = await ladderScene({ consents: 0 })
    t.sms.refusal = busy
    await tell()
    await t.settle()
    expect(await rungs(t)).toContain('sms waiting:rate_limited')
    expect(await todosOf(t, to.customerId)).toEqual([])
    t.clock.pass(60_000)
    await t.settle()
    t.sms.refusal = undefined
    t.clock.pass(120_000)
    await t.settle()
    expect(await rungs(t)).toContain('sms sent')
    expect(t.sms.sent).toHaveLength(1)

    t.sms.refusal = busy
    await tell()
    for (let i = 0; i < 4; i++) {
      await t.settle()
      t.clock.pass(180_000)
    }
    expect(await rungs(t)).toContain('sms failed:rate_limited')
    expect(await todosOf(t, to.customerId)).toHaveLength(1)
  })
})

describe('exactly once', () => {
  it('when the job runs again after it is done', async () => {
    const { tell, to } = await ladderScene()
    await tell()
    await t.settle()
    const [message] = await messagesOf(t, to.customerId)
    for (let i = 0; i < 3; i++) await deliver(t.world.app, message?.id ?? '')
    expect(t.wechat.sent).toHaveLength(1)
    expect(t.sms.sent).toEqual([])
  })

  it('when four workers are on it at the same moment', async () => {
    const { tell, to } = await ladderScene({ consents: 4 })
    await tell()
    const [message] = await messagesOf(t, to.customerId)
    t.wechat.onSend = () => new Promise((resolve) => setTimeout(resolve, 50))
    await Promise.allSettled([1, 2, 3, 4].map(() => deliver(t.world.app, message?.id ?? '')))
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
    expect(t.sms.sent).toEqual([])
  })

  it('when the call of the store is made by four workers', async () => {
    const { tell, to } = await ladderScene({ phone: null, wechat: false })
    await tell()
    const [message] = await messagesOf(t, to.customerId)
    await Promise.allSettled([1, 2, 3, 4].map(() => deliver(t.world.app, message?.id ?? '')))
    t.clock.pass(60_000)
    await t.settle()
    expect(await todosOf(t, to.customerId)).toHaveLength(1)
  })

  it('per channel when a worker dies while WeChat is asked: the next one goes on by SMS', async () => {
    const { tell, to } = await ladderScene({ consents: 2 })
    await tell()
    const [message] = await messagesOf(t, to.customerId)
    const id = message?.id ?? ''
    t.wechat.onSend = () => Promise.reject(new Error('killed'))
    await expect(deliver(t.world.app, id)).rejects.toThrow('killed')
    t.wechat.onSend = () => Promise.resolve()
    // So soon after, the other worker might still be at it.
    await expect(deliver(t.world.app, id)).rejects.toThrow(`wechat of ${id}`)
    t.clock.pass(60_000)
    await deliver(t.world.app, id)
    expect(t.wechat.sent).toEqual([])
    expect(t.sms.sent).toHaveLength(1)
    expect(await rungs(t)).toEqual(['wechat unknown', 'sms sent'])
  })

  it('knows no difference between WeChat’s answers and its silence', async () => {
    const { tell } = await ladderScene()
    t.wechat.refusal = unavailable
    await tell()
    await t.settle()
    t.wechat.refusal = undefined
    t.clock.pass(3_600_000)
    await t.settle()
    expect(t.wechat.sent).toEqual([])
    expect(t.sms.sent).toHaveLength(1)
  })
})
