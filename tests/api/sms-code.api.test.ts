import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { identity } from '@pitlane/contract'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@pitlane/kernel'
import { Customer } from '../../server/src/modules/customer/customer.entity'
import { Consent, Session, SmsCode } from '../../server/src/modules/identity/identity.entity'
import { startTestApp, type TestApp } from '../support/app'
import { consentVersion, loginBySms } from '../support/log-in'

const PHONE = '13800138000'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const send = (phone = PHONE) => t.call(identity.sendSmsCode, { body: { phone, consentVersion } })
const enter = (code: string, phone = PHONE) => t.call(identity.loginBySms, { body: { phone, code, consentVersion } })
const lastCode = () => t.sms.lastCode(PHONE) ?? ''
/** A code that is surely not the right one. */
const wrong = (i = 1) => String((Number(lastCode()) + i) % 1_000_000).padStart(6, '0')
const count = (table: typeof SmsCode | typeof Customer | typeof Session | typeof Consent) =>
  t.world.app.db.read.count(table, {})

describe('an SMS code', () => {
  it('logs in whoever holds the phone, in any spelling, and is good for one log-in', async () => {
    expect((await send('+86 138-0013-8000')).body).toEqual({ retryAfterSeconds: 60, expiresInSeconds: 300 })
    expect(t.sms.sent).toEqual([
      { phone: PHONE, template: 'login_code', variables: { code: lastCode(), minutes: '5' } },
    ])
    const { body } = await enter(lastCode(), '１３８００１３８０００')
    expect(body.profile).toMatchObject({ name: null, maskedPhone: '138****8000', hasWechat: false })
    expect((await enter(lastCode())).problem.code).toBe('identity.sms_code_wrong')
  })

  it('finds the same customer again', async () => {
    const first = await loginBySms(t, PHONE)
    t.clock.pass(MINUTE_MS)
    expect((await loginBySms(t, PHONE)).id).toBe(first.id)
  })

  it('sent ten times at the same moment lets one in', async () => {
    await send()
    const code = lastCode()
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(code)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect([await count(Customer), await count(Session)]).toEqual([1, 1])
  })

  it('is burnt by five wrong attempts, also when they come at once', async () => {
    await send()
    const guesses = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((i) => enter(wrong(i))))
    expect(guesses.map((answer) => answer.problem.code)).toEqual(Array(7).fill('identity.sms_code_wrong'))
    expect((await enter(lastCode())).problem.code).toBe('identity.sms_code_wrong')
    expect(await count(Customer)).toBe(0)
  })

  it('still works after four wrong attempts', async () => {
    await send()
    for (const i of [1, 2, 3, 4]) await enter(wrong(i))
    expect((await enter(lastCode())).status).toBe(200)
  })

  it('lives for five minutes', async () => {
    await send()
    t.clock.pass(5 * MINUTE_MS - 1)
    expect((await enter(lastCode())).status).toBe(200)
    await send()
    t.clock.pass(5 * MINUTE_MS)
    expect((await enter(lastCode())).problem.code).toBe('identity.sms_code_wrong')
  })

  it('takes the place of earlier ones, and belongs to its phone', async () => {
    await send()
    const first = lastCode()
    t.clock.pass(MINUTE_MS)
    await send()
    const latest = lastCode()
    if (first !== latest) expect((await enter(first)).problem.code).toBe('identity.sms_code_wrong')
    expect((await enter(latest, '13900139000')).problem.code).toBe('identity.sms_code_wrong')
    expect((await enter(latest)).status).toBe(200)
  })
})

describe('asking for an SMS code', () => {
  it('is possible once a minute, and says how long to wait', async () => {
    await send()
    t.clock.pass(17 * SECOND_MS)
    const { status, problem } = await send()
    expect([status, problem.code, problem.data]).toEqual([429, 'identity.sms_too_soon', { retryAfterSeconds: 43 }])
    expect(t.sms.sent).toHaveLength(1)
    expect((await send('13900139000')).status).toBe(200)
  })

  it('eight times at once sends one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send()))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.problem.code === 'identity.sms_too_soon')).toHaveLength(7)
    expect(t.sms.sent).toHaveLength(1)
  })

  it('is possible five times a day of Shanghai, then again after midnight', async () => {
    for (let i = 0; i < 5; i++) {
      expect((await send()).status).toBe(200)
      t.clock.pass(MINUTE_MS)
    }
    expect((await send()).problem.data).toEqual({ retryAfterSeconds: 15 * 3600 - 300 })
    t.clock.set('2026-11-23T16:00:00.000Z')
    expect((await send()).status).toBe(200)
  })

  it('that the vendor could not send may be repeated at once, and does not count', async () => {
    t.sms.isDown = true
    for (let i = 0; i < 6; i++)
      expect((await send()).problem).toMatchObject({ code: 'identity.sms_unavailable', status: 503 })
    expect(await count(SmsCode)).toBe(0)
    t.sms.isDown = false
    expect((await send()).status).toBe(200)
    expect((await enter(lastCode())).status).toBe(200)
  })

  it('that failed leaves the code before it good', async () => {
    await send()
    t.clock.pass(MINUTE_MS)
    t.sms.isDown = true
    await send()
    expect((await enter(lastCode())).status).toBe(200)
  })

  it('writes the consent down under the number, sealed, before anything is sent', async () => {
    t.sms.isDown = true
    await send()
    const rows = await t.world.app.db.read.find(Consent)
    expect(rows).toMatchObject([{ subjectType: 'phone', channel: 'h5', state: 'GRANTED', version: consentVersion }])
    expect(JSON.stringify(rows)).not.toContain(PHONE)
  })

  it('for what is no mobile number is refused, and nothing is sent or written', async () => {
    const landlines = ['02112345678', '400-820-8820', '+85291234567']
    for (const phone of ['12800138000', '1380013800', ...landlines, '', '😀', "1' or '1'='1"]) {
      expect((await send(phone)).problem).toMatchObject({ code: 'request.invalid', status: 400 })
      expect((await enter('123456', phone)).problem.code).toBe('request.invalid')
    }
    expect([t.sms.sent.length, await count(SmsCode), await count(Consent)]).toEqual([0, 0, 0])
  })

  it('and then sending a malformed code uses no attempt', async () => {
    await send()
    for (const code of ['12345', '1234567', 'abcdef', '１２３４５６', '']) {
      expect((await enter(code)).problem.code).toBe('request.invalid')
    }
    expect(await t.world.app.db.read.find(SmsCode)).toMatchObject([{ attempts: 0 }])
  })
})

describe('the nightly clean-up', () => {
  it('removes what has no more use and nothing else', async () => {
    const old = await loginBySms(t, PHONE)
    t.clock.pass(31 * DAY_MS)
    const current = await loginBySms(t, '13900139000')
    const handler = t.world.app.handlers.get('identity.clean_up')
    if (!handler || !('run' in handler)) throw new Error('nobody cleans up')
    await handler.run(t.world.app, {})
    await handler.run(t.world.app, {})
    expect((await t.world.app.db.read.find(Session)).map((session) => session.subjectId)).toEqual([current.id])
    expect(await count(SmsCode)).toBe(1)
    await t.refused(
      identity.refresh,
      { body: { refreshToken: old.refreshToken } },
      undefined,
      'identity.refresh_invalid',
    )
    await t.ok(identity.refresh, { body: { refreshToken: current.refreshToken } })
    expect(await count(Customer)).toBe(2)
    expect(await count(Consent)).toBe(4)
  })
})
