import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { policy, resources } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { bookAt, forgetPolicy, managedScene } from '../support/resource-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('the capacity policy', () => {
  it('starts as the default and is changed by version', async () => {
    const { manager, params } = await managedScene(t)
    await forgetPolicy(t, params.storeId)
    const before = await t.ok(resources.readPolicy, { params }, manager.token)
    expect(before).toEqual({ version: 0, policy: policy.defaultPolicy })
    const mine = { ...policy.defaultPolicy, washMinutes: 20 }
    const save = (version: number) => ({ params, body: { version, policy: mine } })
    expect(await t.ok(resources.savePolicy, save(0), manager.token)).toEqual({ version: 1, affected: [] })
    await t.refused(resources.savePolicy, save(0), manager.token, 'store.policy_changed')
    await t.refused(resources.previewPolicy, save(0), manager.token, 'store.policy_changed')
    expect(await t.ok(resources.savePolicy, save(1), manager.token)).toEqual({ version: 2, affected: [] })
    expect(await t.ok(resources.readPolicy, { params }, manager.token)).toEqual({ version: 2, policy: mine })
  })

  it('lists bookings that would end too late before closing', async () => {
    const scene = await managedScene(t)
    const { manager, params } = scene
    const placed = await bookAt(t, scene, 960)
    const { version, policy: now } = await t.ok(resources.readPolicy, { params }, manager.token)
    const body = { version, policy: { ...now, finishBeforeCloseMinutes: 90 } }
    const { affected } = await t.ok(resources.previewPolicy, { params, body }, manager.token)
    expect(affected).toMatchObject([{ number: placed.number, day: TUESDAY, losses: [{ kind: 'closing' }] }])
    await t.refused(resources.savePolicy, { params, body }, manager.token, 'booking.impact_changed')
    await t.ok(resources.savePolicy, { params, body: { ...body, affectedSeen: 1 } }, manager.token)
  })

  it('is not for the front desk, other stores, or numbers out of range', async () => {
    const { manager, params, store } = await managedScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('store_gm', 'store', elsewhere.id)
    const desk = await given(t).staff('reception', 'store', store.id)
    const body = { version: 0, policy: policy.defaultPolicy }
    for (const { token } of [stranger, desk]) {
      await t.refused(resources.savePolicy, { params, body }, token, 'auth.forbidden')
      await t.refused(resources.readPolicy, { params }, token, 'auth.forbidden')
    }
    const wild = { ...body, policy: { ...policy.defaultPolicy, holdMinutes: 90 } }
    await t.refused(resources.savePolicy, { params, body: wild }, manager.token, 'request.invalid')
  })
})

describe('the history', () => {
  it('says who changed what, from what to what, with certificate numbers masked', async () => {
    const { manager, params, store } = await managedScene(t)
    const { version, bays, technicians } = await t.ok(resources.read, { params }, manager.token)
    const bayId = bays[0]?.id ?? ''
    const technicianId = technicians[0]?.id ?? ''
    const bay = { kind: 'change_bay' as const, bayId, name: '快保 A', type: 'quick' as const, isActive: true }
    await t.ok(resources.saveChange, { params, body: { version, change: bay } }, manager.token)
    const certificate = { kind: 'welding' as const, number: 'T3101150001', expiresOn: '2027-01-01' }
    const change = { kind: 'put_certificates' as const, technicianId, certificates: [certificate] }
    await t.ok(resources.saveChange, { params, body: { version: version + 1, change } }, manager.token)
    const of = (subjectType: 'bay' | 'technician', subjectId: string) =>
      t.ok(resources.history, { params, query: { subjectType, subjectId } }, manager.token)
    expect(await of('bay', bayId)).toMatchObject([
      {
        ...{ byName: '李静', action: 'store.change_bay', at: t.clock.now().toISOString() },
        ...{ before: { name: '快保 1 号' }, after: { name: '快保 A', type: 'quick', isActive: true } },
      },
    ])
    const [entry] = await of('technician', technicianId)
    expect(entry?.after).toEqual({ certificates: [{ ...certificate, number: '****0001' }] })
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const query = { subjectType: 'bay' as const, subjectId: bayId }
    expect(await t.ok(resources.history, { params: { storeId: elsewhere.id }, query }, stranger.token)).toEqual([])
    await t.refused(resources.history, { params: { storeId: store.id }, query }, stranger.token, 'auth.forbidden')
  })
})
