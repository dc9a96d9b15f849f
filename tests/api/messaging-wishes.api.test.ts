import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, messaging, messageLog, notifications } from '@pitlane/contract'
import { announceEnding } from '../../server/src/modules/coupon/ending.service'
import { Consent } from '../../server/src/modules/identity/identity.entity'
import type { TestApp } from '../support/app'
import { couponScene } from '../support/coupon-scene'
import { given } from '../support/given'
import { bindPhone, loginBySms, loginByWechat } from '../support/log-in'
import {
  allow,
  bookedScene,
  fullPlan,
  linkWechat,
  messagesOf,
  rungs,
  say,
  startMessagingApp,
  todosOf,
} from '../support/messaging-scene'

const HOUR = 3_600_000

let t: TestApp
beforeEach(async () => {
  t = await startMessagingApp()
})
afterEach(() => t.stop())

type Settings = notifications.NotificationSettings

/** Changes what an owner wants, leaving the rest as it is. */
async function want(
  token: string,
  purpose: messaging.Purpose | null,
  over: Partial<Settings['purposes'][number]>,
  isDoNotDisturb = false,
) {
  const { version, purposes } = await t.ok(notifications.read, {}, token)
  const changed = purposes.map(({ text: _, ...one }) => (one.purpose === purpose ? { ...one, ...over } : one))
  const body = { isDoNotDisturb, version, client: 'weapp' as const, purposes: changed }
  return t.ok(notifications.save, { body }, token)
}

async function wishScene() {
  const store = await given(t).store()
  const owner = await given(t).owner()
  await linkWechat(t, owner.customerId)
  await allow(t, owner.token, ['booking_reminder'])
  const to = { storeId: store.id, customerId: owner.customerId }
  const desk = await given(t).staff('reception', 'store', store.id)
  const log = async () => {
    const token = await given(t).freshToken({ kind: 'staff', id: desk.staffId })
    return (await t.ok(messageLog.list, { params: { storeId: store.id }, query: {} }, token)).items
  }
  return { store, owner, to, log }
}

describe('at night', () => {
  it('what can wait waits for the morning of the store, once, and the log says until when', async () => {
    const { to, log, owner } = await wishScene()
    t.clock.pass(12.5 * HOUR) // 21:30
    await say(t, to, { plan: fullPlan })
    await t.settle()
    expect(t.wechat.sent).toEqual([])
    const token = await given(t).freshToken({ kind: 'customer', id: owner.customerId })
    expect((await t.ok(messaging.inbox, { query: {} }, token)).items).toHaveLength(1)
    expect(await log()).toMatchObject([{ heldUntil: '2026-11-24T00:00:00.000Z', withheld: null, deliveries: [] }])
    t.clock.pass(10.4 * HOUR) // 07:54
    await t.settle()
    expect(t.wechat.sent).toEqual([])
    t.clock.pass(0.1 * HOUR)
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
    t.clock.pass(24 * HOUR)
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
    expect(t.sms.sent).toEqual([])
  })

  it('what cannot wait goes at once', async () => {
    const { to } = await wishScene()
    t.clock.pass(13 * HOUR)
    await say(t, to, { kind: 'waitlist_offer', plan: fullPlan })
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
  })

  it('a confirmation that waits is not sent for a booking that was cancelled meanwhile', async () => {
    const { placed, customerId } = await bookedScene(t)
    const to = { storeId: placed.storeId, customerId }
    t.clock.pass(13 * HOUR)
    await say(t, to, { kind: 'booking_confirmed', bookingId: placed.id, plan: fullPlan, dedupe: 'tonight' })
    await t.settle()
    expect((await messagesOf(t, customerId)).find(({ dedupe }) => dedupe === 'tonight')?.heldUntil).not.toBeNull()
    const token = await given(t).freshToken({ kind: 'customer', id: customerId })
    const call = { params: { bookingId: placed.id }, body: { reason: 'plan_changed' as const } }
    await t.ok(booking.cancel, call, token)
    await t.settle()
    t.clock.pass(12 * HOUR)
    await t.settle()
    expect(t.sms.sent).toEqual([])
    const told = (await messagesOf(t, customerId)).find(({ dedupe }) => dedupe === 'tonight')
    expect(told).toMatchObject({ withheld: 'superseded', planSealed: null, isShown: true })
  })
})

