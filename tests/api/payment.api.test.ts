import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { settlement, todo } from '@pitlane/contract'
import { MoneyEntry, PayNotice, PayOrder } from '../../server/src/modules/payment/payment.entity'
import { given } from '../support/given'
import { paidScene, startPayApp, type PayApp } from '../support/pay-scene'
import { once } from '../support/workorder-scene'

let app: PayApp
beforeEach(async () => {
  app = await startPayApp()
})
afterEach(() => app.close())

const read = () => app.t.world.app.db.read
const entries = () => read().find(MoneyEntry)

describe('an owner who pays in WeChat', () => {
  it('sees the bill, pays it, and the visit is settled by the notice alone', async () => {
    const s = await paidScene(app)
    expect(await s.billOf()).toMatchObject({ state: 'open', totalFen: 56_000, dueFen: 56_000, canPay: true })
    const { way } = await s.begin()
    expect(way?.wechat).toMatchObject({ signType: 'RSA', package: expect.stringMatching(/^prepay_id=/) })
    expect(await s.billOf()).toMatchObject({ state: 'agreed', openOrder: { amountFen: 56_000 } })
    app.pay.pay(s.numberOf(way?.orderId ?? ''))
    await app.pay.idle()
    expect(await s.billOf()).toMatchObject({ state: 'paid', dueFen: 0, openOrder: null, canPay: false })
    expect((await s.stands(s.id)).state).toBe('settled')
    expect(await entries()).toMatchObject([{ kind: 'receipt', method: 'wechat', amountFen: 56_000, byId: null }])
    const call = { params: { orderId: way?.orderId ?? '' }, body: {} }
    expect(await app.t.ok(settlement.checkPayment, call, s.driver.token)).toEqual({ state: 'paid' })
  })

  it('goes on with the same order when tapped again, however often', async () => {
    const s = await paidScene(app)
    const call = await s.wanted()
    const answers = await Promise.all(Array.from({ length: 4 }, () => app.t.call(settlement.pay, call, s.driver.token)))
    expect(new Set(answers.map(({ body }) => body.way?.orderId)).size).toBe(1)
    const other = await s.begin()
    expect(other.way?.orderId).toBe(answers[0]?.body.way?.orderId)
    expect(await read().count(PayOrder, {})).toBe(1)
  })

  it('is told when the amount is not the one that was shown', async () => {
    const s = await paidScene(app)
    await app.t.refused(settlement.pay, await s.wanted({ dueFen: 55_999 }), s.driver.token, 'settlement.amount_changed')
    expect(await read().count(PayOrder, {})).toBe(0)
    await s.begin()
    await app.t.refused(settlement.pay, await s.wanted({ dueFen: 1 }), s.driver.token, 'settlement.order_open')
  })

  it('pays by a code in a browser', async () => {
    const s = await paidScene(app)
    const { way } = await s.begin({ via: 'browser' })
    expect(way).toMatchObject({ wechat: null, codeUrl: expect.stringContaining('/cashier?prepay_id=') })
  })

  it('who gives up has nothing open any more, and may begin anew', async () => {
    const s = await paidScene(app)
    const { way } = await s.begin()
    const call = { params: { orderId: way?.orderId ?? '' }, body: { gaveUp: true } }
    expect(await app.t.ok(settlement.checkPayment, call, s.driver.token)).toEqual({ state: 'closed' })
    expect(app.pay.order(s.numberOf(way?.orderId ?? ''))).toMatchObject({ state: 'CLOSED' })
    expect(await s.billOf()).toMatchObject({ state: 'open', openOrder: null })
    await s.pays()
    expect(await s.billOf()).toMatchObject({ state: 'paid' })
  })

  it('finds nothing of a stranger, and a stranger nothing of this owner', async () => {
    const s = await paidScene(app)
    const stranger = await given(app.t).driver()
    const { way } = await s.begin()
    const { params } = s
    await app.t.refused(settlement.bill, { params, query: {} }, stranger.token, 'workorder.not_found')
    await app.t.refused(settlement.pay, await s.wanted(), stranger.token, 'workorder.not_found')
    const check = { params: { orderId: way?.orderId ?? '' }, body: {} }
    await app.t.refused(settlement.checkPayment, check, stranger.token, 'settlement.not_found')
    await app.t.refused(settlement.bill, { params, query: {} }, undefined, 'auth.required')
    await app.t.refused(settlement.bill, { params, query: {} }, s.cashier.token, 'auth.forbidden')
    await app.t.refused(settlement.read, { params }, s.driver.token, 'auth.forbidden')
  })

  it('is told what is the matter when WeChat is away, and can pay afterwards', async () => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'prepay', kind: 'http500' })
    const call = await s.wanted()
    await app.t.refused(settlement.pay, call, s.driver.token, 'settlement.unavailable')
    app.pay.clearFaults()
    expect((await app.t.ok(settlement.pay, call, s.driver.token)).way?.wechat).toBeTruthy()
    expect(await read().count(PayOrder, {})).toBe(1)
  })
})

