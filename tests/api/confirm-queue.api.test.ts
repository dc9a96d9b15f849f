import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, desk, messaging } from '@pitlane/contract'
import { checkInCodeOf, storeOfCheckInCode } from '../../server/src/modules/booking/check-in-code'
import { startTestApp, type TestApp } from '../support/app'
import { deskScene, TODAY, TUESDAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

type Scene = Awaited<ReturnType<typeof deskScene>>

/** Somebody else's booking of another day that waits as well. */
async function another({ store, service }: Scene, day: string, minute = 600) {
  const { vehicleId, token } = await given(t).driver()
  const ids = { storeId: store.id, serviceIds: service.id, vehicleId }
  return t.ok(booking.place, wish({ ...ids, day, minute }), token)
}

const queueOf = ({ store, desk: { token } }: Scene) =>
  t.ok(board.confirmQueue, { params: { storeId: store.id } }, token)

/** A log-in of now: the one from the beginning of a test ends after ten minutes. */
const deskNow = async ({ store }: Scene) => (await given(t).staff('reception', 'store', store.id)).token

describe('the confirm queue', () => {
  it('holds what waits on any day, longest waiting first, with the time of the answer', async () => {
    const scene = await deskScene(t)
    t.clock.pass(4 * 60_000)
    const later = await another(scene, TUESDAY)
    t.clock.pass(2 * 60_000)
    expect(await queueOf(scene)).toMatchObject([
      { row: { id: scene.placed.id, day: TODAY }, waitedMinutes: 6, dueAt: '2026-11-23T01:15:00.000Z' },
      { row: { id: later.id, day: TUESDAY }, waitedMinutes: 2, dueAt: '2026-11-23T01:19:00.000Z' },
    ])
    const text = JSON.stringify(await queueOf(scene))
    for (const secret of [scene.driver.phone, scene.driver.plate, scene.driver.name]) expect(text).not.toContain(secret)
  })

  it('lets go of what has been answered, and never holds what an owner only keeps', async () => {
    const scene = await deskScene(t)
    const { vehicleId, token } = await given(t).driver()
    const kept = wish({ storeId: scene.store.id, serviceIds: scene.service.id, vehicleId })
    await t.ok(booking.hold, kept, token)
    expect(await queueOf(scene)).toHaveLength(1)
    await t.ok(board.confirm, { params: scene.params, body: scene.seen }, scene.desk.token)
    expect(await queueOf(scene)).toEqual([])
  })

  it('counts opening hours only: what came at night is due in the morning', async () => {
    const scene = await deskScene(t)
    // 22:00 in Shanghai; the store opens at 09:00.
    t.clock.set('2026-11-23T14:00:00Z')
    const { token, vehicleId } = await given(t).driver()
    const ids = { storeId: scene.store.id, serviceIds: scene.service.id, vehicleId }
    const atNight = await t.ok(booking.place, wish({ ...ids, day: '2026-11-25' }), token)
    t.clock.set('2026-11-24T01:05:00Z')
    const queue = await t.ok(board.confirmQueue, { params: { storeId: scene.store.id } }, await deskNow(scene))
    expect(queue.map(({ row, waitedMinutes, dueAt }) => [row.id, waitedMinutes, dueAt])).toEqual([
      [scene.placed.id, 545, '2026-11-23T01:15:00.000Z'],
      [atNight.id, 5, '2026-11-24T01:15:00.000Z'],
    ])
  })

  it('is for staff of this store', async () => {
    const { store, driver } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    const call = { params: { storeId: store.id } }
    await t.refused(board.confirmQueue, call, undefined, 'auth.required')
    await t.refused(board.confirmQueue, call, driver.token, 'auth.forbidden')
    await t.refused(board.confirmQueue, call, stranger.token, 'auth.forbidden')
  })
})

describe('other times to offer', () => {
  it('are free ones close to the wish, on the same day first', async () => {
    const { params, desk } = await deskScene(t)
    const offered = await t.ok(board.alternatives, { params }, desk.token)
    expect(offered).toHaveLength(3)
    expect(offered.every(({ day }) => day === TODAY)).toBe(true)
  })

  it('are none where the service is no longer offered', async () => {
    const { params, desk, service, store } = await deskScene(t)
    await t.world.app.db.tx((tx) => tx.run('delete from store_service where service_id = ?', [service.id]))
    t.clock.pass(11_000)
    expect(await t.ok(board.alternatives, { params }, desk.token)).toEqual([])
    expect(store.id).toBeTruthy()
  })

  it('need the right to confirm, in this store', async () => {
    const { params, store, driver } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const technician = await given(t).staff('technician', 'store', store.id)
    await t.refused(board.alternatives, { params }, stranger.token, 'booking.not_found')
    await t.refused(board.alternatives, { params }, technician.token, 'auth.forbidden')
    await t.refused(board.alternatives, { params }, driver.token, 'auth.forbidden')
  })

  it('reach the owner with the reason: in the booking, and in what they are told', async () => {
    const { params, seen, desk, driver } = await deskScene(t)
    const proposals = [
      { day: TUESDAY, minute: 600 },
      { day: TODAY, minute: 840 },
      { day: TODAY, minute: 840 },
    ]
    const body = { ...seen, reason: 'no_capacity' as const, note: '', proposals }
    await t.ok(board.reject, { params, body }, desk.token)
    const inOrder = [
      { day: TODAY, minute: 840 },
      { day: TUESDAY, minute: 600 },
    ]
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({ state: 'rejected', proposals: inOrder })
    await t.settle()
    const { items } = await t.ok(messaging.inbox, { query: {} }, driver.token)
    expect(items[0]?.body).toContain('门店可为您安排：11月23日（周一）14:00、11月24日（周二）10:00。')
  })

  it('are refused when they are over, too far ahead or too many; the booking stays as it is', async () => {
    const { params, seen, desk, driver } = await deskScene(t)
    const offer = (proposals: { day: string; minute: number }[]) => ({
      params,
      body: { ...seen, reason: 'no_capacity' as const, note: '', proposals },
    })
    await t.refused(board.reject, offer([{ day: TODAY, minute: 540 }]), desk.token, 'booking.slot_past')
    await t.refused(board.reject, offer([{ day: '2026-12-24', minute: 600 }]), desk.token, 'booking.slot_too_far')
    await t.refused(board.reject, offer([{ day: '2026-13-01', minute: 600 }]), desk.token, 'request.invalid')
    const four = [600, 630, 660, 690].map((minute) => ({ day: TUESDAY, minute }))
    await t.refused(board.reject, offer(four), desk.token, 'request.invalid')
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({ state: 'placed', proposals: [] })
  })

  it('are gone with a rejection that came too late', async () => {
    const { params, seen, desk, driver } = await deskScene(t)
    await t.ok(board.confirm, { params, body: seen }, desk.token)
    const proposals = [{ day: TUESDAY, minute: 600 }]
    const body = { ...seen, reason: 'no_capacity' as const, note: '', proposals }
    await t.refused(board.reject, { params, body }, desk.token, 'booking.state_changed')
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({ state: 'confirmed', proposals: [] })
  })
})

describe('the code on the poster', () => {
  it('names the store and opens the owner app, the same each time', async () => {
    const { store, desk: person } = await deskScene(t)
    const poster = await t.ok(desk.checkInCode, { params: { storeId: store.id } }, person.token)
    expect(poster).toEqual(await t.ok(desk.checkInCode, { params: { storeId: store.id } }, person.token))
    expect(poster.url).toBe(`/#/packages/booking/pages/check-in/index?code=${poster.code}`)
    expect(poster.code.length).toBeLessThanOrEqual(64)
    expect(storeOfCheckInCode(t.world.app, ` ${poster.code} `)).toBe(store.id)
  })

  it('cannot be made for another store', async () => {
    const { store } = await deskScene(t)
    const other = await given(t).store()
    const mac = checkInCodeOf(t.world.app, store.id).split('.')[2]
    expect(storeOfCheckInCode(t.world.app, `PL1.${other.id}.${mac}`)).toBeUndefined()
    for (const text of ['', 'PL1', `PL1.${store.id}.`, `PL2.${store.id}.${mac}`, store.id, 'https://example.com'])
      expect(storeOfCheckInCode(t.world.app, text)).toBeUndefined()
  })

  it('is for staff of this store', async () => {
    const { store, driver } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    const call = { params: { storeId: store.id } }
    await t.refused(desk.checkInCode, call, undefined, 'auth.required')
    await t.refused(desk.checkInCode, call, driver.token, 'auth.forbidden')
    await t.refused(desk.checkInCode, call, stranger.token, 'auth.forbidden')
  })
})
