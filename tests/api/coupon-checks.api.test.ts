import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { coupon, couponDesk } from '@pitlane/contract'
import { readCode } from '../../server/src/modules/coupon/code'
import { CouponScan } from '../../server/src/modules/coupon/coupon.entity'
import { forgetScans } from '../../server/src/modules/coupon/ending.service'
import { startTestApp, type TestApp } from '../support/app'
import { couponScene } from '../support/coupon-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof couponScene>>
const later = (seconds: number) => t.clock.set(new Date(t.clock.now().getTime() + seconds * 1000).toISOString())
const qrOf = (couponId: string, token: string) => t.ok(coupon.redeemToken, { params: { couponId } }, token)
const scan = ({ store }: Scene, payload: string) => ({ params: { storeId: store.id }, body: { payload } })
const typed = ({ store }: Scene, code: string) => ({ params: { storeId: store.id }, body: { code } })

describe('a QR code', () => {
  it('shows the coupon for sixty seconds, on one device', async () => {
    const scene = await couponScene(t)
    const { owner, advisor, cashier, couponOf } = scene
    const couponId = await couponOf()
    const { payload, until } = await qrOf(couponId, owner.token)
    expect(until).toBe('2026-11-23T01:01:00.000Z')
    expect(payload).not.toContain(owner.customerId)
    later(59)
    const seen = await t.ok(couponDesk.checkQr, scan(scene, payload), cashier.token)
    expect(seen).toMatchObject({ couponId, says: '抵¥50', customerId: owner.customerId, refusal: null })
    expect(await t.ok(couponDesk.checkQr, scan(scene, payload), cashier.token)).toEqual(seen)
    await t.refused(couponDesk.checkQr, scan(scene, payload), advisor.token, 'coupon.qr_used')
    later(1)
    await t.refused(couponDesk.checkQr, scan(scene, payload), cashier.token, 'coupon.qr_over')
    expect(await forgetScans(t.world.app)).toBe(1)
    expect(await t.world.app.db.read.find(CouponScan)).toEqual([])
  })

  it('is scanned by one of two devices at once', async () => {
    const scene = await couponScene(t)
    const { owner, advisor, cashier, couponOf } = scene
    const { payload } = await qrOf(await couponOf(), owner.token)
    const answers = await Promise.all(
      [advisor, cashier].map(({ token }) => t.call(couponDesk.checkQr, scan(scene, payload), token)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('cannot be made up, prolonged, or moved to another coupon', async () => {
    const scene = await couponScene(t)
    const { owner, cashier, couponOf } = scene
    const [mine, other] = [await couponOf(), await couponOf()]
    const { payload } = await qrOf(mine, owner.token)
    const [head = '', id = '', nonce = '', exp = '', mac = ''] = payload.split('.')
    const forged = [
      [head, id, nonce, String(Number(exp) + 600), mac],
      [head, other, nonce, exp, mac],
      [head, id, nonce.split('').reverse().join(''), exp, mac],
      [head, id, nonce, exp, mac.split('').reverse().join('')],
      [head, id, nonce, exp],
    ].map((parts) => parts.join('.'))
    for (const one of [...forged, '', 'PC1', 'x'.repeat(200)])
      await t.refused(couponDesk.checkQr, scan(scene, one), cashier.token, 'coupon.qr_invalid')
  })

  it('is void once the coupon has changed hands', async () => {
    const scene = await couponScene(t)
    const { g, owner, cashier, couponOf } = scene
    const couponId = await couponOf({ isGiftable: true })
    const { payload } = await qrOf(couponId, owner.token)
    const { token } = await t.ok(coupon.give, { params: { couponId } }, owner.token)
    await t.ok(coupon.acceptGift, { params: { token } }, (await g.owner()).token)
    await t.refused(couponDesk.checkQr, scan(scene, payload), cashier.token, 'coupon.qr_invalid')
  })

  it('is not made for a coupon that cannot be used', async () => {
    const { owner, manager, couponOf } = await couponScene(t)
    const params = { couponId: await couponOf() }
    await t.ok(couponDesk.voidCoupon, { params, body: { reason: '发错' } }, manager.token)
    await t.refused(coupon.redeemToken, { params }, owner.token, 'coupon.not_usable')
    const tomorrow = { couponId: await couponOf({ validity: { kind: 'relative', startsAfterDays: 1, days: 1 } }) }
    await t.refused(coupon.redeemToken, { params: tomorrow }, owner.token, 'coupon.not_usable')
  })
})

describe('a typed code', () => {
  const codeOf = async (couponId: string, token: string) =>
    (await t.ok(coupon.mine, { params: { couponId } }, token)).code

  it('shows the coupon, and why it cannot be used here now', async () => {
    const scene = await couponScene(t)
    const { owner, cashier, couponOf, g, store } = scene
    const couponId = await couponOf({ window: { weekdays: [2], hours: null, blackout: [] } })
    const code = await codeOf(couponId, owner.token)
    const seen = await t.ok(couponDesk.checkCode, typed(scene, code), cashier.token)
    expect(seen).toMatchObject({ couponId, refusal: '今天不在可用日期内', limits: ['仅限周二使用'] })
    const sister = await g.store({ groupId: store.groupId, regionId: store.regionId })
    const colleague = await g.staff('cashier', 'store', sister.id)
    const there = { params: { storeId: sister.id }, body: { code } }
    expect(await t.ok(couponDesk.checkCode, there, colleague.token)).toMatchObject({ refusal: '本店不可用' })
  })

  it('belongs to no store of another group, and to nobody without the right to redeem', async () => {
    const scene = await couponScene(t)
    const { owner, manager, couponOf, g } = scene
    const code = await codeOf(await couponOf(), owner.token)
    const away = await g.store()
    const stranger = await g.staff('cashier', 'store', away.id)
    const there = { params: { storeId: away.id }, body: { code } }
    await t.refused(couponDesk.checkCode, there, stranger.token, 'coupon.code_wrong')
    await t.refused(couponDesk.checkCode, typed(scene, code), stranger.token, 'auth.forbidden')
    await t.refused(couponDesk.checkCode, typed(scene, code), manager.token, 'auth.forbidden')
    await t.refused(couponDesk.checkCode, typed(scene, code), owner.token, 'auth.forbidden')
    await t.refused(couponDesk.checkCode, typed(scene, code), undefined, 'auth.required')
  })

  it('is guessed five times a minute on one device, and twenty times a day by one person', async () => {
    const scene = await couponScene(t)
    const { g, owner, cashier, couponOf } = scene
    const code = await codeOf(await couponOf(), owner.token)
    const wrong = [...'0000 0000 0000'].join('')
    expect(readCode(wrong)).toBeDefined()
    const guess = (token: string, text = wrong) => t.call(couponDesk.checkCode, typed(scene, text), token)
    const device = () => g.freshToken({ kind: 'staff', id: cashier.staffId })
    const answers = []
    for (let i = 0; i < 6; i++) answers.push((await guess(cashier.token)).problem.code)
    expect(answers).toEqual([...Array.from({ length: 5 }, () => 'coupon.code_wrong'), 'request.too_many'])
    for (let i = 0; i < 3; i++) {
      const token = await device()
      for (let j = 0; j < 5; j++) expect((await guess(token, '123')).problem.code).toBe('coupon.code_wrong')
    }
    expect((await guess(await device(), code)).problem.code).toBe('coupon.code_locked')
    t.clock.set('2026-11-23T16:00:00.000Z')
    expect((await guess(await device(), code)).status).toBe(200)
  })
})
