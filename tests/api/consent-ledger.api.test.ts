import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { allow, fullPlan, linkWechat, say, startMessagingApp } from '../support/messaging-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startMessagingApp()
})
afterEach(() => t.stop())

const ledgerOf = (token: string) => t.ok(messaging.consentLedger, {}, token)
const nothing = { isOffered: true, left: 0, lastAllowedAt: null, lastSentAt: null }
const NOW = '2026-11-23T01:00:00.000Z'

describe('the ledger of what may be sent', () => {
  it('starts empty, counts what was allowed, and says what was sent last', async () => {
    const owner = await given(t).owner()
    const store = await given(t).store()
    expect(await ledgerOf(owner.token)).toEqual([
      { key: 'booking_confirmed', ...nothing },
      { key: 'booking_reminder', ...nothing },
      { key: 'booking_changed', ...nothing },
      { key: 'waitlist_offer', ...nothing },
      { key: 'quote_asked', ...nothing },
      { key: 'service_progress', ...nothing },
      { key: 'car_ready', ...nothing },
      { key: 'coupon_ending', ...nothing },
    ])
    await allow(t, owner.token, ['booking_confirmed', 'booking_reminder'])
    await allow(t, owner.token, ['booking_reminder'])
    await linkWechat(t, owner.customerId)
    t.clock.pass(60_000)
    await say(t, { customerId: owner.customerId, storeId: store.id }, { plan: fullPlan })
    await t.settle()
    expect(await ledgerOf(owner.token)).toEqual([
      { key: 'booking_confirmed', ...nothing, left: 1, lastAllowedAt: NOW },
      { key: 'booking_reminder', ...nothing, left: 1, lastAllowedAt: NOW, lastSentAt: '2026-11-23T01:01:00.000Z' },
      { key: 'booking_changed', ...nothing },
      { key: 'waitlist_offer', ...nothing },
      { key: 'quote_asked', ...nothing },
      { key: 'service_progress', ...nothing },
      { key: 'car_ready', ...nothing },
      { key: 'coupon_ending', ...nothing },
    ])
  })

  it('shows each owner only their own, and asks for a log-in', async () => {
    const [one, other] = [await given(t).owner(), await given(t).owner()]
    await allow(t, one.token, ['booking_changed'])
    expect((await ledgerOf(other.token)).every(({ left }) => left === 0)).toBe(true)
    await t.refused(messaging.consentLedger, {}, undefined, 'auth.required')
    const staff = await given(t).staff('reception', 'store', (await given(t).store()).id)
    await t.refused(messaging.consentLedger, {}, staff.token, 'auth.forbidden')
  })

  it('says what an account without templates cannot send', async () => {
    const bare = await startTestApp()
    try {
      const { token } = await given(bare).owner()
      expect((await bare.ok(messaging.consentLedger, {}, token)).map(({ isOffered }) => isOffered)).toEqual([
        ...messaging.TemplateKey.options.map(() => false),
      ])
    } finally {
      await bare.stop()
    }
  })
})
