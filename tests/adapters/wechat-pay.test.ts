import { createPublicKey, verify } from 'node:crypto'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { errorOf } from './wechat-world'
import { DAY_MS, givenPay, keys, MCHID, type PayWorld } from './wechat-pay-world'

const PREPAY = '/v3/pay/transactions/jsapi'
const CERTIFICATES = '/v3/certificates'

let world: PayWorld
beforeEach(async () => {
  world = await givenPay()
})
afterEach(() => world.close())

const refundOf = (outTradeNo: string, outRefundNo: string, amountFen: number) => ({
  ...{ outTradeNo, outRefundNo, amountFen, totalFen: 128_050, reason: '少做一项' },
})

describe('prepay', () => {
  it('answers what wx.requestPayment takes, signed by the merchant', async () => {
    const params = await world.port.prepay(world.order())
    expect(params).toMatchObject({ signType: 'RSA', package: expect.stringMatching(/^prepay_id=wx/) })
    const text = ['wx5ec0ffee12345678', params.timeStamp, params.nonceStr, params.package, ''].join('\n')
    const key = createPublicKey(keys.merchant.publicKey)
    expect(verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(params.paySign, 'base64'))).toBe(true)
  })

  it('tells WeChat who pays how much for what, until when, and where to say so', async () => {
    const order = world.order()
    await world.port.prepay(order)
    expect(world.callsTo(PREPAY)[0]?.request).toMatchObject({
      ...{ mchid: MCHID, description: '浦东店 维修结算', out_trade_no: order.outTradeNo, attach: 'settlement' },
      ...{ time_expire: '2026-07-01T12:30:00+08:00', amount: { total: 128_050, currency: 'CNY' } },
      ...{ payer: { openid: world.openid }, notify_url: expect.stringContaining('/notices') },
    })
  })

  it('may be sent again with the same content, and not with other content', async () => {
    const order = world.order()
    const first = await world.port.prepay(order)
    expect((await world.port.prepay(order)).package).toBe(first.package)
    const error = await errorOf(world.port.prepay({ ...order, amountFen: 1 }))
    expect(error).toMatchObject({ reason: 'conflict', retryable: false, vendorCode: 'OUT_TRADE_NO_USED' })
  })

  it('is refused for an order that is paid or closed', async () => {
    const paid = await world.paid()
    expect(await errorOf(world.port.prepay(paid))).toMatchObject({ reason: 'already_paid' })
    const closed = world.order()
    await world.port.prepay(closed)
    await world.port.close(closed.outTradeNo)
    expect(await errorOf(world.port.prepay(closed))).toMatchObject({ reason: 'closed' })
  })

  it.each([
    ['a description of more than 127 bytes', { description: '修'.repeat(43) }],
    ['a description of two lines', { description: '一\n二' }],
    ['no description', { description: '' }],
    ['an attachment of more than 128 bytes', { attach: '附'.repeat(43) }],
    ['part of a fen', { amountFen: 0.5 }],
    ['nothing', { amountFen: 0 }],
    ['a number that would end elsewhere', { outTradeNo: '../../v3/x' }],
    ['a number that is too short', { outTradeNo: 'P1' }],
    ['a number that is too long', { outTradeNo: 'P'.repeat(33) }],
    ['no openid', { openid: '' }],
  ])('is not sent for %s', async (_what, over) => {
    expect(await errorOf(world.port.prepay(world.order(over)))).toMatchObject({
      ...{ vendor: 'wechat-pay', reason: 'bad_request', retryable: false },
    })
    expect(world.callsTo(PREPAY)).toHaveLength(0)
  })

  it('takes a description of 127 bytes', async () => {
    await world.port.prepay(world.order({ description: `${'修'.repeat(42)}x` }))
  })

  it('is refused by WeChat for a payer of another mini-program', async () => {
    const error = await errorOf(world.port.prepay(world.order({ openid: 'oABCDEFGHIJKLMNOPQRSTUVWXYZ1' })))
    expect(error).toMatchObject({ reason: 'bad_request', vendorCode: 'PARAM_ERROR' })
  })
})

describe('prepayByCode', () => {
  it('answers a code by which anybody pays: here the address of the cashier page', async () => {
    const { openid: _, ...order } = world.order()
    const code = await world.port.prepayByCode(order)
    expect(await world.port.prepayByCode(order)).toBe(code)
    expect(await (await fetch(code)).text()).toContain('浦东店 维修结算')
    world.pay.pay(order.outTradeNo)
    const paid = await world.port.query(order.outTradeNo)
    expect(paid).toMatchObject({ state: 'paid', amountFen: 128_050, openid: expect.stringMatching(/^o.{27}$/) })
    expect(await errorOf(world.port.prepayByCode(order))).toMatchObject({ reason: 'already_paid' })
  })

  it('is another order than one in the mini-program', async () => {
    const { openid, ...order } = world.order()
    await world.port.prepay({ openid, ...order })
    expect(await errorOf(world.port.prepayByCode(order))).toMatchObject({ reason: 'conflict' })
  })

  it('keeps the same limits', async () => {
    const { openid: _, ...order } = world.order({ amountFen: 0 })
    expect(await errorOf(world.port.prepayByCode(order))).toMatchObject({ reason: 'bad_request' })
  })
})

