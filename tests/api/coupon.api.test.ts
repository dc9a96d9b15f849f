import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { coupon, couponDesk } from '@pitlane/contract'
import { DAY_MS } from '@pitlane/kernel'
import { issueCoupon } from '../../server/src/modules/coupon'
import { Coupon, CouponTemplate } from '../../server/src/modules/coupon/coupon.entity'
import { announceEnding, expireCoupons } from '../../server/src/modules/coupon/ending.service'
import { OutboxEvent } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { couponScene } from '../support/coupon-scene'

jest.setTimeout(120_000)

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const count = async (templateId: string) => t.world.app.db.read.count(Coupon, { templateId })
const leftOf = async (id: string) => (await t.world.app.db.read.findOne(CouponTemplate, { id }))?.stockLeft

describe('a coupon that staff give', () => {
  it('is in the wallet with its code, once for one request', async () => {
    const { store, advisor, owner, active, order } = await couponScene(t)
    const call = order(await active({ window: { weekdays: [2, 3], hours: null, blackout: [] } }), owner.customerId)
    const { couponIds } = await t.ok(couponDesk.issue, call, advisor.token)
    expect(await t.ok(couponDesk.issue, call, advisor.token)).toEqual({ couponIds })
    const wallet = await t.ok(coupon.wallet, {}, owner.token)
    expect(wallet).toMatchObject({ used: [], ended: [] })
    expect(wallet.usable).toEqual([
      {
        ...{ id: couponIds[0], name: '回店礼', type: 'cash', says: '抵¥50', limits: ['仅限周二、周三使用'], terms: '' },
        ...{ state: 'issued', hasBegun: true, isEndingSoon: false, isGiftable: false, usedAt: null },
        ...{ validFrom: '2026-11-23T01:00:00.000Z', validUntil: '2026-12-23T16:00:00.000Z' },
      },
    ])
    const params = { couponId: couponIds[0]! }
    const mine = await t.ok(coupon.mine, { params }, owner.token)
    expect(mine.code).toMatch(/^\d{4} \d{4} \d{4}$/)
    expect(mine.stores).toEqual([{ id: store.id, name: store.name }])
    expect(mine.history.map(({ what }) => what)).toEqual(['门店发放'])
  })

  it('is nobody else’s', async () => {
    const { g, couponOf } = await couponScene(t)
    const params = { couponId: await couponOf({ isGiftable: true }) }
    const other = await g.owner()
    await t.refused(coupon.mine, { params }, other.token, 'coupon.not_found')
    await t.refused(coupon.redeemToken, { params }, other.token, 'coupon.not_found')
    await t.refused(coupon.give, { params }, other.token, 'coupon.not_found')
  })

  it('keeps to the limits of customer, car, day, stock and budget', async () => {
    const { g, owner, advisor, active, issued, order } = await couponScene(t)
    const refused = async (templateId: string, to: string, code: Parameters<typeof t.refused>[3], vehicleId?: string) =>
      t.refused(couponDesk.issue, order(templateId, to, { vehicleId: vehicleId ?? null }), advisor.token, code)
    const other = (await g.owner()).customerId
    const perCustomer = await active({ perCustomerLimit: 1 })
    await issued(perCustomer)
    await refused(perCustomer, owner.customerId, 'coupon.limit_reached')
    const perCar = await active({ perCustomerLimit: 9, perVehicleLimit: 1 })
    await issued(perCar, owner.customerId, { vehicleId: owner.vehicleId })
    await refused(perCar, owner.customerId, 'coupon.limit_reached', owner.vehicleId)
    const daily = await active({ dailyLimit: 1 })
    await issued(daily)
    await refused(daily, other, 'coupon.daily_limit_reached')
    const stock = await active({ stockTotal: 1 })
    await issued(stock)
    await refused(stock, other, 'coupon.sold_out')
    const budget = await active({ budgetFen: 9999 })
    await issued(budget)
    await refused(budget, other, 'coupon.budget_spent')
    await refused(budget, advisor.staffId, 'coupon.customer_not_found')
    await refused(await active(), other, 'vehicle.not_found', owner.vehicleId)
  })

  it('may be a card of several, each with a code of its own', async () => {
    const { g, store, owner, advisor, active, order, statsOf } = await couponScene(t)
    const wash = await g.service(store.id, { name: '洗车', priceFen: 4500 })
    const templateId = await active({
      ...{ type: 'times', times: 10, stockTotal: 3, benefit: { kind: 'service', serviceId: wash.id } },
    })
    const call = order(templateId, owner.customerId)
    const { couponIds } = await t.ok(couponDesk.issue, call, advisor.token)
    expect(await t.ok(couponDesk.issue, call, advisor.token)).toEqual({ couponIds })
    expect(new Set(couponIds).size).toBe(10)
    expect(await leftOf(templateId)).toBe(2)
    expect(await statsOf(templateId)).toMatchObject({ issued: 10, outstanding: 10, liabilityFen: 45_000 })
  })

  it('is not issued by a template that was stopped or never began', async () => {
    const { manager, advisor, owner, draft, active, order } = await couponScene(t)
    const { id } = await draft()
    await t.refused(couponDesk.issue, order(id, owner.customerId), advisor.token, 'coupon.not_active')
    const stopped = await active()
    await t.ok(couponDesk.stop, { params: { templateId: stopped }, body: { version: 1 } }, manager.token)
    await t.refused(couponDesk.issue, order(stopped, owner.customerId), advisor.token, 'coupon.not_active')
  })

  it('is voided for a reason, and not twice', async () => {
    const { manager, advisor, owner, active, issued, store, statsOf } = await couponScene(t)
    const templateId = await active({ budgetFen: 10_000 })
    const params = { couponId: await issued(templateId) }
    const call = { params, body: { reason: '发错了' } }
    await t.refused(couponDesk.voidCoupon, call, advisor.token, 'auth.forbidden')
    await t.ok(couponDesk.voidCoupon, call, manager.token)
    await t.ok(couponDesk.voidCoupon, call, manager.token)
    expect(await statsOf(templateId)).toMatchObject({ issued: 1, voided: 1, outstanding: 0, budgetUsedPercent: 0 })
    const of = { params: { storeId: store.id, customerId: owner.customerId } }
    const { coupons } = await t.ok(couponDesk.ofCustomer, of, advisor.token)
    expect(coupons[0]?.history.map(({ what }) => what)).toEqual(['门店发放：致歉', '已作废：发错了'])
    expect(coupons[0]?.maskedCode).toMatch(/^\*{4} \*{4} \d{4}$/)
    expect((await t.ok(coupon.wallet, {}, owner.token)).ended.map(({ state }) => state)).toEqual(['voided'])
  })
})