describe('notices', () => {
  it('that are lost are replaced by asking', async () => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'payment_notice', kind: 'lost' })
    await s.pays()
    expect(await s.billOf()).toMatchObject({ state: 'agreed' })
    app.t.clock.pass(61_000)
    await app.t.settle()
    expect(await s.billOf()).toMatchObject({ state: 'paid' })
    expect(await entries()).toHaveLength(1)
  })

  it('that come twice, and after somebody has asked, count once', async () => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'payment_notice', kind: 'twice' })
    const orderId = await s.pays()
    app.t.clock.pass(61_000)
    await app.t.settle()
    await app.t.ok(settlement.checkPayment, { params: { orderId }, body: {} }, s.driver.token)
    expect(await entries()).toHaveLength(1)
    expect(await read().count(PayNotice, {})).toBe(1)
    expect((await s.stands(s.id)).state).toBe('settled')
  })

  it.each(['bad_signature', 'signtest'] as const)('with %s change nothing by themselves', async (kind) => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'payment_notice', kind, times: 1 })
    await s.pays()
    const state = kind === 'signtest' ? 'paid' : 'agreed'
    expect(await s.billOf()).toMatchObject({ state })
    app.t.clock.pass(61_000)
    await app.t.settle()
    expect(await s.billOf()).toMatchObject({ state: 'paid' })
    expect(await entries()).toHaveLength(1)
  })

  it('of another amount are in the ledger, settle nothing, and somebody is told', async () => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'payment_notice', kind: 'wrong_amount' })
    await s.pays()
    expect(await entries()).toMatchObject([{ amountFen: 56_001 }])
    expect((await s.stands(s.id)).state).toBe('ready')
    const call = { params: { storeId: s.store.id }, query: { state: 'open' as const } }
    const { items } = await app.t.ok(todo.list, call, s.cashier.token)
    expect(items).toMatchObject([{ kind: 'payment', title: expect.stringContaining('到账异常') }])
  })

  it('that nobody signed are refused, whatever is in them', async () => {
    const s = await paidScene(app)
    const { way } = await s.begin()
    const body = JSON.stringify({ id: 'x', event_type: 'TRANSACTION.SUCCESS', out_trade_no: way?.orderId })
    for (const sent of [body, '', 'null', '{}', 'x'.repeat(70_000)]) {
      const answer = await fetch(`${app.t.url}/api/payments/wechat/notices`, {
        ...{ method: 'POST', body: sent, headers: { 'content-type': 'application/json' } },
      })
      expect([401, 413]).toContain(answer.status)
      expect(((await answer.json()) as { code: string }).code).toMatch(
        /^(settlement\.notice_refused|request\.too_large)$/,
      )
    }
    expect(await entries()).toEqual([])
  })
})

