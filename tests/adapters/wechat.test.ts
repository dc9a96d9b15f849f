import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { confirmed, errorOf, givenMessage, givenWechat, type World } from './wechat-world'

const LOG_IN = '/sns/jscode2session'
const PHONE = '/wxa/business/getuserphonenumber'
const SEND = '/cgi-bin/message/subscribe/send'
const MINUTE = 60_000

let world: World
beforeEach(async () => {
  world = await givenWechat({ pages: () => ['pages/booking/detail'] })
})
afterEach(() => world.close())

describe('codeToSession', () => {
  it('answers the openid and nothing else', async () => {
    const { code, openid } = world.sim.loginCode('owner-1')
    expect(await world.wechat.codeToSession(code)).toEqual({ openid })
  })

  it('answers the unionid of a mini-program bound to the open platform', async () => {
    const bound = await givenWechat({ openPlatform: true })
    const { code, openid } = bound.sim.loginCode('owner-1')
    expect(await bound.wechat.codeToSession(code)).toEqual({ openid, unionid: expect.stringMatching(/^u.{27}$/) })
    await bound.close()
  })

  it('refuses an unknown, an old and a used code', async () => {
    const old = world.sim.loginCode('owner-1').code
    world.pass(5 * MINUTE)
    const { code } = world.sim.loginCode('owner-1')
    await world.wechat.codeToSession(code)
    const invalid = { vendor: 'wechat', reason: 'code_invalid', retryable: false, vendorCode: 40029 }
    expect(await errorOf(world.wechat.codeToSession('the code is a mock one'))).toMatchObject(invalid)
    expect(await errorOf(world.wechat.codeToSession(old))).toMatchObject(invalid)
    expect(await errorOf(world.wechat.codeToSession(code))).toMatchObject({ reason: 'code_used', vendorCode: 40163 })
  })

  it('lets one code in once, however often it is sent at the same time', async () => {
    const { code } = world.sim.loginCode('owner-1')
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => world.wechat.codeToSession(code)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is told to slow down after 100 log-ins of one user in a minute, and goes on the minute after', async () => {
    for (let n = 0; n < 100; n++) await world.wechat.codeToSession(world.sim.loginCode('owner-1').code)
    const { code } = world.sim.loginCode('owner-1')
    const error = await errorOf(world.wechat.codeToSession(code))
    expect(error).toMatchObject({ reason: 'rate_limited', retryable: true, vendorCode: 45011 })
    await world.wechat.codeToSession(world.sim.loginCode('owner-2').code)
    world.pass(MINUTE)
    await world.wechat.codeToSession(code)
  })

  it.each([
    ['appid', 40013],
    ['secret', 40125],
  ])('says that a wrong %s cannot be repeated away', async (field, vendorCode) => {
    const { code } = world.sim.loginCode('owner-1')
    const error = await errorOf(world.another({ [field]: 'wrong' }).codeToSession(code))
    expect(error).toMatchObject({ reason: 'bad_request', retryable: false, vendorCode })
  })
})

describe('phoneOf', () => {
  it('answers the mainland number', async () => {
    expect(await world.wechat.phoneOf(world.sim.phoneCode('13800138000'))).toBe('13800138000')
  })

  it('refuses a number of another country', async () => {
    const error = await errorOf(world.wechat.phoneOf(world.sim.phoneCode('61234567', '852')))
    expect(error).toMatchObject({ reason: 'bad_request', retryable: false })
  })

  it('refuses a used code, an old code and a log-in code', async () => {
    const used = world.sim.phoneCode('13800138000')
    await world.wechat.phoneOf(used)
    expect(await errorOf(world.wechat.phoneOf(used))).toMatchObject({ reason: 'code_used' })
    const old = world.sim.phoneCode('13800138000')
    world.pass(5 * MINUTE)
    expect(await errorOf(world.wechat.phoneOf(old))).toMatchObject({ reason: 'code_invalid' })
    const { code } = world.sim.loginCode('owner-1')
    expect(await errorOf(world.wechat.phoneOf(code))).toMatchObject({ reason: 'code_invalid' })
  })
})

describe('sendSubscribeMessage', () => {
  it('delivers the words, to the page as app.json names it', async () => {
    const message = givenMessage(world)
    await world.wechat.sendSubscribeMessage({ ...message, page: `/${message.page}` })
    expect(world.sim.messages()).toMatchObject([
      { openid: message.openid, templateId: confirmed.id, title: '预约成功通知', page: 'pages/booking/detail?id=01J' },
    ])
    expect(world.sim.messages()[0]?.fields.map(({ value }) => value)).toEqual(Object.values(message.data))
  })

  it('sends one message per consent', async () => {
    const message = givenMessage(world)
    await world.wechat.sendSubscribeMessage(message)
    const error = await errorOf(world.wechat.sendSubscribeMessage(message))
    expect(error).toMatchObject({ reason: 'user_refused', retryable: false, vendorCode: 43101 })
    expect(world.sim.messages()).toHaveLength(1)
  })

  it.each([
    ['a page that is not released', { page: 'pages/secret/index' }, 41030],
    ['an unknown template', { templateId: 'none' }, 40037],
    ['an openid of another mini-program', { openid: 'oABCDEFGHIJKLMNOPQRSTUVWXYZ1' }, 40003],
    ['a value that is too long', { data: { thing1: '一'.repeat(21), time2: '14:30', car_number3: '沪A12345' } }, 47003],
    ['a missing value', { data: { thing1: '浦东店', time2: '14:30' } }, 47003],
  ])('refuses %s and keeps the consent', async (_what, change, vendorCode) => {
    const message = givenMessage(world)
    const error = await errorOf(world.wechat.sendSubscribeMessage({ ...message, ...change }))
    expect(error).toMatchObject({ reason: 'bad_request', retryable: false, vendorCode })
    await world.wechat.sendSubscribeMessage(message)
  })
})

describe('errors by number', () => {
  it.each([
    [-1, 'unavailable', true],
    [40226, 'user_blocked', false],
    [45009, 'rate_limited', true],
    [1400001, 'quota', false],
    [40164, 'bad_request', false],
  ] as const)('%i means %s', async (errcode, reason, retryable) => {
    world.sim.addFault({ path: '*', kind: 'errcode', errcode })
    const { code } = world.sim.loginCode('owner-1')
    expect(await errorOf(world.wechat.codeToSession(code))).toMatchObject({ reason, retryable, vendorCode: errcode })
    expect(await errorOf(world.wechat.phoneOf('code'))).toMatchObject({ reason, retryable, vendorCode: errcode })
  })

  it('a refusal is not repeated', async () => {
    await errorOf(world.wechat.codeToSession('unknown'))
    await errorOf(world.wechat.phoneOf('unknown'))
    await errorOf(world.wechat.sendSubscribeMessage({ ...givenMessage(world), templateId: 'none' }))
    for (const path of [LOG_IN, PHONE, SEND]) expect(world.callsTo(path)).toHaveLength(1)
  })
})
