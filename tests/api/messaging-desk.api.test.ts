import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messageLog, messageWordings, messaging } from '@pitlane/contract'
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

const KEY = 'key-of-the-delivery-reports'

let t: TestApp
beforeEach(async () => {
  t = await startMessagingApp({ env: { SMS_REPORT_KEY: KEY, SMS_SIGN_NAME: '修程' } })
})
afterEach(() => t.stop())

async function deskScene() {
  const store = await given(t).store()
  const owner = await given(t).owner({ name: '王小明' })
  const to = { storeId: store.id, customerId: owner.customerId }
  const desk = await given(t).staff('reception', 'store', store.id)
  const admin = await given(t).staff('group_admin', 'group', store.groupId)
  const log = (query: Parameters<typeof list>[0] = {}) => list(query)
  const list = async (query: {
    standing?: messageLog.LogStanding
    kind?: messaging.MessageKind
    after?: string
    customerId?: string
  }) => t.ok(messageLog.list, { params: { storeId: store.id }, query }, desk.token)
  return { store, owner, to, desk, admin, log }
}

describe('the log of a store', () => {
  it('says of each message why it was sent where, and how that ended, with the customer masked', async () => {
    const { to, owner, log } = await deskScene()
    await linkWechat(t, owner.customerId)
    await say(t, to, { plan: fullPlan, dedupe: 'booking_reminder:day_before:1' })
    await t.settle()
    const { items, next } = await log()
    expect(next).toBeNull()
    expect(items).toMatchObject([
      {
        ...{ kind: 'booking_reminder', purpose: 'service', cause: 'booking_reminder:day_before:1', readAt: null },
        ...{ isShown: true, withheld: null, heldUntil: null, wordingVersion: 1 },
        deliveries: [
          { channel: 'wechat', state: 'skipped', error: 'no_credit' },
          { channel: 'sms', state: 'sent', error: null, isDelivered: null },
        ],
      },
    ])
    const seen = JSON.stringify(items)
    expect(seen).not.toContain(owner.phone)
    expect(seen).not.toContain('王小明')
    expect(items[0]?.maskedName).toContain('王')
  })

  it('is narrowed by kind, by how it stands, and to one customer, and comes thirty a page', async () => {
    const { to, store, log } = await deskScene()
    const other = await given(t).owner()
    await say(t, { storeId: store.id, customerId: other.customerId }, { kind: 'car_ready' })
    await say(t, to, { kind: 'coupon_ending' })
    for (let i = 0; i < 31; i++) await say(t, to)
    const first = await log()
    expect(first.items).toHaveLength(30)
    expect((await log({ after: first.next ?? '' })).items.map(({ kind }) => kind)).toEqual([
      ...['booking_reminder', 'coupon_ending', 'car_ready'],
    ])
    expect((await log({ kind: 'car_ready' })).items).toHaveLength(1)
    expect((await log({ standing: 'withheld' })).items.map(({ kind }) => kind)).toEqual(['coupon_ending'])
    expect((await log({ customerId: other.customerId })).items.map(({ kind }) => kind)).toEqual(['car_ready'])
    expect((await log({ standing: 'unread', kind: 'coupon_ending' })).items).toEqual([])
    t.sms.isDown = true
    await say(t, to, { kind: 'booking_moved', plan: fullPlan })
    await t.settle()
    expect((await log({ standing: 'failed' })).items.map(({ kind }) => kind)).toEqual(['booking_moved'])
    expect((await log({ standing: 'held' })).items).toEqual([])
  })

  it('is not for another store, for who may not read it, for owners or strangers', async () => {
    const { store, owner, to } = await deskScene()
    await say(t, to)
    const call = { params: { storeId: store.id }, query: {} }
    const elsewhere = await given(t).store()
    const other = await given(t).staff('reception', 'store', elsewhere.id)
    await t.refused(messageLog.list, call, other.token, 'auth.forbidden')
    const theirs = await t.ok(messageLog.list, { ...call, params: { storeId: elsewhere.id } }, other.token)
    expect(theirs.items).toEqual([])
    const technician = await given(t).staff('technician', 'store', store.id)
    await t.refused(messageLog.list, call, technician.token, 'auth.forbidden')
    await t.refused(messageLog.list, call, owner.token, 'auth.forbidden')
    await t.refused(messageLog.list, call, undefined, 'auth.required')
  })
})

