import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging } from '@pitlane/contract'
import type { TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { given } from '../support/given'
import { bindPhone, loginBySms, loginByWechat } from '../support/log-in'
import { allow, linkWechat, messagesOf, say, startMessagingApp } from '../support/messaging-scene'

let t: TestApp
beforeEach(async () => {
  t = await startMessagingApp()
})
afterEach(() => t.stop())

async function inboxScene() {
  const store = await given(t).store()
  const owner = await given(t).owner()
  const to = { storeId: store.id, customerId: owner.customerId }
  return { store, owner, to }
}

describe('the inbox', () => {
  it('lists what was said, latest first, and counts what was not read', async () => {
    const { owner, to } = await inboxScene()
    await say(t, to, { body: '第一条', link: '/packages/booking/pages/detail/index?bookingId=1' })
    await say(t, to, { body: '第二条' })
    const { items, next } = await t.ok(messaging.inbox, { query: {} }, owner.token)
    expect(items.map(({ body }) => body)).toEqual(['第二条', '第一条'])
    expect(items[1]).toMatchObject({ kind: 'booking_reminder', title: '到店提醒', isRead: false })
    expect(items[1]?.link).toBe('/packages/booking/pages/detail/index?bookingId=1')
    expect(next).toBeNull()
    expect(await t.ok(messaging.unreadCount, {}, owner.token)).toEqual({ unread: 2 })
  })

  it('is read one by one or all at once; reading again changes nothing', async () => {
    const { owner, to } = await inboxScene()
    for (let i = 0; i < 3; i++) await say(t, to)
    const { items } = await t.ok(messaging.inbox, { query: {} }, owner.token)
    const params = { messageId: items[0]?.id ?? '' }
    expect(await t.ok(messaging.read, { params }, owner.token)).toEqual({ unread: 2 })
    const readAt = (await messagesOf(t, owner.customerId)).at(-1)?.readAt
    t.clock.pass(60_000)
    expect(await t.ok(messaging.read, { params }, owner.token)).toEqual({ unread: 2 })
    expect((await messagesOf(t, owner.customerId)).at(-1)?.readAt).toEqual(readAt)
    expect(await t.ok(messaging.readAll, {}, owner.token)).toEqual({ unread: 0 })
    expect((await t.ok(messaging.inbox, { query: {} }, owner.token)).items.every(({ isRead }) => isRead)).toBe(true)
  })

  it('cuts what is too long to keep instead of losing it', async () => {
    const { owner, to } = await inboxScene()
    await say(t, to, { body: '长'.repeat(400) })
    const { items } = await t.ok(messaging.inbox, { query: {} }, owner.token)
    expect(items[0]?.body).toBe(`${'长'.repeat(299)}…`)
  })

  it('comes twenty a page', async () => {
    const { owner, to } = await inboxScene()
    for (let i = 1; i <= 21; i++) await say(t, to, { body: `第 ${i} 条` })
    const first = await t.ok(messaging.inbox, { query: {} }, owner.token)
    expect(first.items).toHaveLength(20)
    const second = await t.ok(messaging.inbox, { query: { after: first.next ?? '' } }, owner.token)
    expect(second.items.map(({ body }) => body)).toEqual(['第 1 条'])
    expect(second.next).toBeNull()
  })

  it('is nobody else’s, and not for staff or strangers', async () => {
    const { store, to } = await inboxScene()
    await say(t, to)
    const [message] = await messagesOf(t, to.customerId)
    const other = await given(t).owner()
    expect((await t.ok(messaging.inbox, { query: {} }, other.token)).items).toEqual([])
    const params = { messageId: message?.id ?? '' }
    await t.refused(messaging.read, { params }, other.token, 'messaging.message_not_found')
    await t.ok(messaging.readAll, {}, other.token)
    expect((await messagesOf(t, to.customerId))[0]?.readAt).toBeNull()
    const desk = await given(t).staff('reception', 'store', store.id)
    await t.refused(messaging.inbox, { query: {} }, desk.token, 'auth.forbidden')
    await t.refused(messaging.inbox, { query: {} }, undefined, 'auth.required')
    await t.refused(messaging.inbox, { query: { after: 'x' } }, other.token, 'request.invalid')
  })

  it('hears of one occasion once, also when it is told twice at the same moment', async () => {
    const { to } = await inboxScene()
    await say(t, to, { dedupe: 'occasion' })
    await say(t, to, { dedupe: 'occasion' })
    await Promise.allSettled([1, 2, 3].map(() => say(t, to, { dedupe: 'another' })))
    await t.settle()
    expect(await messagesOf(t, to.customerId)).toHaveLength(2)
  })

  it('follows an owner whose WeChat account turns out to be a known phone, with the consents', async () => {
    const store = await given(t).store()
    const phone = '13800138000'
    const holder = await loginBySms(t, phone)
    const newcomer = await loginByWechat(t, 'wang')
    await say(t, { storeId: store.id, customerId: newcomer.id }, { body: '合并前的消息' })
    await allow(t, newcomer.token, ['booking_reminder'])
    const merged = await bindPhone(t, newcomer, phone)
    await t.settle()
    expect(merged.id).toBe(holder.id)
    const { items } = await t.ok(messaging.inbox, { query: {} }, merged.token)
    expect(items.map(({ body }) => body)).toEqual(['合并前的消息'])
    const offered = await t.ok(messaging.subscribeTemplates, { query: {} }, merged.token)
    expect(offered.find(({ key }) => key === 'booking_reminder')?.credits).toBe(1)
  })
})

describe('consents for subscribe messages', () => {
  it('are asked for with the ids of this account, and counted', async () => {
    const { owner } = await inboxScene()
    await linkWechat(t, owner.customerId)
    await allow(t, owner.token, ['booking_reminder', 'booking_changed'])
    await allow(t, owner.token, ['booking_reminder'])
    expect(await t.ok(messaging.subscribeTemplates, { query: {} }, owner.token)).toEqual([
      { key: 'booking_confirmed', templateId: 'sim-booking-confirmed', credits: 0 },
      { key: 'booking_reminder', templateId: 'sim-booking-reminder', credits: 2 },
      { key: 'booking_changed', templateId: 'sim-booking-changed', credits: 1 },
    ])
  })

  it('are asked for where they are of use: of a time that comes free with 加入候补, of the scarcest on the list', async () => {
    const { owner } = await inboxScene()
    const keysAt = async (moment: messaging.ConsentMoment) =>
      (await t.ok(messaging.subscribeTemplates, { query: { moment } }, owner.token)).map(({ key }) => key)
    expect(await keysAt('waitlist')).toEqual(['waitlist_offer'])
    expect(await keysAt('visit')).toEqual(['quote_asked', 'service_progress', 'car_ready'])
    expect(await keysAt('booking')).toEqual(['booking_confirmed', 'booking_reminder', 'booking_changed'])
    expect(await keysAt('ledger')).toEqual(['booking_confirmed', 'booking_reminder', 'booking_changed'])
    await allow(t, owner.token, ['booking_reminder'])
    expect(await keysAt('ledger')).toEqual(['booking_confirmed', 'booking_changed', 'waitlist_offer'])
  })

  it('count once per answer of WeChat, however often it is sent', async () => {
    const { owner } = await inboxScene()
    const requestId = randomUUID()
    await allow(t, owner.token, ['booking_reminder', 'booking_reminder'], requestId)
    await Promise.all([1, 2, 3].map(() => allow(t, owner.token, ['booking_reminder'], requestId)))
    expect(await rowsOf(t, 'subscribe_credit')).toBe(1)
  })

  it('refuse what is no template, nothing at all, and people who are no owners', async () => {
    const { owner, store } = await inboxScene()
    const body = { requestId: randomUUID(), accepted: ['booking_reminder' as const] }
    const bad = [
      { ...body, accepted: [] },
      { ...body, accepted: ['spam' as never] },
      { ...body, requestId: '1' },
    ]
    for (const one of bad) await t.refused(messaging.recordConsents, { body: one }, owner.token, 'request.invalid')
    const desk = await given(t).staff('reception', 'store', store.id)
    await t.refused(messaging.recordConsents, { body }, desk.token, 'auth.forbidden')
    await t.refused(messaging.recordConsents, { body }, undefined, 'auth.required')
    expect(await rowsOf(t, 'subscribe_credit')).toBe(0)
  })
})
