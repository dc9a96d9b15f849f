import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { identity, settlement, workorder } from '@pitlane/contract'
import { createLog } from '../../server/src/platform/log'
import { listEndpoints } from '../../server/src/platform/openapi'
import { PASSWORD, consentVersion, givenStaff, loginAsStaff } from '../support/log-in'
import { paidScene, startPayApp, type PayApp } from '../support/pay-scene'
import { once } from '../support/workorder-scene'

const OWNER = '13912345678'
/** Every word that is told the server here is one it may not repeat. */
const WORDS = ['code', 'phone', 'token', 'refreshToken', 'password', 'oldPassword', 'newPassword', 'username', 'plate']

let app: PayApp
const lines: string[] = []
const answers: string[] = []
const secrets = new Map<string, string>()

const keep = (name: string, secret: string | undefined): string => {
  if (!secret || secret.length < 6) throw new Error(`${name} is no secret`)
  secrets.set(name, secret)
  return secret
}

beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  app = await startPayApp({ log: createLog('debug', destination), logsInAtWechat: true })
}, 60_000)
afterAll(() => app.close())

async function call(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<string> {
  const sent = body && { body: JSON.stringify(body) }
  const type = { 'content-type': 'application/json', ...headers }
  const answer = await fetch(new URL(path, app.t.url), { method, headers: type, ...sent })
  const text = await answer.text()
  if (answer.status >= 400) answers.push(text)
  return text
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

it('no key, token, password or personal data is in a log or in an answer that refuses, whatever goes wrong', async () => {
  const { t, sim, pay } = app
  const { config } = t.world.app
  app.secrets.privateKeys.forEach((pem, at) =>
    pem
      .split('\n')
      .filter((line) => line.length > 40)
      .forEach((line, row) => keep(`private key ${at}, line ${row}`, line)),
  )
  keep('APIv3 key', app.secrets.apiV3Key)
  keep('WeChat secret', app.secrets.wechat)
  keep('token secret', config.PITLANE_TOKEN_SECRET)
  keep('data key', config.PITLANE_DATA_KEYS[0]?.secret.toString('base64'))
  keep('index key', config.PITLANE_INDEX_KEY.toString('base64'))
  const { password } = new URL(config.DATABASE_URL)
  if (password) keep('database password', password)

  // Owners and staff log in, rightly and wrongly; a token that was renewed is tried again.
  const { code } = sim.loginCode('owner')
  keep('log-in code of WeChat', code)
  const first = await t.ok(identity.loginByWechat, { body: { code, consentVersion } })
  keep('access token', first.accessToken)
  keep('refresh token', first.refreshToken)
  await call('POST', identity.loginByWechat.path, { code, consentVersion })
  const phoneCode = keep('phone code of WeChat', sim.phoneCode(OWNER))
  const bound = await t.ok(identity.bindPhoneByWechat, { body: { code: phoneCode } }, first.accessToken)
  keep('phone', OWNER)
  const renewed = await t.ok(identity.refresh, { body: { refreshToken: bound.refreshToken } })
  keep('renewed refresh token', renewed.refreshToken)
  keep('renewed access token', renewed.accessToken)
  t.clock.pass(60_000)
  await call('POST', identity.refresh.path, { refreshToken: bound.refreshToken })
  await givenStaff(t, 'cashier-one')
  const staff = await loginAsStaff(t, 'cashier-one')
  keep('password', PASSWORD)
  keep('staff token', staff.accessToken)
  await call('POST', identity.staffLogin.path, { username: 'cashier-one', password: `${PASSWORD}x` })
  await t.ok(identity.sendSmsCode, { body: { phone: OWNER, consentVersion } })
  const smsCode = t.sms.lastCode(OWNER)
  await call('POST', identity.loginBySms.path, {
    phone: OWNER,
    code: smsCode === '000000' ? '111111' : '000000',
    consentVersion,
  })

  // A visit is paid, part of it refunded; WeChat Pay fails in every way it can.
  const s = await paidScene(app)
  keep('owner token', s.driver.token)
  for (const kind of [
    'code',
    'http500',
    'drop',
    'garbage',
    'bad_signature',
    'unsigned',
    'stale',
    'unknown_serial',
  ] as const) {
    pay.addFault({ on: '*', kind, times: 1 })
    const wanted = await s.wanted()
    await call('POST', settlement.pay.path.replace(':workorderId', s.id), wanted.body, bearer(s.driver.token))
  }
  for (const kind of ['bad_signature', 'wrong_amount', 'signtest'] as const)
    pay.addFault({ on: 'payment_notice', kind, times: 1 })
  await s.pays()
  t.clock.pass(61_000)
  await t.settle()
  await call('POST', '/api/payments/wechat/notices', { id: 'x', resource: { ciphertext: app.secrets.apiV3Key } })
  expect((await s.viewOf()).state).toBe('paid')

  // Every address is told every secret, by everybody.
  const told = Object.fromEntries(WORDS.map((word, at) => [word, [...secrets.values()][at * 3]]))
  const endpoints = listEndpoints()
  for (const { endpoint } of endpoints) {
    const path = endpoint.path.replace(/:\w+/g, encodeURIComponent(renewed.refreshToken))
    const body = endpoint.method === 'GET' ? undefined : { ...told, ...once() }
    for (const token of [undefined, s.driver.token, s.manager.token])
      await call(endpoint.method, `${path}?token=${renewed.accessToken}`, body, token ? bearer(token) : {})
  }

  // A statement fails with values in it, in a request and in a job.
  await t.world.source.query('alter table workorder rename to workorder_gone')
  await call('GET', workorder.read.path.replace(':workorderId', s.id), undefined, bearer(s.advisor.token))
  await t.world.source.query('alter table workorder_gone rename to workorder')

  const log = lines.join('')
  expect(lines.length).toBeGreaterThan(3 * endpoints.length)
  expect(answers.length).toBeGreaterThan(2 * endpoints.length)
  expect(log).toContain('a request failed')
  expect(log).toContain('a payment notice was refused')
  const foundIn = (text: string) => [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name)
  expect({ log: foundIn(log), answers: foundIn(answers.join('\n')) }).toEqual({ log: [], answers: [] })
}, 180_000)
