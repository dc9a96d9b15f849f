import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { confirmed, givenMessage, givenWechat, SECRET, type World } from './wechat-world'

const LOG_IN = '/sns/jscode2session'

let world: World
beforeEach(async () => {
  world = await givenWechat()
})
afterEach(() => world.close())

type Json = Record<string, unknown>

async function ask(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(world.url + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, json: (await response.json()) as Json }
}

const page = async () => (await fetch(world.url)).text()

describe('the control API', () => {
  it('stands for the phone: log-in codes, phone codes, consents', async () => {
    const { json } = await ask('POST', '/_sim/login-codes', { user: 'owner-1' })
    const again = await ask('POST', '/_sim/login-codes', { user: 'owner-1' })
    expect(json.code).not.toBe(again.json.code)
    expect(await world.wechat.codeToSession(String(json.code))).toEqual({ openid: again.json.openid })
    const phone = await ask('POST', '/_sim/phone-codes', { phone: '13800138000' })
    expect(await world.wechat.phoneOf(String(phone.json.code))).toBe('13800138000')
    const consent = { openid: json.openid, templateId: confirmed.id }
    expect((await ask('POST', '/_sim/subscriptions', consent)).json).toEqual({ credits: 1 })
    expect((await ask('POST', '/_sim/subscriptions', consent)).json).toEqual({ credits: 2 })
  })

  it('knows its openids after a restart', async () => {
    const restarted = await givenWechat()
    const message = givenMessage(world)
    restarted.sim.allow(message.openid, message.templateId)
    await restarted.wechat.sendSubscribeMessage(message)
    expect(restarted.sim.messages()).toHaveLength(1)
    await restarted.close()
  })

  it('switches faults on, counts them down, and off', async () => {
    await ask('POST', '/_sim/faults', { path: LOG_IN, kind: 'http500', times: 1 })
    const { json } = await ask('POST', '/_sim/faults', { path: '*', kind: 'errcode', errcode: 40226 })
    expect((await fetch(world.url + LOG_IN)).status).toBe(500)
    expect((await ask('GET', LOG_IN)).json.errcode).toBe(40226)
    expect((await ask('DELETE', `/_sim/faults?id=${String(json.id)}`)).json).toEqual([])
    expect((await ask('GET', LOG_IN)).json.errcode).toBe(41002)
    await ask('POST', '/_sim/faults', { path: '*', kind: 'drop' })
    expect((await ask('DELETE', '/_sim/faults')).json).toEqual([])
  })

  it.each([
    ['/_sim/login-codes', {}],
    ['/_sim/login-codes', { user: 'x'.repeat(201) }],
    ['/_sim/phone-codes', { phone: '138-0013-8000' }],
    ['/_sim/subscriptions', { openid: 'o1', templateId: confirmed.id }],
    ['/_sim/faults', { path: '/other', kind: 'drop' }],
    ['/_sim/faults', { path: '*', kind: 'explode' }],
    ['/_sim/faults', { path: '*', kind: 'drop', times: 0 }],
  ])('refuses %s %j', async (path, body) => {
    const { status, json } = await ask('POST', path, body)
    expect(status).toBe(400)
    expect(json.error).toEqual(expect.any(String))
  })

  it('takes no order from a form on some web page', async () => {
    const body = JSON.stringify({ path: '*', kind: 'drop' })
    expect((await fetch(`${world.url}/_sim/faults`, { method: 'POST', body })).status).toBe(400)
    expect((await ask('GET', '/_sim/faults')).json).toEqual([])
  })

  it('is not the place for anything else', async () => {
    expect((await ask('GET', '/_sim/other')).status).toBe(404)
    expect((await fetch(`${world.url}/cgi-bin/token`)).status).toBe(404)
    expect((await fetch(`${world.url}${LOG_IN}`, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) })).status).toBe(
      413,
    )
  })
})

describe('what it remembers', () => {
  it('shows no secret and no token', async () => {
    await world.wechat.sendSubscribeMessage(givenMessage(world))
    const { json } = await ask('GET', '/_sim/calls')
    const told = JSON.stringify(json) + (await page())
    expect(told).toContain('…e75e')
    expect(told).not.toContain(SECRET)
    expect(told).not.toContain(await world.cache.get('wechat:access-token:wx5ec0ffee12345678'))
  })

  it('is bounded to the last 500', async () => {
    for (let n = 0; n < 510; n++) await fetch(world.url + LOG_IN)
    expect(world.sim.calls()).toHaveLength(500)
    expect(world.sim.calls().at(-1)?.id).toBe(510)
  })
})

describe('the page', () => {
  it('shows calls, messages and switches in Chinese', async () => {
    const empty = await page()
    expect(empty).toContain('还没有消息')
    expect(empty).toContain('还没有调用')
    await world.wechat.sendSubscribeMessage(givenMessage(world))
    world.sim.addFault({ path: LOG_IN, kind: 'drop', times: 3 })
    const full = await page()
    for (const text of ['预约成功通知', '浦东店', '2026年7月1日 14:30', 'owner-1', '个故障打开'])
      expect(full).toContain(text)
    expect(full).toContain('aria-pressed="true"')
  })

  it('shows what was sent as text, never as markup', async () => {
    const message = givenMessage(world, '<b>owner</b>')
    await world.wechat.sendSubscribeMessage({ ...message, data: { ...message.data, thing1: '<img src=x>' } })
    await fetch(`${world.url}${LOG_IN}?js_code=${encodeURIComponent('<script>')}`)
    const html = await page()
    expect(html).toContain('&lt;img src=x&gt;')
    expect(html).toContain('&lt;b&gt;owner&lt;/b&gt;')
    expect(html).not.toContain('<img')
    expect(html.match(/<script>/g)).toHaveLength(1)
  })
})
