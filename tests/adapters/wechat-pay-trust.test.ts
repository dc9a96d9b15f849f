import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { errorOf } from './wechat-world'
import { DAY_MS, givenPay, keys, modes, PUBLIC_KEY_ID, type PayWorld } from './wechat-pay-world'

const QUERY = '/v3/pay/transactions/out-trade-no/P-unknown'
const CERTIFICATES = '/v3/certificates'
const MINUTE = 60_000

let world: PayWorld
afterEach(() => world.close())

/** Every call of the port that goes to WeChat, with what it needs to succeed. */
const calls = {
  prepay: (of: PayWorld, port = of.port) => port.prepay(of.order()),
  prepay_code: (of: PayWorld, port = of.port) => {
    const { openid: _, ...order } = of.order()
    return port.prepayByCode(order)
  },
  query: async (of: PayWorld, port = of.port) => port.query((await of.paid()).outTradeNo),
  close: async (of: PayWorld, port = of.port) => {
    const order = of.order()
    await of.port.prepay(order)
    return port.close(order.outTradeNo)
  },
  refund: async (of: PayWorld, port = of.port) => {
    const { outTradeNo, amountFen } = await of.paid()
    return port.refund({ outTradeNo, outRefundNo: 'R-1', amountFen: 1, totalFen: amountFen, reason: '退' })
  },
  refund_query: async (of: PayWorld, port = of.port) => {
    await calls.refund(of)
    return port.queryRefund('R-1')
  },
  bill: async (of: PayWorld, port = of.port) => {
    await of.paid()
    of.clock.pass(DAY_MS)
    return port.tradeBill('2026-07-01')
  },
} as const
const names = Object.keys(calls) as (keyof typeof calls)[]

describe.each(['publicKey', 'certificate', 'both'] as const)('every call, signed by %s', (mode) => {
  it.each(names)('%s', async (name) => {
    world = await givenPay(mode)
    await expect(calls[name](world)).resolves.not.toThrow()
  })
})

describe.each(names)('%s while WeChat is not to be trusted', (name) => {
  beforeEach(async () => {
    world = await givenPay()
  })

  it.each(['bad_signature', 'unsigned', 'stale', 'unknown_serial'] as const)(
    'takes no answer with %s',
    async (kind) => {
      world.pay.addFault({ on: name, kind })
      const error = await errorOf(calls[name](world))
      expect(error).toMatchObject({ vendor: 'wechat-pay', reason: 'untrusted', retryable: true })
    },
  )

  it.each(['http500', 'garbage', 'drop'] as const)('says unavailable after %s', async (kind) => {
    world.pay.addFault({ on: name, kind })
    expect(await errorOf(calls[name](world))).toMatchObject({ reason: 'unavailable', retryable: true })
  })

  it('gives up at the time-out', async () => {
    world.pay.addFault({ on: name, kind: 'slow', delayMs: 4000 })
    const began = performance.now()
    const port = world.another({ timeoutMs: 500 })
    expect(await errorOf(calls[name](world, port))).toMatchObject({ reason: 'unavailable', retryable: true })
    expect(performance.now() - began).toBeLessThan(3500)
  })
})

it('a refusal by a gateway needs no signature, and says nothing of an order', async () => {
  world = await givenPay()
  world.pay.addFault({ on: 'query', kind: 'unsigned', times: 1 })
  expect(await world.port.query('P-unknown')).toBeUndefined()
  world.pay.addFault({ on: 'query', kind: 'http500' })
  expect(await errorOf(world.port.query('P-unknown'))).toMatchObject({ reason: 'unavailable', vendorCode: 500 })
})

it('a refusal that is signed wrongly is none', async () => {
  world = await givenPay()
  world.pay.addFault({ on: 'query', kind: 'bad_signature' })
  expect(await errorOf(world.port.query('P-unknown'))).toMatchObject({ reason: 'untrusted' })
})

