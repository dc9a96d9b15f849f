import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cashier, coupon, couponDesk, settlement } from '@pitlane/contract'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { MoneyEntry } from '../../server/src/modules/payment/payment.entity'
import { startTestApp, type TestApp } from '../support/app'
import { fieldsOf } from '../support/coupon-scene'
import { given } from '../support/given'
import { readyScene } from '../support/ready-scene'
import { once } from '../support/workorder-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const entries = () => t.world.app.db.read.find(MoneyEntry)

/** A car that is ready: labour 200.00, oil 360.00. */
async function deskScene() {
  const s = await readyScene(t)
  const { params } = s
  const view = (token = s.cashier.token) => t.ok(settlement.read, { params }, token)
  const version = async () => (await view()).version
  const draft = async (over: object = {}) => ({
    params,
    body: { ...once(), version: await version(), discounts: [], payers: [], couponIds: null, ...over },
  })
  const take = async (over: object = {}) => ({
    params,
    body: {
      ...{ ...once(), version: await version(), payer: 'owner' as const, method: 'cash' as const },
      ...{ amountFen: 56_000, note: '', ...over },
    },
  })
  const back = (receiptId: string, over: object = {}) => ({
    params: { receiptId },
    body: { ...once(), amountFen: 10_000, reason: '客户退回机油', ...over },
  })
  const reversal = async (over: object = {}) => ({
    params,
    body: { ...once(), version: await version(), reason: '优惠录错', ...over },
  })
  /** A coupon of the owner. */
  const coupons = async (over: Parameters<typeof fieldsOf>[1] = {}) => {
    const body = { ...once(), fields: fieldsOf([s.store.id], over) }
    const { id, version: first } = await t.ok(couponDesk.createTemplate, { body }, s.manager.token)
    await t.ok(couponDesk.activate, { params: { templateId: id }, body: { version: first } }, s.manager.token)
    const order = { storeId: s.store.id, customerId: s.driver.customerId, vehicleId: null, reason: '致歉' }
    const call = { params: { templateId: id }, body: { ...once(), ...order } }
    const { couponIds } = await t.ok(couponDesk.issue, call, s.manager.token)
    return couponIds[0] ?? ''
  }
  const couponState = async (couponId: string) =>
    (await t.ok(coupon.mine, { params: { couponId } }, s.driver.token)).state
  return { ...s, view, draft, take, back, reversal, coupons, couponState }
}

describe('what a visit costs', () => {
  it('is computed anew until somebody writes, line by line', async () => {
    const s = await deskScene()
    const view = await s.view()
    expect(view).toMatchObject({ version: 0, state: 'open', totalFen: 56_000, discountFen: 0, couponFen: 0 })
    expect(view.lines.map(({ kind, payableFen, payer }) => [kind, payableFen, payer])).toEqual([
      ['labour', 20_000, 'owner'],
      ['material', 36_000, 'owner'],
    ])
    expect(view.parts).toEqual([{ payer: 'owner', payableFen: 56_000, paidFen: 0, dueFen: 56_000 }])
  })

  it('comes down by discounts within what a role may give', async () => {
    const s = await deskScene()
    const [labour] = (await s.view()).lines
    const off = (discountFen: number) => s.draft({ discounts: [{ key: labour?.key ?? '', discountFen }] })
    await t.refused(settlement.save, await off(1_001), s.advisor.token, 'settlement.discount_too_high')
    await t.refused(settlement.save, await off(1), s.cashier.token, 'settlement.discount_too_high')
    expect(await t.ok(settlement.save, await off(1_000), s.advisor.token)).toMatchObject({ discountFen: 1_000 })
    expect(await t.ok(settlement.save, await off(3_000), s.manager.token)).toMatchObject({ discountFen: 3_000 })
    await t.refused(settlement.save, await off(3_001), s.manager.token, 'settlement.discount_too_high')
    await t.refused(settlement.save, await off(2_999), s.inspector.token, 'auth.forbidden')
    expect(await t.ok(settlement.save, await off(2_999), s.advisor.token)).toMatchObject({ discountFen: 2_999 })
    const unknown = await s.draft({ discounts: [{ key: 'quote.9', discountFen: 1 }] })
    await t.refused(settlement.save, unknown, s.manager.token, 'settlement.line_unknown')
  })

  it('is not written over what somebody else wrote meanwhile', async () => {
    const s = await deskScene()
    const first = await s.draft()
    const second = await s.draft({ payers: [] })
    const saved = await t.ok(settlement.save, first, s.advisor.token)
    expect(await t.ok(settlement.save, first, s.advisor.token)).toEqual(saved)
    await t.refused(
      settlement.save,
      { ...second, body: { ...second.body, version: 7 } },
      s.manager.token,
      'settlement.changed',
    )
  })

  it('is nobody else’s business: not another store’s, nor without a log-in', async () => {
    const s = await deskScene()
    const g = given(t)
    const elsewhere = await g.staff('cashier', 'store', (await g.store()).id)
    await t.refused(settlement.read, { params: s.params }, elsewhere.token, 'workorder.not_found')
    await t.refused(settlement.receive, await s.take(), elsewhere.token, 'workorder.not_found')
    await t.refused(settlement.read, { params: s.params }, undefined, 'auth.required')
    await t.refused(settlement.read, { params: s.params }, s.dispatcher.token, 'auth.forbidden')
  })
})

