import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { coupon } from '@pitlane/contract'
import { rewardReferral } from '../../server/src/modules/coupon'
import { CouponReferral } from '../../server/src/modules/coupon/coupon.entity'
import { startTestApp, type TestApp } from '../support/app'
import { couponScene } from '../support/coupon-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('a gift', () => {
  it('goes to the first who takes it, with a new code, and once', async () => {
    const { g, owner, couponOf } = await couponScene(t)
    const params = { couponId: await couponOf({ isGiftable: true }) }
    const before = await t.ok(coupon.mine, { params }, owner.token)
    const stale = await t.ok(coupon.give, { params }, owner.token)
    const { token } = await t.ok(coupon.give, { params }, owner.token)
    const [a, b] = [await g.owner(), await g.owner()]
    const accept = (link: string, who: { token: string }) =>
      t.call(coupon.acceptGift, { params: { token: link } }, who.token)
    expect((await accept(stale.token, a)).problem.code).toBe('coupon.link_over')
    expect((await accept(token, owner)).problem.code).toBe('coupon.gift_own')
    const answers = await Promise.all([accept(token, a), accept(token, b)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    const winner = answers[0].status === 200 ? a : b
    expect((await accept(token, winner)).status).toBe(200)
    const after = await t.ok(coupon.mine, { params }, winner.token)
    expect(after).toMatchObject({ state: 'claimed', says: before.says })
    expect(after.code).not.toBe(before.code)
    await t.refused(coupon.mine, { params }, owner.token, 'coupon.not_found')
  })

  it('is not made of a coupon that may not be given', async () => {
    const { owner, couponOf } = await couponScene(t)
    const params = { couponId: await couponOf() }
    await t.refused(coupon.give, { params }, owner.token, 'coupon.not_giftable')
  })
})

describe('an invitation', () => {
  const visit = (customerId: string, isNew: boolean) =>
    t.world.app.db.tx((tx) => rewardReferral(tx, { customerId, ref: 'settlement-1', at: t.clock.now(), isNew }))
  const usable = async (who: { token: string }) => (await t.ok(coupon.wallet, {}, who.token)).usable.length

  it('gives both a coupon after the first paid visit, once', async () => {
    const { g, store, owner, active } = await couponScene(t)
    await t.refused(coupon.invite, { body: { storeId: store.id } }, owner.token, 'coupon.no_referral')
    await active({ type: 'referral', perCustomerLimit: 10 })
    const { token } = await t.ok(coupon.invite, { body: { storeId: store.id } }, owner.token)
    const friend = await g.owner()
    const params = { token }
    expect(await t.ok(coupon.offer, { params })).toMatchObject({ kind: 'invitation', says: '抵¥50' })
    await t.refused(coupon.acceptInvitation, { params }, owner.token, 'coupon.gift_own')
    await t.ok(coupon.acceptInvitation, { params }, friend.token)
    await t.ok(coupon.acceptInvitation, { params }, friend.token)
    const rival = await t.ok(coupon.invite, { body: { storeId: store.id } }, (await g.owner()).token)
    const second = { params: { token: rival.token } }
    await t.refused(coupon.acceptInvitation, second, friend.token, 'coupon.already_invited')
    expect([await usable(owner), await usable(friend)]).toEqual([0, 0])
    await visit(friend.customerId, true)
    await visit(friend.customerId, true)
    expect([await usable(owner), await usable(friend)]).toEqual([1, 1])
  })

  it('gives nothing for a friend who is not new', async () => {
    const { g, store, owner, active } = await couponScene(t)
    await active({ type: 'referral' })
    const { token } = await t.ok(coupon.invite, { body: { storeId: store.id } }, owner.token)
    const friend = await g.owner()
    await t.ok(coupon.acceptInvitation, { params: { token } }, friend.token)
    await visit(friend.customerId, false)
    await visit(friend.customerId, true)
    expect([await usable(owner), await usable(friend)]).toEqual([0, 0])
    const [row] = await t.world.app.db.read.find(CouponReferral)
    expect(row).toMatchObject({ state: 'refused', decidedRef: 'settlement-1' })
  })
})

describe('customers who become one', () => {
  it('keep their coupons, and nobody has invited themselves', async () => {
    const { g, store, owner, active, couponOf } = await couponScene(t)
    await couponOf()
    await active({ type: 'referral' })
    const { token } = await t.ok(coupon.invite, { body: { storeId: store.id } }, owner.token)
    const other = await g.owner()
    await t.ok(coupon.acceptInvitation, { params: { token } }, other.token)
    await t.world.app.db.tx(async (tx) => {
      tx.emit({ type: 'customer.merged', from: owner.customerId, to: other.customerId })
    })
    await t.settle()
    expect((await t.ok(coupon.wallet, {}, other.token)).usable).toHaveLength(1)
    expect(await t.world.app.db.read.find(CouponReferral)).toEqual([])
  })
})
