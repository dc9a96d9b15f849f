import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { resources } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { bookAt, freeAt, managedScene } from '../support/resource-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

async function bayScene() {
  const scene = await managedScene(t)
  const { manager, params } = scene
  const read = () => t.ok(resources.read, { params }, manager.token)
  const { version, bays } = await read()
  const bayId = bays[0]?.id ?? ''
  const outage = (over: object = {}) => ({
    ...{ kind: 'add_bay_outage' as const, bayId, fromDay: TUESDAY, toDay: TUESDAY },
    ...{ startsMinute: 540, endsMinute: 720, reason: '举升机检修', ...over },
  })
  const save = (change: resources.RosterChange, seenVersion: number, affectedSeen = 0) => ({
    ...{ params, body: { version: seenVersion, affectedSeen, change } },
  })
  return { ...scene, read, version, bayId, outage, save }
}

describe('a bay out of order', () => {
  it('takes no car while it is, names the bookings it leaves without one, and is written down', async () => {
    const scene = await bayScene()
    const { manager, params, version, bayId, outage, save, read, ids } = scene
    const placed = await bookAt(t, scene)
    const afternoon = { params, body: { version, change: outage({ startsMinute: 780, endsMinute: 1080 }) } }
    expect((await t.ok(resources.previewChange, afternoon, manager.token)).affected).toEqual([])
    const { affected } = await t.ok(resources.previewChange, save(outage(), version), manager.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'bay', name: '快保 1 号' }] }])
    await t.refused(resources.saveChange, save(outage(), version), manager.token, 'booking.impact_changed')
    await t.ok(resources.saveChange, save(outage(), version, 1), manager.token)
    expect((await read()).bays[0]?.outages).toMatchObject([
      { day: TUESDAY, startsMinute: 540, endsMinute: 720, reason: '举升机检修' },
    ])
    expect(await freeAt(t, ids, 660)).toBe(0)
    expect(await freeAt(t, ids, 720)).toBe(1)
    const query = { subjectType: 'bay' as const, subjectId: bayId }
    const [entry] = await t.ok(resources.history, { params, query }, manager.token)
    expect(entry).toMatchObject({
      ...{ action: 'store.add_bay_outage', byName: '李静', before: null },
      after: { outage: { fromDay: TUESDAY, toDay: TUESDAY, startsMinute: 540, endsMinute: 720, reason: '举升机检修' } },
    })
  })

  it('is refused twice over, in the past and too far ahead; it can be taken back once', async () => {
    const { manager, version, bayId, outage, save, read, ids } = await bayScene()
    await t.ok(resources.saveChange, save(outage({ toDay: '2026-11-25' }), version), manager.token)
    const again = save(outage({ startsMinute: 700, endsMinute: 760 }), version + 1)
    await t.refused(resources.saveChange, again, manager.token, 'store.outage_overlaps')
    for (const day of ['2026-11-22', '2027-02-22']) {
      const far = save(outage({ fromDay: day, toDay: day }), version + 1)
      await t.refused(resources.saveChange, far, manager.token, 'store.outage_past')
    }
    const [first] = (await read()).bays[0]?.outages ?? []
    const back = { kind: 'remove_bay_outage' as const, bayId, outageId: first?.id ?? '' }
    await t.ok(resources.saveChange, save(back, version + 1), manager.token)
    await t.refused(resources.saveChange, save(back, version + 2), manager.token, 'store.outage_not_found')
    expect(await freeAt(t, ids, 600)).toBe(1)
    expect(await freeAt(t, ids, 600, '2026-11-25')).toBe(0)
  })

  it('is for managers of that store, with hours that make sense', async () => {
    const { manager, params, store, version, outage, save } = await bayScene()
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const desk = await given(t).staff('reception', 'store', store.id)
    const call = save(outage(), version)
    for (const { token } of [stranger, desk]) await t.refused(resources.saveChange, call, token, 'auth.forbidden')
    await t.refused(resources.saveChange, call, undefined, 'auth.required')
    const abroad = { params: { storeId: elsewhere.id }, body: call.body }
    await t.refused(resources.saveChange, abroad, stranger.token, 'store.bay_not_found')
    await t.refused(resources.saveChange, save(outage(), version - 1), manager.token, 'store.roster_changed')
    const bad = [
      outage({ endsMinute: 540 }),
      outage({ toDay: '2026-11-23' }),
      outage({ reason: ' ' }),
      outage({ fromDay: '2026-13-01' }),
    ]
    for (const change of bad) {
      await t.refused(resources.saveChange, { params, body: { version, change } }, manager.token, 'request.invalid')
    }
  })
})

describe('the advisor of a lane', () => {
  it('is somebody of the store, can be left as it is, and taken away', async () => {
    const { manager, params, store, version, bayId, save, read } = await bayScene()
    const advisor = await given(t).staff('advisor', 'store', store.id)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('advisor', 'store', elsewhere.id)
    const colleagues = await t.ok(resources.staff, { params }, manager.token)
    expect(colleagues).toEqual([{ id: advisor.staffId, name: '李静', roles: ['advisor'] }])
    const change = (over: object) => ({
      ...{ kind: 'change_bay' as const, bayId, name: '接待 1', type: 'lane' as const, isActive: true, ...over },
    })
    const foreign = save(change({ staffId: stranger.staffId }), version)
    await t.refused(resources.saveChange, foreign, manager.token, 'store.staff_not_here')
    await t.ok(resources.saveChange, save(change({ staffId: advisor.staffId }), version), manager.token)
    await t.ok(resources.saveChange, save(change({}), version + 1), manager.token)
    expect((await read()).bays[0]?.staffId).toBe(advisor.staffId)
    await t.ok(resources.saveChange, save(change({ staffId: null }), version + 2), manager.token)
    expect((await read()).bays[0]?.staffId).toBeNull()
    await t.refused(resources.staff, { params }, stranger.token, 'auth.forbidden')
    await t.refused(resources.staff, { params }, undefined, 'auth.required')
  })
})
