import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { leave, resources } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { bookAt, freeAt, managedScene } from '../support/resource-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A store with its manager, a front desk, and a technician whose log-in is linked. */
async function leaveScene() {
  const scene = await managedScene(t)
  const { manager, params, store } = scene
  const desk = await given(t).staff('reception', 'store', store.id)
  const mechanic = await given(t).staff('technician', 'store', store.id)
  const { version, technicians } = await t.ok(resources.read, { params }, manager.token)
  const [technician] = technicians
  if (!technician) throw new Error('a store without a technician')
  const { id: technicianId, name, level, skills } = technician
  const link = {
    ...{ kind: 'change_technician' as const, technicianId, name, level, isActive: true, staffId: mechanic.staffId },
    skills: skills as 'quick'[],
  }
  await t.ok(resources.saveChange, { params, body: { version, change: link } }, manager.token)
  const wish = (over: object = {}) => ({
    params,
    body: {
      ...{ technicianId, fromDay: TUESDAY, toDay: TUESDAY, startsMinute: 0, endsMinute: 1440 },
      ...{ reason: '年假', ...over },
    },
  })
  const ask = (over: object = {}, token = mechanic.token) => t.ok(leave.ask, wish(over), token)
  return { ...scene, desk, mechanic, technician, technicianId, rosterVersion: version + 1, wish, ask, link }
}

