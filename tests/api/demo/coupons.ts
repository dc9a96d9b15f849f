import { expect, it } from '@jest/globals'
import { coupon, couponDesk } from '@pitlane/contract'
import { readCode } from '../../../server/src/modules/coupon/code'
import { Coupon, CouponTemplate } from '../../../server/src/modules/coupon/coupon.entity'
import { Store } from '../../../server/src/modules/store/store.entity'
import type { DemoSuite } from '../../support/demo'
import { given } from '../../support/given'

export const saysOfCoupons: DemoSuite = (demo) => {
  it('are in the wallets of the demo owners, one of them about to end, one over', async () => {
    const { app: t } = demo()
    const [first] = await t.world.app.db.read.find(Coupon, { order: { state: 'DESC' }, where: { state: 'expired' } })
    const token = await given(t).freshToken({ kind: 'customer', id: first!.customerId })
    const { usable, used, ended } = await t.ok(coupon.wallet, {}, token)
    expect(usable.map(({ name }) => name).sort()).toEqual(
      ['轮胎换位体验', '老客回店礼', '冬季保养满减', '工时八五折', '平日下午专享', '等候致歉券'].sort(),
    )
    expect(usable.filter(({ isEndingSoon }) => isEndingSoon).map(({ name }) => name)).toEqual(['轮胎换位体验'])
    expect(used.map(({ name }) => name).sort()).toEqual(['冬季保养满减', '老客回店礼'])
    expect(ended.map(({ name, state }) => [name, state])).toEqual([['工时八五折', 'expired']])
    const mine = await t.ok(coupon.mine, { params: { couponId: usable[0]!.id } }, token)
    expect(readCode(mine.code)).toBeDefined()
  })

  it('add up: what is promised is what is out', async () => {
    const { app: t } = demo()
    const [store] = await t.world.app.db.read.find(Store, { where: { isActive: true } })
    const { token } = await given(t).staff('svc_mgr', 'store', store!.id)
    const { templates } = await t.ok(couponDesk.templates, { query: { storeId: store!.id } }, token)
    expect(templates.map(({ state }) => state).sort()).toEqual([...Array.from({ length: 7 }, () => 'active'), 'draft'])
    expect(
      templates
        .filter(({ stats }) => stats.used > 0)
        .map(({ fields }) => fields.name)
        .sort(),
    ).toEqual(['冬季保养满减', '老客回店礼'])
    expect(templates.filter(({ approval }) => approval.state === 'waiting')).toEqual([])
    for (const { id, stats } of templates) {
      const row = await t.world.app.db.read.findOne(CouponTemplate, { id })
      expect(row?.reservedFen).toBe(stats.liabilityFen)
      expect(stats.spentFen > 0).toBe(stats.used > 0)
      expect(stats.issued).toBe(stats.used + stats.expired + stats.voided + stats.outstanding)
    }
  })
}
