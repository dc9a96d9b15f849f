import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { coupon, couponDesk } from '@pitlane/contract'
import { MINUTE_MS, type AuditActor } from '@pitlane/kernel'
import {
  brokenCoupons,
  chooseFor,
  holdChoice,
  refundShare,
  releaseCoupons,
  returnCoupons,
  useCoupons,
} from '../../server/src/modules/coupon'
import { Coupon } from '../../server/src/modules/coupon/coupon.entity'
import { expireCoupons, releaseStaleLocks } from '../../server/src/modules/coupon/ending.service'
import { startTestApp, type TestApp } from '../support/app'
import { couponScene, lineOf } from '../support/coupon-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const system: AuditActor = { kind: 'system', name: 'test' }
const bill = [lineOf('a', 19_900), lineOf('b', 8800), lineOf('c', 26_900, { kind: 'material' }), lineOf('d', 4500)]

type Scene = Awaited<ReturnType<typeof couponScene>>
const choose = (scene: Scene, lockRef: string, wanted: string[] | null, over: object = {}) =>
  chooseFor(t.world.app.db.read, { ...scene.billAt(bill), ...over }, { wanted, lockRef })
const lock = (scene: Scene, lockRef: string, wanted: string[], over: object = {}) =>
  t.world.app.db.tx(async (tx) => {
    const choice = await chooseFor(tx, { ...scene.billAt(bill), ...over }, { wanted, lockRef })
    await holdChoice(tx, choice, { lockRef, actor: system })
    const { chosen: savings, savingFen, payableFen, lines } = choice
    return { savings, savingFen, payableFen, lines }
  })
const use = (
  { store, owner }: Scene,
  lockRef: string,
  savings: readonly { couponId: string; savingFen: number }[],
  over: { useRequestNo?: string; actor?: AuditActor; vehicleId?: string | null } = {},
) =>
  t.world.app.db.tx((tx) =>
    useCoupons(tx, {
      ...{ lockRef, usedRef: lockRef, useRequestNo: `use:${lockRef}`, storeId: store.id, vehicleId: owner.vehicleId },
      ...{ savings, at: t.clock.now(), actor: system, ...over },
    }),
  )
const giveBack = (usedRef: string) =>
  t.world.app.db.tx((tx) => returnCoupons(tx, { usedRef, at: t.clock.now(), actor: system }))
const later = (minutes: number) => t.clock.set(new Date(t.clock.now().getTime() + minutes * MINUTE_MS).toISOString())
const stateOf = async (id: string) => (await t.world.app.db.read.findOne(Coupon, { id }))?.state
const codeOf = (e: unknown) => (e as { code?: string }).code
const outcomes = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'ok' : codeOf(one.reason))).sort()