describe('money at the desk', () => {
  it('comes in parts, from owner and insurer, and the last one settles the visit', async () => {
    const s = await deskScene()
    const [labour] = (await s.view()).lines
    await t.ok(
      settlement.save,
      await s.draft({ payers: [{ key: labour?.key ?? '', payer: 'insurance' }] }),
      s.cashier.token,
    )
    await t.refused(settlement.receive, await s.take(), s.cashier.token, 'settlement.too_much')
    const half = await s.take({ amountFen: 16_000 })
    const view = await t.ok(settlement.receive, half, s.cashier.token)
    expect(view).toMatchObject({ state: 'agreed' })
    expect(await t.ok(settlement.receive, half, s.cashier.token)).toEqual(view)
    await t.refused(settlement.save, await s.draft(), s.cashier.token, 'settlement.wrong_state')
    const cashOfInsurer = await s.take({ payer: 'insurance', amountFen: 20_000 })
    await t.refused(settlement.receive, cashOfInsurer, s.cashier.token, 'settlement.method_unfit')
    await t.ok(settlement.receive, await s.take({ method: 'pos', amountFen: 20_000 }), s.cashier.token)
    expect((await s.stands(s.id)).state).toBe('ready')
    const claim = await s.take({ payer: 'insurance', method: 'claim', amountFen: 20_000 })
    expect(await t.ok(settlement.receive, claim, s.cashier.token)).toMatchObject({ state: 'paid' })
    expect((await s.stands(s.id)).state).toBe('settled')
    expect((await entries()).map(({ amountFen }) => amountFen).sort()).toEqual([16_000, 20_000, 20_000])
    await t.refused(settlement.receive, await s.take(), s.cashier.token, 'settlement.wrong_state')
  })

  it('is taken once by two cashiers at the same moment', async () => {
    const s = await deskScene()
    const other = await given(t).staff('cashier', 'store', s.store.id)
    const calls = [await s.take(), await s.take()] as const
    const both = await Promise.all([
      t.call(settlement.receive, calls[0], s.cashier.token),
      t.call(settlement.receive, calls[1], other.token),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await entries()).toHaveLength(1)
  })

  it('goes back by somebody who did not take it in, never more than came', async () => {
    const s = await deskScene()
    const [receipt] = (await t.ok(settlement.receive, await s.take(), s.cashier.token)).receipts
    const id = receipt?.id ?? ''
    await t.refused(settlement.refund, s.back(id), s.cashier.token, 'settlement.own_receipt')
    await t.refused(settlement.refund, s.back(id), s.advisor.token, 'auth.forbidden')
    const call = s.back(id)
    const view = await t.ok(settlement.refund, call, s.manager.token)
    expect(view.receipts).toMatchObject([
      { refundableFen: 46_000 },
      { kind: 'refund', amountFen: -10_000, method: 'cash' },
    ])
    expect(await t.ok(settlement.refund, call, s.manager.token)).toEqual(view)
    await t.refused(settlement.refund, s.back(id, { amountFen: 46_001 }), s.manager.token, 'settlement.too_much')
    const both = await Promise.all(
      [0, 1].map(() => t.call(settlement.refund, s.back(id, { amountFen: 46_000 }), s.manager.token)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect((await entries()).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0)
  })

  it('goes back whole with a reversal, before the car has left', async () => {
    const s = await deskScene()
    const couponId = await s.coupons()
    const paid = await t.ok(settlement.receive, await s.take({ amountFen: 51_000 }), s.cashier.token)
    expect(paid).toMatchObject({ state: 'paid', couponFen: 5_000, coupons: [{ id: couponId, valueFen: 5_000 }] })
    expect(await s.couponState(couponId)).toBe('used')
    await t.refused(settlement.reverse, await s.reversal(), s.cashier.token, 'auth.forbidden')
    const call = await s.reversal()
    const view = await t.ok(settlement.reverse, call, s.manager.token)
    expect(view).toMatchObject({ state: 'open', version: 0, receipts: [], couponFen: 5_000 })
    expect(await s.couponState(couponId)).toBe('returned')
    expect((await s.stands(s.id)).state).toBe('ready')
    expect((await entries()).map(({ amountFen }) => amountFen).sort()).toEqual([-51_000, 51_000])
    await t.refused(settlement.reverse, await s.reversal(), s.manager.token, 'settlement.wrong_state')
    expect(await t.ok(settlement.receive, await s.take({ amountFen: 51_000 }), s.cashier.token)).toMatchObject({
      state: 'paid',
    })
    expect((await s.stands(s.id)).state).toBe('settled')
    const said = await t.world.app.db.read.find(AuditLog, { where: { action: 'settlement.reverse' } })
    expect(said).toMatchObject([{ reason: '优惠录错' }])
  })

  it('settles a bill of nothing by taking nothing', async () => {
    const s = await deskScene()
    await s.coupons({ benefit: { kind: 'cash', amountFen: 80_000, thresholdFen: 0 } })
    expect((await s.view()).parts).toMatchObject([{ payer: 'owner', dueFen: 0 }])
    expect(await t.ok(settlement.receive, await s.take({ amountFen: 0 }), s.cashier.token)).toMatchObject({
      state: 'paid',
    })
    expect(await entries()).toEqual([])
  })
})

describe('coupons on a bill', () => {
  it('are chosen best, may be chosen otherwise, and those left out say why', async () => {
    const s = await deskScene()
    const small = await s.coupons({ name: '小券' })
    const large = await s.coupons({ name: '大券', benefit: { kind: 'cash', amountFen: 8_000, thresholdFen: 0 } })
    const best = await s.view()
    expect(best).toMatchObject({ isBest: true, couponFen: 8_000, coupons: [{ id: large }], losers: [{ id: small }] })
    expect(best.losers[0]?.reason).toBeTruthy()
    const chosen = await t.ok(settlement.save, await s.draft({ couponIds: [small] }), s.cashier.token)
    expect(chosen).toMatchObject({ isBest: false, couponFen: 5_000, coupons: [{ id: small }] })
    const both = await s.draft({ couponIds: [small, large] })
    const refusal = await t.refused(settlement.save, both, s.cashier.token, 'settlement.coupon_unfit')
    expect(refusal.data).toMatchObject({ because: expect.any(String) })
    expect(await t.ok(settlement.save, await s.draft({ couponIds: [] }), s.cashier.token)).toMatchObject({
      couponFen: 0,
    })
  })

  it('are held by the first part of the money, and used by the last', async () => {
    const s = await deskScene()
    const id = await s.coupons()
    await t.ok(settlement.receive, await s.take({ amountFen: 1_000 }), s.cashier.token)
    expect(await s.couponState(id)).toBe('locked')
    await t.ok(settlement.receive, await s.take({ amountFen: 50_000 }), s.cashier.token)
    expect(await s.couponState(id)).toBe('used')
  })

  it('of which goods go back: the share that was paid, in steps as in one, and the coupon where its threshold breaks', async () => {
    const s = await deskScene()
    const id = await s.coupons({
      benefit: { kind: 'full_cut', amountFen: 5_000, thresholdFen: 50_000 },
      type: 'full_cut',
    })
    const paid = await t.ok(settlement.receive, await s.take({ amountFen: 51_000 }), s.cashier.token)
    const oil = paid.lines.find(({ kind }) => kind === 'material')
    const [receipt] = paid.receipts
    const goods = (amountFen: number) => [{ key: oil?.key ?? '', amountFen }]
    // 5,000 fen over 20,000 and 36,000 is 1,786 and 3,214: of 36,000 of oil 32,786 were paid.
    expect(oil?.couponFen).toBe(3_214)
    const wrong = s.back(receipt?.id ?? '', { goods: goods(10_000), amountFen: 10_000 })
    await t.refused(settlement.refund, wrong, s.manager.token, 'settlement.changed')
    const part = s.back(receipt?.id ?? '', { goods: goods(10_000), amountFen: 9_107 })
    await t.ok(settlement.refund, part, s.manager.token)
    expect(await s.couponState(id)).toBe('used')
    const rest = s.back(receipt?.id ?? '', { goods: goods(26_000), amountFen: 23_679, isOurFault: true })
    const view = await t.ok(settlement.refund, rest, s.manager.token)
    expect(view.lines.find(({ kind }) => kind === 'material')).toMatchObject({ returnedFen: 36_000 })
    expect(await s.couponState(id)).toBe('returned')
    expect(9_107 + 23_679).toBe(32_786)
    const more = s.back(receipt?.id ?? '', { goods: goods(1), amountFen: 1 })
    await t.refused(settlement.refund, more, s.manager.token, 'settlement.too_much')
  })
})

describe('the till', () => {
  it('is closed once for what came since the last close, and says what does not agree', async () => {
    const s = await deskScene()
    const params = { storeId: s.store.id }
    const before = await t.ok(cashier.till, { params }, s.cashier.token)
    expect(before).toMatchObject({ expectedCashFen: 0, waiting: [{ workorderId: s.id, dueFen: 56_000 }], closes: [] })
    await t.ok(settlement.receive, await s.take({ amountFen: 30_000 }), s.cashier.token)
    await t.ok(settlement.receive, await s.take({ amountFen: 26_000, method: 'pos' }), s.cashier.token)
    const now = await t.ok(cashier.till, { params }, s.cashier.token)
    expect(now).toMatchObject({ expectedCashFen: 30_000, waiting: [] })
    const close = (over: object) => ({
      params,
      body: { ...once(), expectedCashFen: 30_000, countedFen: 30_000, note: '', ...over },
    })
    await t.refused(cashier.closeTill, close({ expectedCashFen: 0 }), s.cashier.token, 'settlement.till_changed')
    await t.refused(cashier.closeTill, close({ countedFen: 29_900 }), s.cashier.token, 'settlement.note_missing')
    const order = close({ countedFen: 29_900, note: '找零少收 1 元' })
    const closed = await t.ok(cashier.closeTill, order, s.cashier.token)
    expect(closed).toMatchObject({ differenceFen: -100 })
    expect(await t.ok(cashier.closeTill, order, s.cashier.token)).toEqual(closed)
    expect(await t.ok(cashier.till, { params }, s.cashier.token)).toMatchObject({
      expectedCashFen: 0,
      closes: [{ id: closed.id }],
    })
    const elsewhere = await given(t).staff('cashier', 'store', (await given(t).store()).id)
    await t.refused(cashier.till, { params }, elsewhere.token, 'auth.forbidden')
  })
})