it.each([
  ['FREQUENCY_LIMITED', 429, 'rate_limited', true],
  ['SYSTEM_ERROR', 500, 'unavailable', true],
  ['BANK_ERROR', 400, 'unavailable', true],
  ['NO_AUTH', 403, 'bad_request', false],
  ['ORDERPAID', 400, 'already_paid', false],
  ['ORDER_PAID', 400, 'already_paid', false],
  ['USER_ACCOUNT_ABNORMAL', 403, 'user_blocked', false],
] as const)('%s means %s', async (code, status, reason, retryable) => {
  world = await givenPay()
  world.pay.addFault({ on: 'prepay', kind: 'code', code, status })
  const error = await errorOf(world.port.prepay(world.order()))
  expect(error).toMatchObject({ reason, retryable, vendorCode: code })
})

describe('the keys of WeChat', () => {
  it('are asked for once by calls at the same time, and again after a day', async () => {
    world = await givenPay('certificate')
    await Promise.all(Array.from({ length: 10 }, () => world.port.query('P-unknown')))
    expect(world.callsTo(CERTIFICATES)).toHaveLength(1)
    world.clock.pass(DAY_MS - 1000)
    await world.port.query('P-unknown')
    expect(world.callsTo(CERTIFICATES)).toHaveLength(1)
    world.clock.pass(1000)
    await world.port.query('P-unknown')
    expect(world.callsTo(CERTIFICATES)).toHaveLength(2)
  })

  it('are not asked for again because of a serial that nobody knows', async () => {
    world = await givenPay('certificate')
    world.pay.addFault({ on: 'query', kind: 'unknown_serial' })
    for (let n = 0; n < 5; n++) await errorOf(world.port.query('P-unknown'))
    expect(world.callsTo(CERTIFICATES)).toHaveLength(1)
  })

  it('are asked for a minute after a failure at the earliest', async () => {
    world = await givenPay('certificate')
    world.pay.addFault({ on: 'certificates', kind: 'http500' })
    for (let n = 0; n < 5; n++)
      expect(await errorOf(world.port.query('P-unknown'))).toMatchObject({ reason: 'unavailable' })
    expect(world.callsTo(CERTIFICATES)).toHaveLength(1)
    world.pay.clearFaults()
    world.clock.pass(MINUTE)
    expect(await world.port.query('P-unknown')).toBeUndefined()
  })

  it('go on when a renewal fails', async () => {
    world = await givenPay('certificate')
    await world.port.query('P-unknown')
    world.clock.pass(DAY_MS)
    world.pay.addFault({ on: 'certificates', kind: 'http500' })
    expect(await world.port.query('P-unknown')).toBeUndefined()
    expect(world.callsTo(CERTIFICATES)).toHaveLength(2)
  })

  it('are named in requests where there is a public key', async () => {
    world = await givenPay('both')
    const serials: (string | null)[] = []
    const port = world.another({
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        serials.push(response.headers.get('wechatpay-serial'))
        return response
      },
    })
    await port.query('P-unknown')
    expect(new Set(serials)).toEqual(new Set([PUBLIC_KEY_ID]))
  })

  it.each(['bad_signature', 'stale', 'unsigned', 'garbage'] as const)('are not taken with %s', async (kind) => {
    world = await givenPay('certificate')
    world.pay.addFault({ on: 'certificates', kind })
    const reason = kind === 'garbage' ? 'unavailable' : 'untrusted'
    expect(await errorOf(world.port.query('P-unknown'))).toMatchObject({ reason })
    expect(world.callsTo(QUERY).every(({ status }) => status === 404)).toBe(true)
  })

  it('are not taken when they were sealed with another APIv3 key', async () => {
    world = await givenPay('certificate')
    const port = world.another({ apiV3Key: 'f'.repeat(32) })
    expect(await errorOf(port.query('P-unknown'))).toMatchObject({ reason: 'untrusted' })
  })

  it('of another merchant do not verify', async () => {
    world = await givenPay()
    const port = world.another({ publicKey: { id: PUBLIC_KEY_ID, pem: keys.merchant.publicKey } })
    expect(await errorOf(port.query('P-unknown'))).toMatchObject({ reason: 'untrusted' })
  })

  it('must be keys', async () => {
    world = await givenPay()
    const secret = 'not a key at all'
    const attempt = () => world.another({ privateKey: secret })
    expect(attempt).toThrow()
    expect(attempt).not.toThrow(secret)
    expect(modes.both.certificate.serial).toMatch(/^5[0-9A-F]{39}$/)
  })
})