describe('a request for leave', () => {
  it('is asked by the technician, approved with the bookings it touches, and becomes leave', async () => {
    const scene = await leaveScene()
    const { manager, mechanic, params, ask, rosterVersion, ids, technician } = scene
    const placed = await bookAt(t, scene)
    const request = await ask()
    expect(request).toMatchObject({ state: 'pending', version: 1, isMine: true, technicianName: technician.name })
    expect(await t.ok(leave.list, { params }, manager.token)).toMatchObject({ toDecide: 1, items: [{ isMine: false }] })
    const at = { params: { requestId: request.id } }
    const seen = { version: 1, rosterVersion }
    const { affected } = await t.ok(leave.preview, { ...at, body: seen }, manager.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'technician', name: technician.name }] }])
    await t.refused(leave.approve, { ...at, body: seen }, manager.token, 'booking.impact_changed')
    const body = { ...seen, affectedSeen: 1, note: '同意' }
    const approved = await t.ok(leave.approve, { ...at, body }, manager.token)
    expect(approved.request).toMatchObject({ state: 'approved', note: '同意', decidedByName: '李静', version: 2 })
    expect(await freeAt(t, ids, 780)).toBe(0)
    const [person] = (await t.ok(resources.read, { params }, manager.token)).technicians
    expect(person?.leaves).toMatchObject([{ day: TUESDAY, reason: '年假' }])
    const stale = { ...at, body: { ...body, rosterVersion: rosterVersion + 1 } }
    await t.refused(leave.approve, stale, manager.token, 'store.leave_request_changed')
    expect((await t.ok(leave.list, { params }, mechanic.token)).items).toMatchObject([{ state: 'approved' }])
    const query = { subjectType: 'technician' as const, subjectId: technician.id }
    const history = await t.ok(resources.history, { params, query }, manager.token)
    expect(history.slice(0, 3).map(({ action }) => action)).toEqual([
      ...['store.approve_leave', 'store.add_leave', 'store.ask_leave'],
    ])
  })

  it('is turned down with a word why, once', async () => {
    const { manager, params, ask, ids } = await leaveScene()
    const { id: requestId } = await ask()
    const body = { version: 1, note: '当天人手不足' }
    const noted = await t.ok(leave.reject, { params: { requestId }, body }, manager.token)
    expect(noted).toMatchObject({ state: 'rejected', note: '当天人手不足' })
    await t.refused(leave.reject, { params: { requestId }, body }, manager.token, 'store.leave_request_changed')
    expect(await t.ok(leave.list, { params }, manager.token)).toMatchObject({ toDecide: 0 })
    expect(await freeAt(t, ids, 600)).toBe(1)
    await t.refused(
      leave.reject,
      { params: { requestId }, body: { version: 2, note: ' ' } },
      manager.token,
      'request.invalid',
    )
  })

  it('of two decisions in the same moment one counts', async () => {
    const { manager, admin, ask, rosterVersion } = await leaveScene()
    const { id: requestId } = await ask()
    const [approved, rejected] = await Promise.all([
      t.call(leave.approve, { params: { requestId }, body: { version: 1, rosterVersion } }, manager.token),
      t.call(leave.reject, { params: { requestId }, body: { version: 1, note: '人手不足' } }, admin.token),
    ])
    expect([approved.status, rejected.status].sort()).toEqual([200, 409])
  })

  it('is withdrawn by whoever asked, while nobody has decided', async () => {
    const { manager, desk, mechanic, ask } = await leaveScene()
    const { id: requestId } = await ask()
    const call = { params: { requestId }, body: { version: 1 } }
    await t.refused(leave.withdraw, call, desk.token, 'store.leave_request_not_found')
    await t.refused(leave.withdraw, call, manager.token, 'store.leave_request_not_found')
    expect(await t.ok(leave.withdraw, call, mechanic.token)).toMatchObject({ state: 'withdrawn', version: 2 })
    await t.refused(leave.withdraw, call, mechanic.token, 'store.leave_request_changed')
    await ask()
  })

  it('is not decided by whoever asked', async () => {
    const { manager, admin, ask, rosterVersion } = await leaveScene()
    const { id: requestId } = await ask({}, manager.token)
    const body = { version: 1, rosterVersion }
    await t.refused(leave.approve, { params: { requestId }, body }, manager.token, 'store.leave_own_request')
    const no = { params: { requestId }, body: { version: 1, note: '不' } }
    await t.refused(leave.reject, no, manager.token, 'store.leave_own_request')
    await t.ok(leave.approve, { params: { requestId }, body }, admin.token)
  })

  it('is refused over another one, over leave, in the past, and with days that make no sense', async () => {
    const { manager, mechanic, ask, wish, rosterVersion } = await leaveScene()
    const { id: requestId } = await ask({ toDay: '2026-11-26' })
    const half = { fromDay: '2026-11-26', toDay: '2026-11-27', startsMinute: 540, endsMinute: 720 }
    await t.refused(leave.ask, wish(half), mechanic.token, 'store.leave_asked')
    await t.ok(leave.approve, { params: { requestId }, body: { version: 1, rosterVersion } }, manager.token)
    await t.refused(leave.ask, wish(half), mechanic.token, 'store.leave_overlaps')
    const past = { fromDay: '2026-11-22', toDay: '2026-11-22' }
    await t.refused(leave.ask, wish(past), mechanic.token, 'store.leave_past')
    const bad = [{ toDay: '2026-11-23' }, { endsMinute: 0 }, { reason: '' }, { technicianId: 'x' }]
    for (const over of bad) await t.refused(leave.ask, wish(over), mechanic.token, 'request.invalid')
  })

  it('a technician asks for nobody else, the desk does for everybody, strangers for nobody', async () => {
    const { store, params, mechanic, desk, wish, ask, technicianId } = await leaveScene()
    const other = await given(t).technician(store.id, { name: '林峰' })
    const unlinked = await given(t).staff('technician', 'store', store.id)
    await t.refused(leave.ask, wish({ technicianId: other.id }), mechanic.token, 'store.leave_only_own')
    await t.refused(leave.ask, wish(), unlinked.token, 'store.leave_only_own')
    await ask({ technicianId: other.id }, desk.token)
    const own = await t.ok(leave.list, { params }, mechanic.token)
    expect(own).toMatchObject({ items: [], ownTechnicianId: technicianId, people: [{ id: technicianId }], toDecide: 0 })
    expect((await t.ok(leave.list, { params }, desk.token)).items).toHaveLength(1)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('store_gm', 'store', elsewhere.id)
    const auditor = await given(t).staff('auditor', 'store', store.id)
    for (const { token } of [stranger, auditor]) {
      await t.refused(leave.list, { params }, token, 'auth.forbidden')
      await t.refused(leave.ask, wish(), token, 'auth.forbidden')
    }
    await t.refused(leave.list, { params }, undefined, 'auth.required')
    const { id: requestId } = await ask()
    const no = { params: { requestId }, body: { version: 1, note: '不' } }
    await t.refused(leave.reject, no, stranger.token, 'store.leave_request_not_found')
    await t.refused(leave.reject, no, desk.token, 'auth.forbidden')
    const abroad = { ...wish(), params: { storeId: elsewhere.id } }
    await t.refused(leave.ask, abroad, stranger.token, 'store.technician_not_found')
  })

  it('a log-in is one technician', async () => {
    const { manager, store, params, link, rosterVersion } = await leaveScene()
    const other = await given(t).technician(store.id, { name: '林峰' })
    const change = { ...link, technicianId: other.id, name: '林峰' }
    const call = { params, body: { version: rosterVersion, change } }
    await t.refused(resources.saveChange, call, manager.token, 'store.staff_linked')
  })
})