describe('免打扰', () => {
  it('leaves what can wait to the inbox, with the reason, and lets through what cannot', async () => {
    const { to, owner, log } = await wishScene()
    await want(owner.token, null, {}, true)
    await say(t, to, { plan: fullPlan })
    await t.settle()
    expect(t.wechat.sent).toEqual([])
    expect(await todosOf(t, to.customerId)).toEqual([])
    expect(await log()).toMatchObject([{ withheld: 'do_not_disturb', isShown: true, deliveries: [] }])
    expect(await t.ok(messaging.unreadCount, {}, owner.token)).toEqual({ unread: 1 })
    await say(t, to, { kind: 'booking_cancelled', plan: fullPlan })
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
  })
})

describe('channels', () => {
  it('that are turned off are not used: the next one is', async () => {
    const { to, owner } = await wishScene()
    await want(owner.token, 'service', { wechat: false })
    await say(t, to, { plan: fullPlan })
    await t.settle()
    expect(await rungs(t)).toEqual(['wechat skipped:turned_off', 'sms sent'])
    expect(t.wechat.sent).toEqual([])
  })

  it('that are all turned off end it for what can wait, and become a call for what cannot', async () => {
    const { to, owner, log } = await wishScene()
    await want(owner.token, 'service', { wechat: false, sms: false })
    await say(t, to, { plan: fullPlan })
    await t.settle()
    expect(await todosOf(t, to.customerId)).toEqual([])
    expect(await log()).toMatchObject([{ withheld: 'turned_off' }])
    await say(t, to, { kind: 'booking_cancelled', plan: fullPlan })
    await t.settle()
    expect(await todosOf(t, to.customerId)).toHaveLength(1)
    expect(t.wechat.sent.length + t.sms.sent.length).toBe(0)
  })
})

describe('marketing', () => {
  const plan = {
    wechat: { template: 'coupon_ending', values: { coupon: '回店礼', time: '2026年12月3日 23:59' } },
  } as const

  it('reaches nobody who was not asked, not even in the app; the log keeps why', async () => {
    const { to, owner, log } = await wishScene()
    await allow(t, owner.token, ['coupon_ending'])
    await say(t, to, { kind: 'coupon_ending', plan })
    await t.settle()
    expect((await t.ok(messaging.inbox, { query: {} }, owner.token)).items).toEqual([])
    expect(await t.ok(messaging.unreadCount, {}, owner.token)).toEqual({ unread: 0 })
    expect(t.wechat.sent).toEqual([])
    expect(await log()).toMatchObject([{ purpose: 'marketing', withheld: 'no_consent', isShown: false }])
  })

  it('is sent with consent, never at night, and not after the consent was taken back while it waited', async () => {
    const { to, owner, log } = await wishScene()
    await want(owner.token, 'marketing', { isAllowed: true })
    await allow(t, owner.token, ['coupon_ending'])
    await say(t, to, { kind: 'coupon_ending', plan })
    await t.settle()
    expect(t.wechat.sent).toMatchObject([{ data: { thing1: '回店礼', time2: '2026年12月3日 23:59' } }])
    t.clock.pass(14 * HOUR)
    await say(t, to, { kind: 'coupon_ending', plan })
    await t.settle()
    const renewed = await given(t).freshToken({ kind: 'customer', id: owner.customerId })
    await want(renewed, 'marketing', { isAllowed: false })
    t.clock.pass(12 * HOUR)
    await t.settle()
    expect(t.wechat.sent).toHaveLength(1)
    expect(await log()).toMatchObject([{ withheld: 'no_consent', isShown: false }, { withheld: null }])
  })

  it('tells the owner of coupons that end soon, once', async () => {
    const scene = await couponScene(t)
    const { owner } = scene
    await want(owner.token, 'marketing', { isAllowed: true })
    const validity = { kind: 'relative', startsAfterDays: 0, days: 5 } as const
    await scene.couponOf({ validity, name: '回店礼' })
    await scene.couponOf({ validity, name: '洗车券' })
    await announceEnding(t.world.app)
    await t.settle()
    await announceEnding(t.world.app)
    await t.settle()
    const { items } = await t.ok(messaging.inbox, { query: {} }, owner.token)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ kind: 'coupon_ending', link: '/packages/coupon/pages/wallet/index' })
    expect(items[0]?.body).toMatch(/^您有 2 张券即将到期：(回店礼、洗车券|洗车券、回店礼)，最早 11月2[78]日 到期。$/)
    expect(t.sms.sent.filter(({ template }) => template !== 'login_code')).toEqual([])
  })
})

