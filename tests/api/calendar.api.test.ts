import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, identity, store as storeContract } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { deskScene, TODAY } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('the calendar', () => {
  const hours = { isOpen: true, opensMinute: 600, closesMinute: 960, note: '盘点' }

  it('is changed by a manager, at once for the owners', async () => {
    const { store, service } = await deskScene(t)
    const manager = await given(t).staff('svc_mgr', 'store', store.id)
    const params = { storeId: store.id, day: '2026-11-25' }
    const query = { storeId: store.id, serviceIds: service.id, day: '2026-11-25' }
    expect((await t.ok(booking.slots, { query })).slots[0]?.minute).toBe(540)
    expect(await t.ok(storeContract.setDay, { params, body: hours }, manager.token)).toMatchObject({
      ...hours,
      source: 'manual',
    })
    expect((await t.ok(booking.slots, { query })).slots[0]?.minute).toBe(600)
    await t.ok(
      storeContract.setDay,
      { params, body: { isOpen: false, opensMinute: 0, closesMinute: 0, note: '店庆' } },
      manager.token,
    )
    expect(await t.ok(booking.slots, { query })).toMatchObject({ isOpen: false, note: '店庆', slots: [] })
  })

  it('is not closed over the heads of those who have booked', async () => {
    const { store } = await deskScene(t)
    const manager = await given(t).staff('svc_mgr', 'store', store.id)
    const params = { storeId: store.id, day: TODAY }
    const problem = await t.refused(
      storeContract.setDay,
      { params, body: { isOpen: false, opensMinute: 0, closesMinute: 0, note: '' } },
      manager.token,
      'store.day_has_bookings',
    )
    expect(problem.data).toEqual({ count: 1 })
    await t.refused(
      storeContract.setDay,
      { params, body: { ...hours, closesMinute: 750 } },
      manager.token,
      'store.day_has_bookings',
    )
    await t.ok(storeContract.setDay, { params, body: hours }, manager.token)
  })

  it('is not for the front desk, nor for managers of other stores, and hours must make sense', async () => {
    const { store, desk } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const params = { storeId: store.id, day: '2026-11-25' }
    await t.refused(storeContract.setDay, { params, body: hours }, desk.token, 'auth.forbidden')
    await t.refused(storeContract.setDay, { params, body: hours }, stranger.token, 'auth.forbidden')
    const manager = await given(t).staff('svc_mgr', 'store', store.id)
    await t.refused(
      storeContract.setDay,
      { params, body: { ...hours, closesMinute: 600 } },
      manager.token,
      'request.invalid',
    )
    await t.refused(
      storeContract.setDay,
      { params: { ...params, day: '2027-11-25' }, body: hours },
      manager.token,
      'store.day_unknown',
    )
  })
})

describe('who am I', () => {
  it('lists the stores of a grant with what may be done there', async () => {
    const { store } = await deskScene(t)
    await given(t).store()
    const group = await given(t).staff('svc_mgr', 'region', store.regionId)
    const profile = await t.ok(identity.staffMe, {}, group.token)
    expect(profile.stores.map((s) => s.id)).toEqual([store.id])
    expect(profile.stores[0]?.permissions).toContain('store.manage_calendar')
  })
})
