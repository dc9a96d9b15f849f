import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { identity, type ErrorCode } from '@pitlane/contract'
import { Customer, WechatLink } from '../../server/src/modules/customer/customer.entity'
import { findOpenids, readContact } from '../../server/src/modules/customer'
import { Session } from '../../server/src/modules/identity/identity.entity'
import { AuditLog, OutboxEvent } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { bindPhone, loginBySms, loginByWechat } from '../support/log-in'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const read = () => t.world.app.db.read
const bind = (token: string, phone: string, n: number) =>
  t.call(identity.bindPhoneByWechat, { body: { code: `phone:${phone}#bind${n}` } }, token)

describe('binding a phone', () => {
  it('that nobody has gives it to the caller, who stays the same and stays logged in', async () => {
    const owner = await loginByWechat(t, 'wang')
    expect((await readContact(read(), t.world.app.vault, owner.id)).phone).toBeNull()
    const bound = await bindPhone(t, owner, '13800138000')
    expect(bound.id).toBe(owner.id)
    expect((await readContact(read(), t.world.app.vault, owner.id)).phone).not.toBeNull()
    for (const token of [owner.token, bound.token]) {
      expect(await t.ok(identity.me, {}, token)).toMatchObject({ maskedPhone: '138****8000' })
    }
    await t.ok(identity.refresh, { body: { refreshToken: owner.refreshToken } })
    await t.ok(identity.refresh, { body: { refreshToken: bound.refreshToken } })
    expect(await read().find(AuditLog, { where: { action: 'customer.bind_phone' } })).toMatchObject([
      { stateBefore: { phone: null }, stateAfter: { phone: '138****8000' } },
    ])
  })

  it('again replaces it, and the number given up is free for others', async () => {
    const owner = await loginByWechat(t, 'wang')
    await bindPhone(t, owner, '13800138000')
    await bindPhone(t, owner, '13800138000')
    expect((await bindPhone(t, owner, '13900139000')).id).toBe(owner.id)
    expect((await loginBySms(t, '13900139000')).id).toBe(owner.id)
    expect((await loginBySms(t, '13800138000')).id).not.toBe(owner.id)
  })

  it('that is a customer already: the WeChat account moves there, and the caller is merged into it', async () => {
    const byPhone = await loginBySms(t, '13800138000')
    const byWechat = await loginByWechat(t, 'wang')
    await t.ok(identity.rename, { body: { name: '王晓雯' } }, byWechat.token)
    const merged = await bindPhone(t, byWechat, '13800138000')
    expect(merged.id).toBe(byPhone.id)
    expect(await t.ok(identity.me, {}, merged.token)).toEqual({
      ...{ id: byPhone.id, name: '王晓雯', maskedPhone: '138****8000', hasWechat: true },
    })
    await t.refused(identity.me, {}, byWechat.token, 'auth.expired')
    await t.refused(
      identity.refresh,
      { body: { refreshToken: byWechat.refreshToken } },
      undefined,
      'identity.refresh_invalid',
    )
    await t.ok(identity.me, {}, byPhone.token)
    expect((await loginByWechat(t, 'wang')).id).toBe(byPhone.id)
    const [event] = await read().find(OutboxEvent, { where: { type: 'customer.merged' } })
    expect(event?.payload).toMatchObject({ from: byWechat.id, to: byPhone.id })
    expect(await read().findOne(Customer, { id: byWechat.id })).toMatchObject({
      mergedInto: byPhone.id,
      phoneHash: null,
    })
    expect(await findOpenids(read(), t.world.app.vault, byPhone.id)).toEqual(['openid-wang'])
  })

  it('of another customer, by one who has a phone: the other number wins and the old one is given up', async () => {
    const byPhone = await loginBySms(t, '13800138000')
    const other = await bindPhone(t, await loginByWechat(t, 'wang'), '13900139000')
    expect((await bindPhone(t, other, '13800138000')).id).toBe(byPhone.id)
    expect([byPhone.id, other.id]).not.toContain((await loginBySms(t, '13900139000')).id)
  })

  it('ten WeChat accounts at once to one free number: one customer is left', async () => {
    const owners = await Promise.all(Array.from({ length: 10 }, (_, i) => loginByWechat(t, `family ${i}`)))
    const answers = await Promise.all(owners.map((owner, i) => bind(owner.token, '13800138000', i)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200))
    const survivor = await loginBySms(t, '13800138000')
    expect(new Set(answers.map((answer) => answer.body.profile.id))).toEqual(new Set([survivor.id]))
    const rows = await read().find(Customer)
    expect(rows.filter((row) => row.mergedInto === null).map((row) => row.id)).toEqual([survivor.id])
    expect(await read().count(WechatLink, { customerId: survivor.id })).toBe(10)
  })

  it('two owners who swap numbers at once leave no merged customer with a phone or a log-in', async () => {
    const [a, b] = [await loginByWechat(t, 'a'), await loginByWechat(t, 'b')]
    await bindPhone(t, a, '13800138000')
    await bindPhone(t, b, '13900139000')
    const answers = await Promise.all([bind(a.token, '13900139000', 1), bind(b.token, '13800138000', 2)])
    expect(answers.filter((answer) => answer.status >= 500)).toEqual([])
    const merged = (await read().find(Customer)).filter((row) => row.mergedInto !== null)
    for (const row of merged) {
      expect(row.phoneHash).toBeNull()
      expect((await read().find(Session, { where: { subjectId: row.id } })).every((session) => session.endedAt)).toBe(
        true,
      )
      expect(await read().count(WechatLink, { customerId: row.id })).toBe(0)
    }
  })

  it.each<[string, ErrorCode]>([
    ['phone:+1 415 555 0100', 'request.invalid'],
    ['phone:', 'request.invalid'],
    ['user:wang', 'identity.wechat_code_invalid'],
  ])('%s is refused and changes nothing', async (code, problem) => {
    const { token } = await loginByWechat(t, 'wang')
    await t.refused(identity.bindPhoneByWechat, { body: { code } }, token, problem)
    expect((await t.ok(identity.me, {}, token)).maskedPhone).toBeNull()
  })

  it('while WeChat is down says so', async () => {
    const { token } = await loginByWechat(t, 'wang')
    t.wechat.isDown = true
    await t.refused(
      identity.bindPhoneByWechat,
      { body: { code: 'phone:13800138000' } },
      token,
      'identity.wechat_unavailable',
    )
    t.wechat.isDown = false
    await t.ok(identity.bindPhoneByWechat, { body: { code: 'phone:13800138000' } }, token)
  })
})
