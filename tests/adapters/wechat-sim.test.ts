import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createWechatSim, templates } from '@pitlane/wechat-sim'
import { APPID, givenMessage, givenWechat, SECRET, type World } from './wechat-world'

const TOKEN = '/cgi-bin/stable_token'
const SEND = '/cgi-bin/message/subscribe/send'
const MINUTE = 60_000

let world: World
beforeEach(async () => {
  world = await givenWechat()
})
afterEach(() => world.close())

type Json = Record<string, unknown>

async function ask(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(world.url + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, json: (await response.json()) as Json }
}

const credentials = { grant_type: 'client_credential', appid: APPID, secret: SECRET }
const tokenOf = async (force_refresh = false) =>
  String((await ask(TOKEN, { ...credentials, force_refresh })).json.access_token)
const errcodeWith = async (token: string) => (await ask(`${SEND}?access_token=${token}`, {})).json.errcode

describe('stable_token', () => {
  it('answers the same token until 5 minutes before its end, and the old one works for 5 minutes more', async () => {
    const first = await tokenOf()
    world.pass(115 * MINUTE - 1000)
    expect(await tokenOf()).toBe(first)
    world.pass(1000)
    const second = await tokenOf()
    expect(second).not.toBe(first)
    world.pass(5 * MINUTE - 1000)
    expect(await errcodeWith(first)).toBe(40003)
    world.pass(1000)
    expect(await errcodeWith(first)).toBe(40001)
    expect(await errcodeWith(second)).toBe(40003)
  })

  it('forces a new one at most every 30 seconds; the old one dies after 5 minutes, or at the next force', async () => {
    const first = await tokenOf()
    const second = await tokenOf(true)
    expect(second).not.toBe(first)
    expect(await tokenOf(true)).toBe(second)
    expect(await errcodeWith(first)).toBe(40003)
    world.pass(30_000)
    const third = await tokenOf(true)
    expect(third).not.toBe(second)
    expect(await errcodeWith(first)).toBe(40001)
    world.pass(5 * MINUTE)
    expect(await errcodeWith(second)).toBe(40001)
    expect(await errcodeWith(third)).toBe(40003)
  })

  it('forces 20 times a day', async () => {
    for (let n = 0; n < 20; n++) {
      await tokenOf(true)
      world.pass(30_000)
    }
    expect((await ask(TOKEN, { ...credentials, force_refresh: true })).json.errcode).toBe(45009)
    expect((await ask(TOKEN, credentials)).json.errcode).toBeUndefined()
  })

  it('refuses wrong credentials, wrong methods, and tokens that ran out or never were', async () => {
    expect((await ask(TOKEN, { ...credentials, appid: 'wx0' })).json.errcode).toBe(40013)
    expect((await ask(TOKEN, { ...credentials, secret: 'x' })).json.errcode).toBe(40125)
    expect((await ask(TOKEN, { ...credentials, grant_type: 'x' })).json.errcode).toBe(40002)
    expect((await ask(TOKEN)).json.errcode).toBe(43002)
    expect((await ask(TOKEN, [])).json.errcode).toBe(47001)
    expect(await errcodeWith('')).toBe(41001)
    expect(await errcodeWith('guessed')).toBe(40001)
    const token = await tokenOf()
    world.pass(120 * MINUTE)
    expect(await errcodeWith(token)).toBe(42001)
  })
})

describe('the limits of template fields', () => {
  const good: Record<string, string[]> = {
    thing: ['浦东店', '一'.repeat(20), 'Model 3 保养', '😀'.repeat(20)],
    number: ['12', '-3.5', '9'.repeat(32)],
    letter: ['abcXYZ'],
    symbol: ['~!@#￥'],
    character_string: ['BK-2026/07_01', 'a'.repeat(32)],
    time: ['15:01', '2026年7月1日 08:30', '08:30~09:00', '2026年07月01日 08:30~2026年7月1日 09:00'],
    date: ['2026年7月1日', '2026年12月31日 15:01'],
    amount: ['¥860', '1280.50元', '9999999999'],
    phone_number: ['+86-0766-66888866', '13800138000'],
    car_number: ['沪A12345', '沪AD12345', '粤A8Z888挂'],
    name: ['欧阳修'.repeat(3), 'Alexander Hamilton'],
    phrase: ['施工中', '一二三四五'],
  }
  const bad: Record<string, string[]> = {
    thing: ['一'.repeat(21), '两\n行', '', '  '],
    number: ['9'.repeat(33), '1,280', '一'],
    letter: ['a1', 'a'.repeat(33)],
    symbol: ['a', '!!!!!!'],
    character_string: ['单号1', 'a'.repeat(33)],
    time: ['今天 14:30', '24:00', '2026-07-01 08:30', '2026年13月1日 08:30'],
    date: ['明天', '2026-07-01'],
    amount: ['1,280', '12345678901', '免费'],
    phone_number: ['138 0013 8000 转 123', '1'.repeat(18)],
    car_number: ['沪A·12345', '沪AD123456', 'A沪12345'],
    name: ['一'.repeat(11), 'a'.repeat(21), '张3'],
    phrase: ['一二三四五六', '施工中1', 'OK'],
  }

  it.each(Object.keys(good))('%s', async (type) => {
    const field = `${type}1`
    const account = await givenWechat({ templates: [{ id: 't', title: 't', fields: { [field]: 'x' } }] })
    const { openid } = account.sim.loginCode('owner-1')
    const errcodeOf = async (value: string) => {
      account.sim.allow(openid, 't')
      const message = { openid, templateId: 't', page: '', data: { [field]: value } }
      await account.wechat.sendSubscribeMessage(message).catch(() => undefined)
      return account.callsTo(SEND).at(-1)?.errcode
    }
    for (const value of good[type] ?? []) expect([value, await errcodeOf(value)]).toEqual([value, 0])
    for (const value of bad[type] ?? []) expect([value, await errcodeOf(value)]).toEqual([value, 47003])
    await account.close()
  })

  it('says which field is at fault', async () => {
    const message = givenMessage(world)
    const body = {
      touser: message.openid,
      template_id: message.templateId,
      data: { thing1: { value: '店' }, time2: { value: '今天' } },
    }
    const { json } = await ask(`${SEND}?access_token=${await tokenOf()}`, body)
    expect(json.errmsg).toMatch(/^argument invalid! data\.time2\.value invalid rid: [0-9a-f]{8}(-[0-9a-f]{8}){2}$/)
  })

  it('are those of every template it ships', () => {
    expect(() => createWechatSim({ appid: APPID, secret: SECRET, templates })).not.toThrow()
    const wrong = [{ id: 't', title: 't', fields: { words1: 'x' } }]
    expect(() => createWechatSim({ appid: APPID, secret: SECRET, templates: wrong })).toThrow('words1')
  })
})