describe('delivery reports', () => {
  const report = (isDelivered: boolean, receiptId = 'r-1') => [
    { receiptId, isDelivered, code: isDelivered ? 'DELIVRD' : 'MK:0008' },
  ]
  const post = (body: object, key = KEY) => t.call(messageLog.takeReports, { query: { key }, body: body as unknown[] })

  async function sentScene() {
    const scene = await deskScene()
    t.sms.receiptId = 'r-1'
    await say(t, scene.to, { plan: { sms: fullPlan.sms!, call: fullPlan.call! } })
    await t.settle()
    return scene
  }

  it('of what arrived stand in the log, and nothing is left to send', async () => {
    const { log, to } = await sentScene()
    expect((await messagesOf(t, to.customerId))[0]?.planSealed).not.toBeNull()
    const answer = await post(report(true))
    expect([answer.status, answer.body]).toEqual([200, { code: 0, msg: 'OK', result: 0, errmsg: 'OK' }])
    await post(report(false))
    const { items } = await log()
    expect(items[0]?.deliveries).toMatchObject([{ state: 'sent', isDelivered: true, reportCode: 'DELIVRD' }])
    expect((await messagesOf(t, to.customerId))[0]?.planSealed).toBeNull()
    expect(await todosOf(t, to.customerId)).toEqual([])
  })

  it('of what did not arrive make one call of the store, however often they come', async () => {
    const { to } = await sentScene()
    await Promise.all([post(report(false)), post(report(false))])
    await post(report(false))
    expect(await rungs(t)).toEqual(['sms failed:undelivered', 'call sent'])
    expect(await todosOf(t, to.customerId)).toHaveLength(1)
    t.clock.pass(3_600_000)
    await t.settle()
    expect(t.sms.sent).toHaveLength(1)
  })

  it('are not taken without the key, of what is no report, or where no key is set; unknown receipts change nothing', async () => {
    await sentScene()
    expect((await post(report(false), 'wrong')).problem.code).toBe('auth.forbidden')
    expect((await post({ not: 'a list' })).problem.code).toBe('request.invalid')
    expect((await post(report(false, 'r-2'))).status).toBe(200)
    expect(await rungs(t)).toEqual(['sms sent'])
    const keyless = await startMessagingApp()
    const refused = await keyless.call(messageLog.takeReports, { query: { key: '' }, body: [] })
    expect(refused.problem.code).toBe('auth.forbidden')
    await keyless.stop()
  })
})

