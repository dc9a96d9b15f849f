import { afterEach, expect, it } from '@jest/globals'
import { cashier, coupon, couponDesk, settlement, workorder } from '@pitlane/contract'
import { MoneyEntry } from '../../server/src/modules/payment/payment.entity'
import { rowsOf } from '../support/booking-scene'
import { fieldsOf } from '../support/coupon-scene'
import { paidScene, startPayApp, type PayApp } from '../support/pay-scene'
import { once } from '../support/workorder-scene'

let app: PayApp
afterEach(() => app.close())

it('a bill is paid with two coupons, its notice is lost, part of it goes back, and the coupon with it', async () => {
  app = await startPayApp()
  const { t, pay } = app
  const s = await paidScene(app)
  const couponOf = async (over: Parameters<typeof fieldsOf>[1]) => {
    const call = { body: { ...once(), fields: fieldsOf([s.store.id], over) } }
    const { id: templateId, version } = await t.ok(couponDesk.createTemplate, call, s.manager.token)
    await t.ok(couponDesk.activate, { params: { templateId }, body: { version } }, s.manager.token)
    const order = { storeId: s.store.id, customerId: s.driver.customerId, vehicleId: null, reason: '回店礼' }
    const issued = await t.ok(
      couponDesk.issue,
      { params: { templateId }, body: { ...once(), ...order } },
      s.manager.token,
    )
    return issued.couponIds[0] ?? ''
  }
  const stateOf = async (couponId: string) => (await t.ok(coupon.mine, { params: { couponId } }, s.driver.token)).state

  // The quote was 560.00. A cut of 80.00 from 500.00 on, and 20.00 in cash: both are chosen by themselves.
  const cut = await couponOf({
    name: '满减',
    type: 'full_cut',
    benefit: { kind: 'full_cut', thresholdFen: 50_000, amountFen: 8_000 },
  })
  const cash = await couponOf({ name: '现金', benefit: { kind: 'cash', thresholdFen: 0, amountFen: 2_000 } })
  const bill = await s.billOf()
  expect(bill).toMatchObject({ couponFen: 10_000, dueFen: 46_000, isBest: true, losers: [] })
  expect(bill.coupons.map(({ id }) => id).sort()).toEqual([cut, cash].sort())

  // The owner pays; nobody tells the server, which asks by itself.
  pay.addFault({ on: 'payment_notice', kind: 'lost' })
  const orderId = await s.pays()
  expect([await stateOf(cut), await stateOf(cash)]).toEqual(['locked', 'locked'])
  t.clock.pass(61_000)
  await t.settle()
  const paid = await s.viewOf()
  expect(paid).toMatchObject({
    state: 'paid',
    parts: [{ payer: 'owner', payableFen: 46_000, paidFen: 46_000, dueFen: 0 }],
  })
  expect([await stateOf(cut), await stateOf(cash)]).toEqual(['used', 'used'])
  expect(await s.stands(s.id)).toMatchObject({ state: 'settled' })

  // A litre and a half of oil was too much, which is the store's fault: what was paid for it goes back, and the cut, whose
  // threshold the rest does not reach, with it.
  const oil = paid.lines.find(({ kind }) => kind === 'material')
  const [receipt] = paid.receipts
  const share = 12_000 - Math.ceil((12_000 * (oil?.couponFen ?? 0)) / 36_000)
  const back = {
    amountFen: share,
    reason: '机油多加了一升半',
    goods: [{ key: oil?.key ?? '', amountFen: 12_000 }],
    isOurFault: true,
  }
  const order = { params: { receiptId: receipt?.id ?? '' }, body: { ...once(), ...back } }
  await t.ok(settlement.refund, order, s.manager.token)
  expect([await stateOf(cut), await stateOf(cash)]).toEqual(['returned', 'used'])
  await t.settle()
  const refund = pay.order(s.numberOf(orderId))?.refunds[0]
  expect(refund).toMatchObject({ fen: share })
  pay.addFault({ on: 'refund_notice', kind: 'lost' })
  pay.endRefund(refund?.outRefundNo ?? '', 'SUCCESS')
  t.clock.pass(5 * 60_000 + 1)
  await t.settle()
  const after = await s.viewOf()
  expect(after.pendingRefunds).toEqual([])
  expect(after.receipts.map(({ amountFen }) => amountFen)).toEqual([46_000, -share])

  // The keys go over, the till agrees, and nothing was left behind.
  const keys = { mileageKm: 23_460, oldParts: 'customer' as const, nextHint: '' }
  const { version } = await s.stands(s.id)
  await t.ok(workorder.handOver, { params: s.params, body: { ...once(), version, ...keys } }, s.advisor.token)
  const till = await t.ok(cashier.till, { params: { storeId: s.store.id } }, s.cashier.token)
  expect(till.sums).toEqual([{ method: 'wechat', count: 2, inFen: 46_000, outFen: share }])
  const ledger = await t.world.app.db.read.find(MoneyEntry)
  expect(ledger.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(46_000 - share)
  expect(await rowsOf(t, 'job_dead')).toBe(0)
})
