import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { identity, vehicle, type ErrorCode } from '@pitlane/contract'
import { Customer, WechatLink } from '../../server/src/modules/customer/customer.entity'
import { readContact } from '../../server/src/modules/customer'
import { Session } from '../../server/src/modules/identity/identity.entity'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { VendorError, type VendorReason } from '../../server/src/platform/ports'
import { startTestApp, type TestApp } from '../support/app'
import { consentVersion, loginBySms, loginByWechat } from '../support/log-in'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())

const read = () => t.world.app.db.read

describe('logging in with WeChat', () => {
  it('makes the customer the first time and finds it again', async () => {
    const first = await loginByWechat(t, 'wang')
    expect(await t.ok(identity.me, {}, first.token)).toEqual({
      id: first.id,
      name: null,
      maskedPhone: null,
      hasWechat: true,
    })
    expect((await loginByWechat(t, 'wang')).id).toBe(first.id)
    expect((await loginByWechat(t, 'zhao')).id).not.toBe(first.id)
  })

  it('twenty first log-ins at once make one customer', async () => {
    const fresh = await startTestApp()
    const owners = await Promise.all(Array.from({ length: 20 }, () => loginByWechat(fresh, 'wang')))
    const db = fresh.world.app.db.read
    const made = [await db.count(Customer, {}), await db.count(WechatLink, {}), await db.count(Session, {})]
    await fresh.stop()
    expect(new Set(owners.map((owner) => owner.id)).size).toBe(1)
    expect(made).toEqual([1, 1, 20])
  })

  it.each<[VendorReason, ErrorCode, number]>([
    ['code_invalid', 'identity.wechat_code_invalid', 422],
    ['code_used', 'identity.wechat_code_invalid', 422],
    ['user_blocked', 'identity.wechat_blocked', 403],
    ['unavailable', 'identity.wechat_unavailable', 503],
    ['rate_limited', 'identity.wechat_unavailable', 503],
    ['quota', 'identity.wechat_unavailable', 503],
    ['bad_request', 'identity.wechat_unavailable', 503],
  ])('says what to do when WeChat answers %s', async (reason, code, status) => {
    const before = await read().count(Customer, {})
    jest.spyOn(t.wechat, 'codeToSession').mockRejectedValue(new VendorError('wechat', reason, false))
    const { problem } = await t.call(identity.loginByWechat, { body: { code: 'user:nobody', consentVersion } })
    expect(problem).toMatchObject({ code, status })
    expect(await read().count(Customer, {})).toBe(before)
  })

  it('while WeChat is down says so, and the same code works afterwards', async () => {
    const body = { code: 'user:patient', consentVersion }
    t.wechat.isDown = true
    await t.refused(identity.loginByWechat, { body }, undefined, 'identity.wechat_unavailable')
    t.wechat.isDown = false
    expect((await t.ok(identity.loginByWechat, { body })).profile.hasWechat).toBe(true)
    await t.refused(identity.loginByWechat, { body }, undefined, 'identity.wechat_code_invalid')
  })
})

describe('the own name', () => {
  it.each(['张三', '阿依古丽·买买提', '老王🚗', "Robert'); drop table customer;--", '${jndi:x}', '<b>x</b>'])(
    '%s is kept as it was written, and audited masked',
    async (name) => {
      const { token, id } = await loginByWechat(t, `named ${name}`)
      expect((await t.ok(identity.rename, { body: { name: `  ${name} ` } }, token)).name).toBe(name)
      expect((await t.ok(identity.me, {}, token)).name).toBe(name)
      const [row] = await read().find(AuditLog, { where: { action: 'customer.rename', actorId: id } })
      expect(row).toMatchObject({ actorId: id, subjectId: id, stateBefore: { name: null } })
      expect(JSON.stringify(row)).not.toContain(name)
      expect(await read().count(Customer, { id })).toBe(1)
    },
  )

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['too long', '王'.repeat(51)],
    ['a line feed in disguise', 'a\u0000b'],
    ['a number', 5],
  ])('%s is refused', async (_, name) => {
    const { token } = await loginByWechat(t, 'nameless')
    await t.refused(identity.rename, { body: { name: name as string } }, token, 'request.invalid')
    expect((await t.ok(identity.me, {}, token)).name).toBeNull()
  })
})

describe('contact data for the store', () => {
  it('comes in full to code that asks for it, and empty for nobody', async () => {
    const owner = await loginBySms(t, '13800138000')
    await t.ok(identity.rename, { body: { name: '王晓雯' } }, owner.token)
    const { vault } = t.world.app
    expect(await readContact(read(), vault, owner.id)).toEqual({ name: '王晓雯', phone: '13800138000' })
    expect(await readContact(read(), vault, '0'.repeat(26))).toEqual({ name: null, phone: null })
    expect(await t.ok(vehicle.list, {}, owner.token)).toEqual([])
  })
})