describe('query and close', () => {
  it('tells the states of an order', async () => {
    const order = world.order()
    await world.port.prepay(order)
    const { outTradeNo } = order
    expect(await world.port.query(outTradeNo)).toEqual({ outTradeNo, state: 'unpaid' })
    world.clock.pass(61_000)
    world.pay.pay(outTradeNo)
    const paid = await world.port.query(outTradeNo)
    expect(paid).toEqual({
      ...{ outTradeNo, state: 'paid', transactionId: expect.stringMatching(/^4200\d{24}$/), openid: world.openid },
      ...{ paidAt: new Date('2026-07-01T04:01:01Z'), amountFen: 128_050, payerFen: 128_050, attach: 'settlement' },
    })
    await world.port.refund(refundOf(outTradeNo, 'R1', 50))
    expect(await world.port.query(outTradeNo)).toEqual({ ...paid, state: 'refunded' })
  })

  it('knows nothing of an order that WeChat does not know', async () => {
    expect(await world.port.query('P-unknown')).toBeUndefined()
    expect(await errorOf(world.port.close('P-unknown'))).toMatchObject({ reason: 'not_found' })
  })

  it('closes an order once and for all, and never a paid one', async () => {
    const { outTradeNo, ...rest } = world.order()
    await world.port.prepay({ outTradeNo, ...rest })
    await world.port.close(outTradeNo)
    await world.port.close(outTradeNo)
    expect(await world.port.query(outTradeNo)).toEqual({ outTradeNo, state: 'closed' })
    expect(world.pay.pay(outTradeNo)).toBe('订单已关闭')
    const paid = await world.paid()
    expect(await errorOf(world.port.close(paid.outTradeNo))).toMatchObject({ reason: 'already_paid' })
  })

  it('lets nobody pay after the time is up', async () => {
    const { outTradeNo, ...rest } = world.order()
    await world.port.prepay({ outTradeNo, ...rest })
    world.clock.pass(30 * 60_000)
    expect(world.pay.pay(outTradeNo)).toBe('订单已过期')
  })

  it.each(['a/../b', 'a?b=c12', 'P#123456', '', 'P'.repeat(33)])('does not ask for %j', async (number) => {
    expect(await errorOf(world.port.query(number))).toMatchObject({ reason: 'bad_request' })
    expect(await errorOf(world.port.close(number))).toMatchObject({ reason: 'bad_request' })
    expect(world.sim.calls().filter(({ path }) => path !== CERTIFICATES)).toHaveLength(0)
  })
})