describe('wordings', () => {
  const inboxOf = (storeId: string) => ({ storeId, kind: 'booking_reminder' as const, channel: 'inbox' as const })
  const say1 = { text: '【温馨提示】{time}见，{store}恭候您。', fields: {}, vendorTemplate: null }

  it('are shipped as version 1, and list what may be said', async () => {
    const { store, admin } = await deskScene()
    const all = await t.ok(messageWordings.list, { params: { storeId: store.id } }, admin.token)
    expect(all.every(({ version, hasDraft }) => version === 1 && !hasDraft)).toBe(true)
    expect(all.filter(({ kind }) => kind === 'trip_update').map(({ channel }) => channel)).toEqual(['inbox'])
    const one = await t.ok(messageWordings.read, { params: inboxOf(store.id) }, admin.token)
    expect(one.versions).toMatchObject([{ version: 1, publishedAt: null }])
    expect(one.variables.map(({ name }) => name)).toEqual(['time', 'store', 'service', 'address', 'phone', 'text'])
    expect(one.preview.text).toBe(
      '您预约了11月25日（周三）14:00到浦东店做常规保养。地址：浦东新区示例路 1 号。请带上行驶证；不能到店请提前取消，或致电 021-55500001。',
    )
    expect(one.preview.findings).toEqual([])
    const params = { ...inboxOf(store.id), kind: 'trip_update' as const, channel: 'sms' as const }
    await t.refused(messageWordings.read, { params }, admin.token, 'messaging.wording_not_found')
  })

  it('are drafted and published as versions that stay; each message keeps the one it was made with', async () => {
    const { store, admin, to, owner, log } = await deskScene()
    const params = inboxOf(store.id)
    const values = { time: '明天 10:00', store: '浦东店', service: '保养', address: '路', phone: '021' }
    await say(t, to, { values, dedupe: 'one' })
    const drafted = await t.ok(messageWordings.saveDraft, { params, body: { content: say1, revision: 0 } }, admin.token)
    expect(drafted.draft).toMatchObject({ revision: 1, content: say1 })
    expect(drafted.preview.text).toBe('【温馨提示】11月25日（周三）14:00见，浦东店恭候您。')
    await say(t, to, { values, dedupe: 'two' })
    const published = await t.ok(messageWordings.publish, { params, body: { revision: 1 } }, admin.token)
    expect(published.versions.map(({ version }) => version)).toEqual([2, 1])
    expect(published.draft).toBeNull()
    await say(t, to, { values, dedupe: 'three' })
    const { items } = await t.ok(messaging.inbox, { query: {} }, owner.token)
    expect(items.map(({ body }) => body)).toEqual([
      ...['【温馨提示】明天 10:00见，浦东店恭候您。', '明天 10:00 到店。', '明天 10:00 到店。'],
    ])
    expect((await log()).items.map(({ wordingVersion }) => wordingVersion)).toEqual([2, 1, 1])
    // Who says less than the wording needs is heard in the shipped words.
    await say(t, to, { values: {}, dedupe: 'four' })
    expect((await log()).items[0]).toMatchObject({ body: '明天 10:00 到店。', wordingVersion: 1 })
  })

  it('go out by SMS and subscribe message in the group’s own words', async () => {
    const { store, admin, to, owner, log } = await deskScene()
    const sms = { ...inboxOf(store.id), channel: 'sms' as const }
    const content = { text: '{time}到{store}，请勿迟到。', fields: {}, vendorTemplate: 'SMS_77' }
    await t.ok(messageWordings.saveDraft, { params: sms, body: { content, revision: 0 } }, admin.token)
    await t.ok(messageWordings.publish, { params: sms, body: { revision: 1 } }, admin.token)
    const wechat = { ...inboxOf(store.id), channel: 'wechat' as const }
    const fields = { time: '{time}', address: '东门入场，{address}', advisor: '前台', phone: '{phone}' }
    const lines = { text: '', fields, vendorTemplate: null }
    await t.ok(messageWordings.saveDraft, { params: wechat, body: { content: lines, revision: 0 } }, admin.token)
    await t.ok(messageWordings.publish, { params: wechat, body: { revision: 1 } }, admin.token)
    await say(t, to, { plan: fullPlan })
    await t.settle()
    expect(t.sms.sent).toMatchObject([{ own: { vendorTemplate: 'SMS_77', text: content.text } }])
    await linkWechat(t, owner.customerId)
    await allow(t, owner.token, ['booking_reminder'])
    await say(t, to, { plan: fullPlan })
    await t.settle()
    expect(t.wechat.sent).toMatchObject([{ data: { thing2: '东门入场，示例路 1 号', name3: '前台' } }])
    const versions = (await log()).items.flatMap(({ deliveries }) => deliveries.filter(({ state }) => state === 'sent'))
    expect(versions.map(({ wordingVersion }) => wordingVersion)).toEqual([2, 2])
  })

  it.each([
    ['inbox', { text: '' }, ['empty'], []],
    ['inbox', { text: '{time}{money}' }, ['unknown_variable'], []],
    ['inbox', { text: '长'.repeat(301) }, ['too_long'], []],
    ['sms', { text: '{time}{store}', vendorTemplate: 'S' }, ['adjacent_variables'], []],
    ['sms', { text: '【修程】{time}', vendorTemplate: 'S' }, ['sign_inside'], []],
    ['sms', { text: '{time}到店' }, ['vendor_template_missing'], []],
    ['sms', { text: '长'.repeat(80), vendorTemplate: 'S' }, [], ['two_messages']],
    ['wechat', { fields: { time: '{time}', address: '{address}', advisor: '顾' } }, ['empty'], []],
    [
      'wechat',
      { fields: { time: '{time}', address: `{address}${'东'.repeat(20)}`, advisor: '顾', phone: '{phone}' } },
      [],
      ['shortened'],
    ],
  ] as const)('of %s with %j are found %j, and hinted %j', async (channel, over, errors, hints) => {
    const { store, admin } = await deskScene()
    const params = { ...inboxOf(store.id), channel }
    const content = { text: '', fields: {}, vendorTemplate: null, ...over }
    const preview = await t.ok(messageWordings.preview, { params, body: { content } }, admin.token)
    const codes = (isError: boolean) =>
      preview.findings.filter((one) => one.isError === isError).map(({ code }) => code)
    expect([codes(true), codes(false)]).toEqual([errors, hints])
    await t.ok(messageWordings.saveDraft, { params, body: { content, revision: 0 } }, admin.token)
    const call = { params, body: { revision: 1 } }
    if (errors.length === 0) await t.ok(messageWordings.publish, call, admin.token)
    else await t.refused(messageWordings.publish, call, admin.token, 'messaging.wording_invalid')
  })

  it('charge an SMS of up to 70 characters with its signature as one, each further 67 as one more', async () => {
    const { store, admin } = await deskScene()
    const params = { ...inboxOf(store.id), channel: 'sms' as const }
    const segments = async (length: number) => {
      const content = { text: '长'.repeat(length), fields: {}, vendorTemplate: null }
      return (await t.ok(messageWordings.preview, { params, body: { content } }, admin.token)).segments
    }
    expect([await segments(66), await segments(67), await segments(130), await segments(131)]).toEqual([1, 2, 2, 3])
  })

  it('are lost to nobody: of two writers, and of two who publish, the second is told', async () => {
    const { store, admin } = await deskScene()
    const params = inboxOf(store.id)
    const draft = { params, body: { content: say1, revision: 0 } }
    const answers = await Promise.all([1, 2].map(() => t.call(messageWordings.saveDraft, draft, admin.token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await t.refused(
      messageWordings.publish,
      { params, body: { revision: 2 } },
      admin.token,
      'messaging.wording_changed',
    )
    const both = await Promise.all(
      [1, 2].map(() => t.call(messageWordings.publish, { params, body: { revision: 1 } }, admin.token)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('are the group’s alone: not another group’s, not one store’s, not an owner’s', async () => {
    const { store, admin, desk, owner } = await deskScene()
    const params = inboxOf(store.id)
    const draft = { params, body: { content: say1, revision: 0 } }
    const elsewhere = await given(t).store()
    const other = await given(t).staff('group_admin', 'group', elsewhere.groupId)
    const local = await given(t).staff('group_admin', 'store', store.id)
    for (const token of [other.token, local.token, desk.token, owner.token]) {
      await t.refused(messageWordings.read, { params }, token, 'auth.forbidden')
      await t.refused(messageWordings.saveDraft, draft, token, 'auth.forbidden')
    }
    await t.refused(messageWordings.saveDraft, draft, undefined, 'auth.required')
    await t.ok(messageWordings.saveDraft, draft, admin.token)
    await t.ok(messageWordings.publish, { params, body: { revision: 1 } }, admin.token)
    const theirs = await t.ok(messageWordings.read, { params: inboxOf(elsewhere.id) }, other.token)
    expect(theirs.versions).toHaveLength(1)
  })
})
