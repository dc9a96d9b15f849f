import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { coupon, couponDesk, settlement } from '@pitlane/contract'
import { SECOND_MS } from '@pitlane/kernel'
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

/** A car that is ready, and coupons to be scanned. */
async function scanScene() {
  const s = await readyScene(t)
  const issued = async (over: Parameters<typeof fieldsOf>[1] = {}, to = s.driver.customerId) => {
    const body = { ...once(), fields: fieldsOf([s.store.id], over) }
    const { id: templateId, version } = await t.ok(couponDesk.createTemplate, { body }, s.manager.token)
    await t.ok(couponDesk.activate, { params: { templateId }, body: { version } }, s.manager.token)
    const order = { storeId: s.store.id, customerId: to, vehicleId: null, reason: '致歉' }
    const made = await t.ok(
      couponDesk.issue,
      { params: { templateId }, body: { ...once(), ...order } },
      s.manager.token,
    )
    return made.couponIds[0] ?? ''
  }
  const qrOf = async (couponId: string) =>
    (await t.ok(coupon.redeemToken, { params: { couponId } }, s.driver.token)).payload
  const digitsOf = async (couponId: string, token = s.driver.token) =>
    (await t.ok(coupon.mine, { params: { couponId } }, token)).code
  const ask = (code: string, requestId: string = once().requestId) => ({ params: s.params, body: { requestId, code } })
  const scan = (code: string, by: { token: string } = s.cashier, requestId?: string) =>
    t.call(settlement.scanCoupon, ask(code, requestId), by.token)
  const stateOf = async (couponId: string) => (await t.ok(coupon.mine, { params: { couponId } }, s.driver.token)).state
  return { ...s, issued, qrOf, digitsOf, ask, scan, stateOf }
}
const codeOf = (answer: { problem: { code: string } }) => answer.problem.code

describe('a coupon that is scanned at the till', () => {
  it('is taken for the bill by its QR code or its digits, once, and used when it is paid', async () => {
    const s = await scanScene()
    const [one, two] = [await s.issued({ name: '甲' }), await s.issued({ name: '乙', type: 'comp' })]
    const { requestId } = once()
    const payload = await s.qrOf(one)
    expect((await s.scan(payload, s.cashier, requestId)).status).toBe(200)
    expect((await s.scan(payload, s.cashier, requestId)).status).toBe(200)
    const view = await t.ok(settlement.scanCoupon, s.ask(await s.digitsOf(two)), s.cashier.token)
    expect(view.coupons.map(({ name }) => name).sort()).toEqual(['乙', '甲'])
    expect(view).toMatchObject({ isBest: false, couponFen: 10_000 })
    expect([await s.stateOf(one), await s.stateOf(two)]).toEqual(['locked', 'locked'])
    const money = { payer: 'owner' as const, method: 'cash' as const, amountFen: 46_000, note: '' }
    const body = { ...once(), version: view.version, ...money }
    await t.ok(settlement.receive, { params: s.params, body }, s.cashier.token)
    expect([await s.stateOf(one), await s.stateOf(two)]).toEqual(['used', 'used'])
    const third = await s.issued({ name: '丙' })
    expect(codeOf(await s.scan(await s.digitsOf(third)))).toBe('settlement.wrong_state')
  })

  it('takes the place of one that it does not go with', async () => {
    const s = await scanScene()
    await s.issued({ name: '大额券', benefit: { kind: 'cash', amountFen: 9000, thresholdFen: 0 } })
    const small = await s.issued({ name: '小额券', benefit: { kind: 'cash', amountFen: 2000, thresholdFen: 0 } })
    const view = await t.ok(settlement.scanCoupon, s.ask(await s.qrOf(small)), s.cashier.token)
    expect(view.coupons.map(({ name }) => name)).toEqual(['小额券'])
    expect(view.losers.map(({ reason }) => reason)).toEqual(['代金券每单限用一张，已选用「小额券」'])
    // Somebody takes it off the bill again: it is free.
    const body = { ...once(), version: view.version, discounts: [], payers: [], couponIds: [] }
    await t.ok(settlement.save, { params: s.params, body }, s.cashier.token)
    expect(await s.stateOf(small)).toBe('claimed')
  })

  it('is refused, with the reason, when it is of another customer, over, wrong, or does not fit', async () => {
    const s = await scanScene()
    const stranger = await given(t).driver()
    const foreign = await s.issued({}, stranger.customerId)
    expect(codeOf(await s.scan(await s.digitsOf(foreign, stranger.token)))).toBe('settlement.coupon_elsewhere')
    const dear = await s.issued({ type: 'full_cut', benefit: { kind: 'full_cut', thresholdFen: 99_000, amountFen: 1 } })
    const unfit = { code: 'settlement.coupon_unfit', data: { because: '账单中没有可以抵扣的金额' } }
    expect((await s.scan(await s.qrOf(dear))).problem).toMatchObject(unfit)
    expect(codeOf(await s.scan('123456789012'))).toBe('coupon.code_wrong')
    const late = await s.qrOf(dear)
    t.clock.set(new Date(t.clock.now().getTime() + 61 * SECOND_MS).toISOString())
    expect(codeOf(await s.scan(late))).toBe('coupon.qr_over')
  })

  it('goes to one of two desks that scan it', async () => {
    const s = await scanScene()
    const couponId = await s.issued()
    const payload = await s.qrOf(couponId)
    const qr = await Promise.all([s.scan(payload, s.cashier), s.scan(payload, s.advisor)])
    expect(qr.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(codeOf(qr.find(({ status }) => status !== 200)!)).toBe('coupon.qr_used')
    // By its digits the same bill has it already: nothing more happens.
    const digits = await s.digitsOf(couponId)
    const typed = await Promise.all([s.scan(digits, s.cashier), s.scan(digits, s.advisor)])
    expect(typed.map(({ status }) => status)).toEqual([200, 200])
    expect(await s.stateOf(couponId)).toBe('locked')
  })

  it('is taken by nobody who may not redeem', async () => {
    const s = await scanScene()
    expect(codeOf(await s.scan('123456789012', s.manager))).toBe('auth.forbidden')
  })
})