describe('refund', () => {
  it('gives back in parts, up to the whole and not a fen more', async () => {
    const { outTradeNo } = await world.paid()
    const first = await world.port.refund(refundOf(outTradeNo, 'R-1', 100_000))
    expect(first).toEqual({
      ...{ outRefundNo: 'R-1', outTradeNo, refundId: expect.stringMatching(/^5030\d{24}$/) },
      ...{ state: 'processing', amountFen: 100_000, totalFen: 128_050 },
    })
    const tooMuch = await errorOf(world.port.refund(refundOf(outTradeNo, 'R-2', 28_051)))
    expect(tooMuch).toMatchObject({ reason: 'conflict', retryable: false, vendorCode: 'INVALID_REQUEST' })
    await world.port.refund(refundOf(outTradeNo, 'R-2', 28_050))
    expect(await errorOf(world.port.refund(refundOf(outTradeNo, 'R-3', 1)))).toMatchObject({ reason: 'conflict' })
  })

  it('is one refund however often its number is sent', async () => {
    const { outTradeNo } = await world.paid()
    const asked = refundOf(outTradeNo, 'R-1', 100_000)
    const first = await world.port.refund(asked)
    expect(await Promise.all([world.port.refund(asked), world.port.refund(asked)])).toEqual([first, first])
    expect(world.pay.order(outTradeNo)?.refunds).toHaveLength(1)
    expect(await errorOf(world.port.refund({ ...asked, amountFen: 1 }))).toMatchObject({ reason: 'conflict' })
  })

  it('is one refund also when the answer is lost on the way', async () => {
    const { outTradeNo } = await world.paid()
    world.pay.addFault({ on: 'refund', kind: 'drop', times: 1 })
    const asked = refundOf(outTradeNo, 'R-1', 100_000)
    expect(await errorOf(world.port.refund(asked))).toMatchObject({ reason: 'unavailable', retryable: true })
    await world.port.refund(asked)
    expect(world.pay.order(outTradeNo)?.refunds).toHaveLength(1)
  })

  it('tells how it ended', async () => {
    const { outTradeNo } = await world.paid()
    for (const number of ['R-1', 'R-2', 'R-3']) await world.port.refund(refundOf(outTradeNo, number, 100))
    world.clock.pass(5000)
    world.pay.endRefund('R-1', 'SUCCESS')
    world.pay.endRefund('R-2', 'ABNORMAL')
    world.pay.endRefund('R-3', 'CLOSED')
    expect(await world.port.queryRefund('R-1')).toMatchObject({
      state: 'done',
      doneAt: new Date('2026-07-01T04:00:05Z'),
    })
    expect(await world.port.queryRefund('R-2')).toMatchObject({ state: 'abnormal' })
    expect(await world.port.queryRefund('R-3')).toMatchObject({ state: 'closed' })
    expect(await world.port.queryRefund('R-unknown')).toBeUndefined()
  })

  it('ends after 50 parts', async () => {
    const { outTradeNo } = await world.paid()
    for (let n = 1; n <= 50; n++) await world.port.refund(refundOf(outTradeNo, `R-${n}`, 1))
    expect(await errorOf(world.port.refund(refundOf(outTradeNo, 'R-51', 1)))).toMatchObject({ reason: 'conflict' })
  })

  it('ends after a year', async () => {
    const { outTradeNo } = await world.paid()
    world.clock.pass(366 * DAY_MS)
    expect(await errorOf(world.port.refund(refundOf(outTradeNo, 'R-1', 1)))).toMatchObject({ reason: 'conflict' })
  })

  it('waits a minute between two of an order', async () => {
    const slow = await givenPay('publicKey', { refundGapMs: undefined })
    const { outTradeNo } = await slow.paid()
    await slow.port.refund(refundOf(outTradeNo, 'R-1', 1))
    const error = await errorOf(slow.port.refund(refundOf(outTradeNo, 'R-2', 1)))
    expect(error).toMatchObject({ reason: 'rate_limited', retryable: true })
    slow.clock.pass(60_000)
    await slow.port.refund(refundOf(outTradeNo, 'R-2', 1))
    await slow.close()
  })

  it('is refused for an order that nobody knows, that is not paid, or of another total', async () => {
    expect(await errorOf(world.port.refund(refundOf('P-unknown', 'R-1', 1)))).toMatchObject({ reason: 'not_found' })
    const order = world.order()
    await world.port.prepay(order)
    const unpaid = await errorOf(world.port.refund(refundOf(order.outTradeNo, 'R-1', 1)))
    expect(unpaid).toMatchObject({ reason: 'conflict' })
    const { outTradeNo } = await world.paid()
    const other = { ...refundOf(outTradeNo, 'R-1', 1), totalFen: 128_049 }
    expect(await errorOf(world.port.refund(other))).toMatchObject({ reason: 'conflict' })
  })

  it.each([
    ['more than the order', { amountFen: 128_051 }],
    ['nothing', { amountFen: 0 }],
    ['a reason of more than 80 bytes', { reason: '因'.repeat(27) }],
    ['a number that would end elsewhere', { outRefundNo: 'a/b' }],
  ])('is not sent for %s', async (_what, over) => {
    const error = await errorOf(world.port.refund({ ...refundOf('P-123456', 'R-1', 1), ...over }))
    expect(error).toMatchObject({ reason: 'bad_request' })
  })

  it('says that the balance does not suffice', async () => {
    const { outTradeNo } = await world.paid()
    world.pay.addFault({ on: 'refund', kind: 'code', code: 'NOT_ENOUGH', status: 403 })
    const error = await errorOf(world.port.refund(refundOf(outTradeNo, 'R-1', 1)))
    expect(error).toMatchObject({ reason: 'not_enough', retryable: true, vendorCode: 'NOT_ENOUGH' })
  })
})

describe('secrets', () => {
  it('are in no error', async () => {
    world.pay.addFault({ on: '*', kind: 'http500' })
    const wrongKey = world.another({ privateKey: keys.platform.privateKey })
    const failures = [
      await errorOf(world.port.prepay(world.order())),
      await errorOf(world.another({ baseUrl: 'http://127.0.0.1:9' }).prepay(world.order())),
      await errorOf(wrongKey.prepay(world.order())),
    ]
    for (const failed of failures) {
      const told = `${inspect(failed, { depth: 9 })} ${JSON.stringify(failed)}`
      for (const secret of [keys.apiV3Key, 'PRIVATE KEY', keys.merchantSerial, 'authorization', '127.0.0.1'])
        expect(told.toLowerCase()).not.toContain(secret.toLowerCase())
    }
  })

  it('do not sign for another merchant', async () => {
    const other = world.another({ privateKey: keys.platform.privateKey })
    const error = await errorOf(other.prepay(world.order()))
    expect(error).toMatchObject({ reason: 'bad_request', vendorCode: 'SIGN_ERROR' })
  })
})