describe('a rule', () => {
  it('issues once for each cause, however often it runs at once', async () => {
    const { owner, active } = await couponScene(t)
    const templateId = await active({ perCustomerLimit: 9 })
    const now = t.clock.now()
    const run = (cause: string) =>
      t.world.app.db.tx((tx) =>
        issueCoupon(tx, now, {
          ...{ templateId, customerId: owner.customerId, vehicleId: null, cause, state: 'issued' },
          actor: { kind: 'system', name: 'care' },
        }),
      )
    const causes = ['birthday:2026', 'birthday:2026', 'birthday:2026', 'welcome']
    const issued = (await Promise.all(causes.map(run))).flat()
    expect(new Set(issued.map(({ id }) => id)).size).toBe(2)
    expect(await count(templateId)).toBe(2)
  })
})

describe('a claim link', () => {
  const linkTo = async (templateId: string, token: string, days = 3) =>
    (await t.ok(couponDesk.link, { params: { templateId }, body: { days } }, token)).token
  const claim = (token: string, who: { token: string }, requestId: string = randomUUID()) =>
    t.call(coupon.claim, { params: { token }, body: { requestId } }, who.token)

  it('shows what it holds, gives it once for one request, and ends', async () => {
    const { g, advisor, owner, active } = await couponScene(t)
    const token = await linkTo(await active({ stockTotal: 7 }), advisor.token)
    const params = { token }
    expect(await t.ok(coupon.offer, { params })).toMatchObject({ kind: 'claim', says: '抵¥50', left: 7 })
    const requestId = randomUUID()
    const first = await claim(token, owner, requestId)
    expect((await claim(token, owner, requestId)).body).toEqual(first.body)
    expect((await claim(token, owner)).problem.code).toBe('coupon.limit_reached')
    const other = await linkTo(await active(), advisor.token)
    expect((await claim(other, owner, requestId)).problem.code).toBe('request.key_reused')
    expect((await t.ok(coupon.wallet, {}, owner.token)).usable.map(({ state }) => state)).toEqual(['claimed'])
    t.clock.set(new Date(t.clock.now().getTime() + 3 * DAY_MS).toISOString())
    await t.refused(coupon.offer, { params }, undefined, 'coupon.link_over')
    const later = { token: await g.freshToken({ kind: 'customer', id: owner.customerId }) }
    expect((await claim(token, later)).problem.code).toBe('coupon.link_over')
    await t.refused(coupon.offer, { params: { token: 'x'.repeat(32) } }, undefined, 'coupon.link_over')
  })

  it('gives exactly 50 to 200 who claim a stock of 50 at once', async () => {
    const { g, advisor, active } = await couponScene(t)
    const templateId = await active({ stockTotal: 50 })
    const token = await linkTo(templateId, advisor.token)
    const owners = []
    for (let i = 0; i < 200; i++) owners.push(await g.owner())
    const answers = await Promise.all(owners.map((owner) => claim(token, owner)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50)
    expect(answers.filter(({ problem }) => problem.code === 'coupon.sold_out')).toHaveLength(150)
    expect(await count(templateId)).toBe(50)
    expect(await leftOf(templateId)).toBe(0)
  })

  it('keeps to the limit of one customer who claims again and again at once', async () => {
    const { advisor, owner, active } = await couponScene(t)
    const templateId = await active({ perCustomerLimit: 3, stockTotal: 50, budgetFen: 1_000_000 })
    const token = await linkTo(templateId, advisor.token)
    const answers = await Promise.all(Array.from({ length: 15 }, () => claim(token, owner)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter(({ problem }) => problem.code === 'coupon.limit_reached')).toHaveLength(12)
    expect(await count(templateId)).toBe(3)
    expect(await leftOf(templateId)).toBe(47)
  })
})

describe('the end of a coupon', () => {
  it('is seen at once and written once', async () => {
    const { g, owner, active, issued, statsOf } = await couponScene(t)
    const templateId = await active({ validity: { kind: 'relative', startsAfterDays: 0, days: 0 }, budgetFen: 10_000 })
    await issued(templateId)
    t.clock.set('2026-11-23T15:59:59.999Z')
    const wallet = async () => t.ok(coupon.wallet, {}, await g.freshToken({ kind: 'customer', id: owner.customerId }))
    expect(await wallet()).toMatchObject({ usable: [{ state: 'issued', isEndingSoon: true }], ended: [] })
    t.clock.set('2026-11-23T16:00:00.000Z')
    expect(await wallet()).toMatchObject({ usable: [], ended: [{ state: 'expired' }] })
    expect(await statsOf(templateId)).toMatchObject({ expired: 1, outstanding: 0, liabilityFen: 0 })
    expect(await expireCoupons(t.world.app)).toBe(1)
    expect(await expireCoupons(t.world.app)).toBe(0)
    expect(await statsOf(templateId)).toMatchObject({ expired: 1, outstanding: 0, budgetUsedPercent: 0 })
  })

  it('is announced a week ahead, once', async () => {
    const { owner, couponOf } = await couponScene(t)
    const couponId = await couponOf()
    expect(await announceEnding(t.world.app)).toBe(0)
    t.clock.set('2026-12-17T16:00:00.000Z')
    expect(await announceEnding(t.world.app)).toBe(1)
    expect(await announceEnding(t.world.app)).toBe(0)
    const events = await t.world.app.db.read.find(OutboxEvent, { where: { type: 'coupon.ending' } })
    expect(events.map(({ payload }) => payload)).toEqual([
      { type: 'coupon.ending', customerId: owner.customerId, couponIds: [couponId] },
    ])
  })
})