describe('coupons of a bill', () => {
  it('are offered, held, used and, when the bill is reversed, returned', async () => {
    const scene = await couponScene(t)
    const { active, issued, owner, statsOf } = scene
    const templateId = await active({
      benefit: { kind: 'cash', amountFen: 10_000, thresholdFen: 0 },
      budgetFen: 20_000,
    })
    const couponId = await issued(templateId)
    const offers = await t.world.app.db.tx((tx) => chooseFor(tx, scene.billAt(bill)))
    expect(offers).toMatchObject({ savingFen: 10_000, payableFen: 50_100, refused: [] })
    expect(offers.lines.map(({ allocatedFen }) => allocatedFen)).toEqual([3311, 1464, 4476, 749])
    const held = await lock(scene, 'bill-1', [couponId])
    expect(held).toMatchObject({ savingFen: 10_000, payableFen: 50_100, lines: offers.lines })
    expect((await t.ok(coupon.wallet, {}, owner.token)).usable.map(({ state }) => state)).toEqual(['locked'])
    await use(scene, 'bill-1', held.savings)
    await use(scene, 'bill-1', held.savings)
    expect(await statsOf(templateId)).toMatchObject({
      used: 1,
      outstanding: 0,
      spentFen: 10_000,
      budgetUsedPercent: 50,
    })
    const [first] = held.lines
    expect(refundShare(first!, 0, 19_900)).toBe(16_589)
    expect(await giveBack('bill-1')).toMatchObject([{ couponId, isExtended: false }])
    expect(await giveBack('bill-1')).toEqual([])
    expect(await statsOf(templateId)).toMatchObject({ used: 0, outstanding: 1, spentFen: 0, liabilityFen: 10_000 })
    const { history } = await t.ok(coupon.mine, { params: { couponId } }, owner.token)
    expect(history.map(({ what }) => what)).toEqual(['门店发放', '结算中，暂时锁定', '已核销', '已退回'])
    await lock(scene, 'bill-2', [couponId])
  })

  it('are offered to no other bill while one holds them, and to that one still', async () => {
    const scene = await couponScene(t)
    const gift = await scene.couponOf({ type: 'gift', benefit: { kind: 'gift', item: '玻璃水' } })
    const couponId = await scene.couponOf()
    expect(await lock(scene, 'bill-1', [couponId, gift])).toMatchObject({ savingFen: 5000 })
    const offered = async (lockRef: string) => {
      const { chosen, refused } = await choose(scene, lockRef, null)
      return [chosen, refused].map((list) => list.map((one) => one.couponId))
    }
    expect(await offered('bill-1')).toEqual([[couponId], [gift]])
    expect(await offered('bill-2')).toEqual([[], []])
  })

  it('go to one of two bills that want them, and to one of two who redeem them', async () => {
    const scene = await couponScene(t)
    const couponId = await scene.couponOf()
    const refs = ['bill-1', 'bill-2']
    const held = await Promise.allSettled(refs.map((ref) => lock(scene, ref, [couponId])))
    expect(outcomes(held)).toEqual(['coupon.not_usable', 'ok'])
    const winner = refs[held.findIndex(({ status }) => status === 'fulfilled')]!
    const savings = [{ couponId, savingFen: 5000 }]
    const used = await Promise.allSettled(
      ['scanner-1', 'scanner-2'].map((useRequestNo) => use(scene, winner, savings, { useRequestNo })),
    )
    expect(outcomes(used)).toEqual(['coupon.not_usable', 'ok'])
    expect(
      await scene.statsOf((await t.world.app.db.read.findOne(Coupon, { id: couponId }))!.templateId),
    ).toMatchObject({
      ...{ used: 1, spentFen: 5000, outstanding: 0 },
    })
  })

  it('are held at the numbers that were chosen, or not at all', async () => {
    const scene = await couponScene(t)
    const couponId = await scene.couponOf({ benefit: { kind: 'cash', amountFen: 10_000, thresholdFen: 0 } })
    const choice = await choose(scene, 'bill-1', null)
    expect(choice.chosen.map(({ savingFen, allocations }) => [savingFen, allocations.length])).toEqual([[10_000, 4]])
    // Another bill is quicker than the one that has seen its numbers.
    await lock(scene, 'bill-2', [couponId])
    const hold = () => t.world.app.db.tx((tx) => holdChoice(tx, choice, { lockRef: 'bill-1', actor: system }))
    await expect(hold()).rejects.toMatchObject({ code: 'coupon.not_usable', data: { couponId } })
    await t.world.app.db.tx((tx) => releaseCoupons(tx, { lockRef: 'bill-2', at: t.clock.now(), actor: system }))
    await hold()
    expect(await stateOf(couponId)).toBe('locked')
  })

  it('that were left out by hand say what they would add, and which one they do not go with', async () => {
    const scene = await couponScene(t)
    const small = await scene.couponOf({ name: '小额券', benefit: { kind: 'cash', amountFen: 2000, thresholdFen: 0 } })
    await scene.couponOf({ name: '大额券', benefit: { kind: 'cash', amountFen: 9000, thresholdFen: 0 } })
    await scene.couponOf({ name: '致歉券', type: 'comp', benefit: { kind: 'cash', amountFen: 3000, thresholdFen: 0 } })
    const { chosen, refused } = await choose(scene, 'bill-1', [small])
    expect(chosen.map(({ name, savingFen }) => [name, savingFen])).toEqual([['小额券', 2000]])
    expect(refused.map(({ name, because }) => [name, because])).toEqual([
      ['大额券', '代金券每单限用一张，已选用「小额券」'],
      ['致歉券', '未选用，加上可再优惠¥30'],
    ])
  })

  it('are let go when the bill is not paid, changes its mind, or takes longer than thirty minutes', async () => {
    const scene = await couponScene(t)
    const one = await scene.couponOf()
    const two = await scene.couponOf({ type: 'comp', name: '补偿' })
    await lock(scene, 'bill-1', [one, two])
    await lock(scene, 'bill-1', [two])
    expect([await stateOf(one), await stateOf(two)]).toEqual(['claimed', 'locked'])
    await t.world.app.db.tx((tx) => releaseCoupons(tx, { lockRef: 'bill-1', at: t.clock.now(), actor: system }))
    expect(await stateOf(two)).toBe('claimed')
    await lock(scene, 'bill-1', [one])
    later(29)
    await expect(lock(scene, 'bill-2', [one])).rejects.toMatchObject({ code: 'coupon.not_usable' })
    later(1)
    await lock(scene, 'bill-2', [one])
    await expect(use(scene, 'bill-1', [{ couponId: one, savingFen: 5000 }])).rejects.toMatchObject({
      code: 'coupon.not_usable',
    })
  })

  it('count for a payment that was late, as long as no other bill has them', async () => {
    const scene = await couponScene(t)
    const couponId = await scene.couponOf()
    await lock(scene, 'bill-1', [couponId])
    later(31)
    expect(await releaseStaleLocks(t.world.app)).toBe(1)
    expect(await releaseStaleLocks(t.world.app)).toBe(0)
    expect(await stateOf(couponId)).toBe('claimed')
    await use(scene, 'bill-1', [{ couponId, savingFen: 5000 }])
    expect(await stateOf(couponId)).toBe('used')
  })

  it('are refused, with the reason, where they do not fit', async () => {
    const scene = await couponScene(t)
    const { g, couponOf, owner } = scene
    const refused = async (couponIds: string[], expected: object, over: object = {}) =>
      expect(lock(scene, 'bill-1', couponIds, over)).rejects.toMatchObject(expected)
    const dear = await couponOf({ type: 'full_cut', benefit: { kind: 'full_cut', thresholdFen: 90_000, amountFen: 1 } })
    await refused([dear], { code: 'coupon.not_usable', data: { because: '账单中没有可以抵扣的金额' } })
    const [one, two] = [await couponOf({ name: '甲券' }), await couponOf({ name: '乙券' })]
    await refused([one, two], { code: 'coupon.not_usable', data: { because: '与「甲券」不能同时使用' } })
    await refused([two, one], { code: 'coupon.not_usable', data: { because: '与「甲券」不能同时使用' } })
    const away = await g.store()
    await refused([one], { data: { because: '本店不可用' } }, { storeId: away.id })
    const stranger = await g.driver()
    await refused([one], { code: 'coupon.not_found' }, { customerId: stranger.customerId, vehicleId: null })
    const weekend = await couponOf({ window: { weekdays: [6, 0], hours: null, blackout: [] } })
    await refused([weekend], { data: { because: '今天不在可用日期内' } })
    expect(await stateOf(one)).toBe('issued')
    const bound = await scene.issued(await scene.active(), owner.customerId, { vehicleId: owner.vehicleId })
    await lock(scene, 'bill-9', [bound], { customerId: stranger.customerId })
  })

  it('are refused on visits that they are not for, each with its reason', async () => {
    const scene = await couponScene(t)
    const visit = scene.billAt(bill).visit
    const scope = { kinds: [], serviceIds: [], categories: [], exceptServiceIds: [], exceptCategories: [], fuels: [] }
    const refused = async (over: object, because: string) => {
      const couponId = await scene.couponOf(over)
      await expect(lock(scene, 'bill-1', [couponId], { visit: { ...visit, isBooked: false } })).rejects.toMatchObject({
        ...{ code: 'coupon.not_usable', data: { couponId, because } },
      })
    }
    await refused({ scope: { ...scope, series: ['没有这个车系'], customers: [] } }, '不适用于这个车系')
    await refused({ scope: { ...scope, series: [], customers: ['new'] } }, '不在适用的客户范围内')
    await refused(
      { scope: { ...scope, series: [], customers: [], ageYears: { from: 0, to: 3 } } },
      '车架号看不出年款，无法核对车龄',
    )
    await refused({ needsBooking: true }, '仅限预约到店使用，本次未预约')
    await lock(scene, 'bill-1', [await scene.couponOf({ needsBooking: true })])
  })

  it('that are void when money goes back stay used', async () => {
    const scene = await couponScene(t)
    const kept = await scene.couponOf({ refundPolicy: 'void' })
    const back = await scene.couponOf({ type: 'comp', refundPolicy: 'share' })
    const { savings } = await lock(scene, 'bill-1', [kept, back])
    await use(scene, 'bill-1', savings)
    expect(await brokenCoupons(t.world.app.db.read, 'bill-1', [])).toEqual([])
    expect((await giveBack('bill-1')).map(({ couponId }) => couponId)).toEqual([back])
    expect([await stateOf(kept), await stateOf(back)]).toEqual(['used', 'returned'])
  })

  it('that ended while they were used come back for seven more days', async () => {
    const scene = await couponScene(t)
    const couponId = await scene.couponOf({ validity: { kind: 'relative', startsAfterDays: 0, days: 0 } })
    const { savings } = await lock(scene, 'bill-1', [couponId])
    await use(scene, 'bill-1', savings)
    t.clock.set('2026-12-01T02:00:00.000Z')
    expect(await expireCoupons(t.world.app)).toBe(0)
    expect(await giveBack('bill-1')).toEqual([
      { couponId, validUntil: new Date('2026-12-08T16:00:00.000Z'), isExtended: true },
    ])
    expect(await expireCoupons(t.world.app)).toBe(0)
    await lock(scene, 'bill-2', [couponId])
  })

  it('of staff are not redeemed by their own hands, and those of their families are flagged', async () => {
    const scene = await couponScene(t)
    const { store, manager, advisor, cashier, owner, active, issued, statsOf } = scene
    const templateId = await active()
    const couponId = await issued(templateId)
    const entry = { staffId: advisor.staffId, phone: owner.phone ?? '', note: '家属' }
    await t.ok(couponDesk.addEmployeePhone, { params: { storeId: store.id }, body: entry }, manager.token)
    const { savings } = await lock(scene, 'bill-1', [couponId])
    const by = ({ staffId }: { staffId: string }): AuditActor => ({
      ...{ kind: 'staff', staffId, sessionId: staffId, grants: [], mustChangePassword: false },
    })
    await expect(use(scene, 'bill-1', savings, { actor: by(advisor) })).rejects.toMatchObject({
      code: 'coupon.own_hands',
    })
    await use(scene, 'bill-1', savings, { actor: by(cashier) })
    expect(await statsOf(templateId)).toMatchObject({ used: 1, flagged: 1 })
  })

  it('are flagged from the third on one VIN within thirty days', async () => {
    const scene = await couponScene(t)
    const { g, owner, active, issued, statsOf } = scene
    const car = await g.vehicle(owner.customerId, { vin: 'LSVTEST20R2900001' })
    const flagged = []
    for (const ref of ['bill-1', 'bill-2', 'bill-3']) {
      const templateId = await active()
      const { savings } = await lock(scene, ref, [await issued(templateId)])
      await use(scene, ref, savings, { vehicleId: car.id })
      flagged.push((await statsOf(templateId)).flagged)
    }
    expect(flagged).toEqual([0, 0, 1])
  })
})
