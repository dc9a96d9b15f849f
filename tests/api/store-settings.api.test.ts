import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, resources, store as storeContract, storeSettings } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { bookAt, managedScene } from '../support/resource-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

async function settingsScene() {
  const scene = await managedScene(t)
  const { params, store } = scene
  const boss = await given(t).staff('store_gm', 'store', store.id)
  const [own] = await t.ok(storeSettings.list, {}, boss.token)
  if (!own) throw new Error('a manager without a store')
  const { settings } = own
  const call = (over: Partial<storeSettings.StoreSettings>, affectedSeen = 0, version = 1) => ({
    params,
    body: { version, affectedSeen, settings: { ...settings, ...over } },
  })
  const days = async () => {
    const all = await t.ok(storeContract.calendar, { params, query: { from: '2026-11-23' } }, boss.token)
    return new Map(all.map((day) => [day.day, `${day.source} ${day.opensMinute}-${day.closesMinute}`]))
  }
  return { ...scene, boss, settings, call, days }
}

/** Every day from eleven to six. */
const LATER = { 0: [660, 1080], 1: [660, 1080], 2: [660, 1080], 3: [660, 1080] } as const
const later = (settings: storeSettings.StoreSettings) => ({ week: { ...settings.week, ...LATER } as never })

describe('what a store says of itself', () => {
  it('is changed by its manager, at once for the owners, and written down', async () => {
    const { boss, params, call } = await settingsScene()
    const moved = { name: '浦东旗舰店', address: '金科路 1 号', phone: '021-55500002', minLeadMinutes: 60 }
    expect(await t.ok(storeSettings.save, call(moved), boss.token)).toEqual({ version: 2, affected: [], keptDays: [] })
    const [view] = await t.ok(storeContract.list, {})
    expect(view).toMatchObject({ name: '浦东旗舰店', address: '金科路 1 号', phone: '021-55500002' })
    await t.refused(storeSettings.save, call(moved), boss.token, 'store.settings_changed')
    await t.refused(storeSettings.preview, call(moved), boss.token, 'store.settings_changed')
    const query = { subjectType: 'store' as const, subjectId: params.storeId }
    expect(await t.ok(resources.history, { params, query }, boss.token)).toMatchObject([
      { action: 'store.change_store', byName: '李静', before: { name: '浦东店' }, after: { name: '浦东旗舰店' } },
    ])
  })

  it('keeps its credit code in capitals, and what it warrants', async () => {
    const { boss, call, settings } = await settingsScene()
    expect(settings).toMatchObject({ creditCode: null, warrantyDays: 10, warrantyKm: 2000 })
    const legal = { creditCode: ' 91350100m000100y43 ', warrantyDays: 365, warrantyKm: 20_000 }
    await t.ok(storeSettings.save, call(legal), boss.token)
    const [now] = await t.ok(storeSettings.list, {}, boss.token)
    expect(now?.settings).toEqual({ ...settings, ...legal, creditCode: '91350100M000100Y43' })
    await t.ok(storeSettings.save, call({ creditCode: null }, 0, 2), boss.token)
    const [then] = await t.ok(storeSettings.list, {}, boss.token)
    expect(then?.settings.creditCode).toBeNull()
  })

  it('opens the days to come anew, but not those with bookings outside or set by hand', async () => {
    const scene = await settingsScene()
    const { boss, call, days, settings, params } = scene
    const placed = await bookAt(t, scene)
    const byHand = { isOpen: true, opensMinute: 600, closesMinute: 960, note: '盘点' }
    await t.ok(storeContract.setDay, { params: { ...params, day: '2026-11-25' }, body: byHand }, boss.token)
    const { affected, keptDays } = await t.ok(storeSettings.preview, call(later(settings)), boss.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'hours' }] }])
    expect(keptDays.slice(0, 2)).toEqual([
      { day: TUESDAY, why: 'bookings' },
      { day: '2026-11-25', why: 'manual' },
    ])
    await t.refused(storeSettings.save, call(later(settings)), boss.token, 'booking.impact_changed')
    await t.ok(storeSettings.save, call(later(settings), 1), boss.token)
    const now = await days()
    expect(['2026-11-23', TUESDAY, '2026-11-25', '2026-11-29', '2026-11-30'].map((day) => now.get(day))).toEqual([
      ...['pattern 540-1080', 'pattern 540-1080', 'manual 600-960', 'pattern 660-1080', 'pattern 660-1080'],
    ])
    const slots = { query: { storeId: params.storeId, serviceIds: scene.service.id, day: '2026-12-01' } }
    expect((await t.ok(booking.slots, slots)).slots[0]?.minute).toBe(660)
  })

  it('goes out of business only without bookings to come, and comes back', async () => {
    const scene = await settingsScene()
    const { admin, call, driver } = scene
    const placed = await bookAt(t, scene)
    const closing = call({ isActive: false })
    const problem = await t.refused(storeSettings.save, closing, admin.token, 'store.has_bookings')
    expect(problem.data).toEqual({ count: 1 })
    const cancel = { params: { bookingId: placed.id }, body: { reason: 'plan_changed' as const } }
    await t.ok(booking.cancel, cancel, driver.token)
    await t.ok(storeSettings.save, closing, admin.token)
    expect(await t.ok(storeContract.list, {})).toEqual([])
    const [listed] = await t.ok(storeSettings.list, {}, admin.token)
    expect(listed).toMatchObject({ version: 2, settings: { isActive: false } })
    await t.ok(storeSettings.save, call({ isActive: true }, 0, 2), admin.token)
    expect(await t.ok(storeContract.list, {})).toHaveLength(1)
  })

  it('is for the manager of that store and the group, and must make sense', async () => {
    const { manager, boss, call, settings } = await settingsScene()
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('store_gm', 'store', elsewhere.id)
    await t.refused(storeSettings.list, {}, manager.token, 'auth.forbidden')
    await t.refused(storeSettings.save, call({}), manager.token, 'auth.forbidden')
    await t.refused(storeSettings.save, call({}), stranger.token, 'auth.forbidden')
    await t.refused(storeSettings.preview, call({}), undefined, 'auth.required')
    const unknown = { ...call({}), params: { storeId: '0'.repeat(26) } }
    await t.refused(storeSettings.save, unknown, boss.token, 'store.not_found')
    const bad = [
      ...[{ name: ' ' }, { phone: '打电话' }, { latitude: 91 }, { noShowGraceMinutes: 0 }],
      { week: { ...settings.week, 1: [600, 600] } as never },
      ...[{ creditCode: '91350100M000100Y44' }, { creditCode: '' }, { warrantyDays: 0 }, { warrantyKm: 0 }],
    ]
    for (const over of bad) await t.refused(storeSettings.save, call(over), boss.token, 'request.invalid')
  })
})

describe('the history of a day', () => {
  it('says who changed its hours, to whoever keeps the calendar', async () => {
    const { boss, params, store } = await settingsScene()
    const at = { params: { ...params, day: '2026-11-25' } }
    expect(await t.ok(storeSettings.dayHistory, at, boss.token)).toEqual([])
    const hours = { isOpen: true, opensMinute: 600, closesMinute: 960, note: '盘点' }
    await t.ok(storeContract.setDay, { ...at, body: hours }, boss.token)
    expect(await t.ok(storeSettings.dayHistory, at, boss.token)).toMatchObject([
      { action: 'store.set_day', byName: '李静', after: hours },
    ])
    const desk = await given(t).staff('reception', 'store', store.id)
    await t.refused(storeSettings.dayHistory, at, desk.token, 'auth.forbidden')
    await t.refused(storeSettings.dayHistory, at, undefined, 'auth.required')
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('store_gm', 'store', elsewhere.id)
    await t.refused(storeSettings.dayHistory, at, stranger.token, 'auth.forbidden')
  })
})