describe('the settings of an owner', () => {
  it('begin with the service alone, say what is agreed to, and keep each consent in the ledger', async () => {
    const owner = await given(t).owner()
    const before = await t.ok(notifications.read, {}, owner.token)
    expect(before.isDoNotDisturb).toBe(false)
    expect(before.purposes.map(({ purpose, isAllowed }) => [purpose, isAllowed])).toEqual([
      ...[
        ['service', true],
        ['care', false],
        ['survey', false],
        ['marketing', false],
      ],
    ])
    expect(before.purposes.map(({ text }) => text !== null)).toEqual([false, true, true, true])
    const after = await want(owner.token, 'marketing', { isAllowed: true, sms: false }, true)
    expect(after).toMatchObject({ isDoNotDisturb: true })
    expect(after.purposes[3]).toMatchObject({ isAllowed: true, sms: false, wechat: true })
    await want(owner.token, 'marketing', { isAllowed: true }, true)
    await want(owner.token, 'marketing', { isAllowed: false })
    const where = { subjectId: owner.customerId, purpose: 'MARKETING' }
    const ledger = await t.world.app.db.read.find(Consent, { where, order: { id: 'ASC' } })
    expect(ledger.map(({ state }) => state)).toEqual(['GRANTED', 'WITHDRAWN'])
    expect(ledger[0]?.textHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('take no consent to a text that is not in force, and no refusal of the service itself', async () => {
    const owner = await given(t).owner()
    const { purposes } = await t.ok(notifications.read, {}, owner.token)
    const choices = purposes.map(({ text: _, ...one }) => ({ ...one, isAllowed: one.purpose !== 'service' }))
    const body = { isDoNotDisturb: false, version: '2020-01-01', client: 'h5' as const, purposes: choices }
    await t.refused(notifications.save, { body }, owner.token, 'identity.consent_required')
    const kept = await t.ok(notifications.read, {}, owner.token)
    expect(kept.purposes.map(({ isAllowed }) => isAllowed)).toEqual([true, false, false, false])
    const saved = await t.ok(notifications.save, { body: { ...body, version: kept.version } }, owner.token)
    expect(saved.purposes.map(({ isAllowed }) => isAllowed)).toEqual([true, true, true, true])
  })

  it('are saved by two devices at once without a loss of either', async () => {
    const owner = await given(t).owner()
    await Promise.all([1, 2, 3].map(() => want(owner.token, 'survey', { isAllowed: true })))
    const where = { subjectId: owner.customerId, purpose: 'SURVEY' }
    expect(await t.world.app.db.read.find(Consent, { where })).toHaveLength(1)
  })

  it('are nobody else’s, and not for staff or strangers', async () => {
    const { store, owner } = await wishScene()
    const other = await given(t).owner()
    await want(owner.token, 'marketing', { isAllowed: true }, true)
    expect(await t.ok(notifications.read, {}, other.token)).toMatchObject({ isDoNotDisturb: false })
    const desk = await given(t).staff('reception', 'store', store.id)
    await t.refused(notifications.read, {}, desk.token, 'auth.forbidden')
    await t.refused(notifications.read, {}, undefined, 'auth.required')
  })

  it('follow two customers who turn out to be one: the strictest word wins', async () => {
    const phone = '13800138000'
    const holder = await loginBySms(t, phone)
    await want(holder.token, 'marketing', { isAllowed: true })
    const newcomer = await loginByWechat(t, 'wang')
    await want(newcomer.token, 'marketing', { isAllowed: true })
    await want(newcomer.token, 'marketing', { isAllowed: false })
    await want(newcomer.token, 'care', { isAllowed: true, sms: false }, true)
    const merged = await bindPhone(t, newcomer, phone)
    await t.settle()
    const { isDoNotDisturb, purposes } = await t.ok(notifications.read, {}, merged.token)
    expect(isDoNotDisturb).toBe(true)
    expect(purposes.map(({ purpose, isAllowed, sms }) => [purpose, isAllowed, sms])).toEqual([
      ...[
        ['service', true, true],
        ['care', true, false],
        ['survey', false, true],
        ['marketing', false, true],
      ],
    ])
  })
})
