import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { APPID, errorOf, givenMessage, givenWechat, SECRET, type World } from './wechat-world'

const LOG_IN = '/sns/jscode2session'
const PHONE = '/wxa/business/getuserphonenumber'
const SEND = '/cgi-bin/message/subscribe/send'

let world: World
beforeEach(async () => {
  world = await givenWechat()
})
afterEach(() => world.close())

/** Each call of the port, with what it needs to succeed. */
const calls = {
  [LOG_IN]: (of: World, wechat = of.wechat) => wechat.codeToSession(of.sim.loginCode('owner-1').code),
  [PHONE]: (of: World, wechat = of.wechat) => wechat.phoneOf(of.sim.phoneCode('13800138000')),
  [SEND]: (of: World, wechat = of.wechat) => wechat.sendSubscribeMessage(givenMessage(of)),
}
const paths = [LOG_IN, PHONE, SEND] as const
const unavailable = { vendor: 'wechat', reason: 'unavailable', retryable: true }

describe.each(paths)('%s while WeChat is ill', (path) => {
  it.each(['http500', 'garbage'] as const)('says unavailable after %s, and does not repeat', async (kind) => {
    world.sim.addFault({ path, kind })
    expect(await errorOf(calls[path](world))).toMatchObject(unavailable)
    expect(world.callsTo(path)).toHaveLength(1)
  })

  it('gives up at the time-out, and does not repeat what WeChat may have done', async () => {
    await calls[path](world)
    world.sim.addFault({ path, kind: 'slow', delayMs: 5000 })
    const began = performance.now()
    expect(await errorOf(calls[path](world, world.another({ timeoutMs: 300 })))).toMatchObject(unavailable)
    expect(performance.now() - began).toBeLessThan(2500)
    expect(world.callsTo(path)).toHaveLength(2)
  })

  it('works again when WeChat does', async () => {
    world.sim.addFault({ path, kind: 'http500', times: 1 })
    await errorOf(calls[path](world))
    await calls[path](world)
  })
})

describe('a broken connection', () => {
  it.each([LOG_IN, PHONE] as const)('is repeated once for %s, whose code WeChat has not seen', async (path) => {
    world.sim.addFault({ path, kind: 'drop', times: 1 })
    await calls[path](world)
    expect(world.callsTo(path).map(({ status }) => status)).toEqual([0, 200])
  })

  it.each([LOG_IN, PHONE] as const)('is not repeated twice for %s', async (path) => {
    world.sim.addFault({ path, kind: 'drop' })
    expect(await errorOf(calls[path](world))).toMatchObject(unavailable)
    expect(world.callsTo(path)).toHaveLength(2)
  })

  it('is not repeated for a message, which could then arrive twice', async () => {
    world.sim.addFault({ path: SEND, kind: 'drop' })
    expect(await errorOf(calls[SEND](world))).toMatchObject(unavailable)
    expect(world.callsTo(SEND)).toHaveLength(1)
  })

  it('says unavailable when nobody listens', async () => {
    await world.close()
    for (const path of paths) expect(await errorOf(calls[path](world))).toMatchObject(unavailable)
  })
})

describe('a time-out', () => {
  it('leaves a log-in code spent, which the next attempt is told', async () => {
    world.sim.addFault({ path: LOG_IN, kind: 'slow', delayMs: 2000, times: 1 })
    const { code } = world.sim.loginCode('owner-1')
    const impatient = world.another({ timeoutMs: 300 })
    expect(await errorOf(impatient.codeToSession(code))).toMatchObject(unavailable)
    expect(await errorOf(world.wechat.codeToSession(code))).toMatchObject({ reason: 'code_used' })
  })
})

describe('answers that are not WeChat’s', () => {
  const answering = (status: number, text: string) =>
    world.another({ fetch: () => Promise.resolve(new Response(text, { status })) })

  it.each([
    [200, '[]'],
    [200, 'null'],
    [200, '{"errcode":"0"}'],
    [200, '{"errcode":0,"session_key":"x"}'],
    [200, ''],
    [404, '{"openid":"o1"}'],
    [502, '{"openid":"o1"}'],
  ])('%i %s is unavailable', async (status, text) => {
    expect(await errorOf(answering(status, text).codeToSession('code'))).toMatchObject(unavailable)
  })

  it('are not followed to another host, to which the secret would travel', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const wechat = world.another({ baseUrl: `http://127.0.0.1:${port}` })
    expect(await errorOf(wechat.codeToSession('code'))).toMatchObject(unavailable)
    expect(asked).toHaveLength(1)
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
})

describe('what an error tells', () => {
  it('never holds a secret, a token, a code, a phone or an openid', async () => {
    const message = givenMessage(world)
    await world.wechat.sendSubscribeMessage(message)
    const token = await world.cache.get(`wechat:access-token:${APPID}`)
    const loginCode = world.sim.loginCode('owner-1').code
    const phoneCode = world.sim.phoneCode('13800138000')
    const telltale = world.another({ fetch: (url, init) => Promise.reject(new Error(inspect([url, init]))) })
    const errors = [await errorOf(telltale.codeToSession(loginCode)), await errorOf(telltale.phoneOf(phoneCode))]
    for (const kind of ['drop', 'http500', 'garbage', 'errcode'] as const) {
      world.sim.clearFaults()
      world.sim.addFault({ path: '*', kind })
      errors.push(await errorOf(world.wechat.codeToSession(loginCode)))
      errors.push(await errorOf(world.wechat.phoneOf(phoneCode)))
      errors.push(await errorOf(world.wechat.sendSubscribeMessage(message)))
    }
    world.sim.clearFaults()
    errors.push(await errorOf(world.wechat.sendSubscribeMessage(message)))

    expect(token).toMatch(/^SIM_/)
    const private_ = [SECRET, token ?? '', loginCode, phoneCode, '13800138000', message.openid, '沪A12345']
    for (const error of errors) {
      const told =
        inspect(error, { depth: 10, showHidden: true }) + error.message + String(error.stack) + JSON.stringify(error)
      for (const text of private_) expect(told).not.toContain(text)
    }
    expect(errors).toHaveLength(15)
  })
})