describe('a payment that is open', () => {
  it('ends after thirty minutes, closed at WeChat first', async () => {
    const s = await paidScene(app)
    const { way } = await s.begin()
    await s.pass(31)
    await app.t.settle()
    expect(app.pay.order(s.numberOf(way?.orderId ?? ''))).toMatchObject({ state: 'CLOSED' })
    expect(await s.billOf()).toMatchObject({ state: 'open', openOrder: null })
  })

  it('is paid at the very last moment: the money counts', async () => {
    const s = await paidScene(app)
    app.pay.addFault({ on: 'payment_notice', kind: 'lost' })
    await s.pays()
    await s.pass(31)
    await app.t.settle()
    expect(await s.billOf()).toMatchObject({ state: 'paid' })
  })

  it('holds its amount: the desk takes nothing until it is closed', async () => {
    const s = await paidScene(app)
    await s.begin()
    await app.t.refused(settlement.receive, await s.receive(), s.cashier.token, 'settlement.nothing_due')
    const closed = await app.t.ok(settlement.closeOrder, { params: s.params, body: once() }, s.cashier.token)
    expect(closed).toMatchObject({ state: 'open', openOrder: null })
    expect(await app.t.ok(settlement.receive, await s.receive(), s.cashier.token)).toMatchObject({ state: 'paid' })
  })

  it('and cash at the same moment: one of them wins, nothing is paid twice', async () => {
    const s = await paidScene(app)
    const both = await Promise.all([
      app.t.call(settlement.pay, await s.wanted(), s.driver.token),
      app.t.call(settlement.receive, await s.receive(), s.cashier.token),
    ])
    const sum = (await entries()).reduce((total, { amountFen }) => total + amountFen, 0)
    const open = await read().count(PayOrder, { state: 'open' })
    expect(both.some(({ status }) => status === 200)).toBe(true)
    expect(sum + open * 56_000).toBe(56_000)
  })
})

describe('money that goes back by WeChat', () => {
  it('in two parts, told by notices, never more than came', async () => {
    const s = await paidScene(app)
    await s.pays()
    const [receipt] = (await s.viewOf()).receipts
    const back = (amountFen: number) => ({
      params: { receiptId: receipt?.id ?? '' },
      body: { ...once(), amountFen, reason: '多收了工时' },
    })
    const first = back(20_000)
    const asked = await app.t.ok(settlement.refund, first, s.manager.token)
    expect(asked).toMatchObject({ pendingRefunds: [{ amountFen: 20_000 }], receipts: [{ refundableFen: 36_000 }] })
    expect((await app.t.ok(settlement.refund, first, s.manager.token)).pendingRefunds).toHaveLength(1)
    await app.t.refused(settlement.refund, back(36_001), s.manager.token, 'settlement.too_much')
    await app.t.ok(settlement.refund, back(36_000), s.manager.token)
    await app.t.settle()
    for (const { outRefundNo } of app.pay.orders().flatMap(({ refunds }) => refunds))
      app.pay.endRefund(outRefundNo, 'SUCCESS')
    await app.pay.idle()
    const amounts = (await entries()).map(({ amountFen }) => amountFen).sort((a, b) => a - b)
    expect(amounts).toEqual([-36_000, -20_000, 56_000])
    expect((await s.viewOf()).pendingRefunds).toEqual([])
  })

  it('that WeChat does not do is free again, and somebody is told', async () => {
    const s = await paidScene(app)
    await s.pays()
    const [receipt] = (await s.viewOf()).receipts
    const order = {
      params: { receiptId: receipt?.id ?? '' },
      body: { ...once(), amountFen: 56_000, reason: '取消服务' },
    }
    await app.t.ok(settlement.refund, order, s.manager.token)
    await app.t.settle()
    const [refund] = app.pay.orders().flatMap(({ refunds }) => refunds)
    app.pay.endRefund(refund?.outRefundNo ?? '', 'CLOSED')
    await app.pay.idle()
    expect(await s.viewOf()).toMatchObject({ pendingRefunds: [], receipts: [{ refundableFen: 56_000 }] })
    const call = { params: { storeId: s.store.id }, query: { state: 'open' as const } }
    expect((await app.t.ok(todo.list, call, s.manager.token)).items).toMatchObject([{ kind: 'payment' }])
    const cash = { ...order, body: { ...order.body, ...once(), via: 'cash' as const } }
    await app.t.ok(settlement.refund, cash, s.manager.token)
    expect((await entries()).map(({ method }) => method).sort()).toEqual(['cash', 'wechat'])
  })
})
