import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, ops } from '@pitlane/contract'
import { requireBooking } from '../../server/src/modules/booking'
import { Booking } from '../../server/src/modules/booking/booking.entity'
import { newId } from '../../server/src/platform/id'
import { startTestApp, type TestApp } from '../support/app'
import { deskScene, TODAY, wish } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A car that did not come at noon, and a manager who has just logged in. */
async function missed() {
  const scene = await deskScene(t)
  t.clock.set('2026-11-23T04:35:00Z')
  const manager = await given(t).staff('svc_mgr', 'store', scene.store.id)
  await t.ok(board.markNoShow, { params: scene.params, body: scene.seen }, manager.token)
  return { ...scene, manager, body: { version: 2, reason: '暴雨封路，电话已说明' } }
}

const rowOf = async ({ store, params, manager }: Awaited<ReturnType<typeof missed>>) => {
  const day = await t.ok(board.board, { params: { storeId: store.id }, query: { day: TODAY } }, manager.token)
  return day.rows.find(({ id }) => id === params.bookingId)
}

describe('a no-show is waived', () => {
  it('with a reason that stays on record, and the board says so', async () => {
    const scene = await missed()
    const { params, body, manager } = scene
    expect(await rowOf(scene)).toMatchObject({ state: 'no_show', isWaived: false })
    expect(await t.ok(board.waiveNoShow, { params, body }, manager.token)).toMatchObject({
      ...{ state: 'no_show', version: 3 },
    })
    expect(await rowOf(scene)).toMatchObject({ state: 'no_show', isWaived: true, version: 3 })
    const auditor = await given(t).staff('auditor', 'group', 'G')
    const query = { subjectType: 'booking', subjectId: params.bookingId }
    expect((await t.ok(ops.auditTrail, { query }, auditor.token))[0]).toMatchObject({
      ...{ actorId: manager.staffId, action: 'booking.waive_no_show', reason: '暴雨封路，电话已说明' },
      ...{ before: { isWaived: false }, after: { isWaived: true } },
    })
  })

  it('once: a repeat changes nothing, whatever version it saw', async () => {
    const scene = await missed()
    const { params, body, manager } = scene
    const twice = await Promise.all([1, 2, 3].map(() => t.call(board.waiveNoShow, { params, body }, manager.token)))
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 200])
    await t.ok(board.waiveNoShow, { params, body }, manager.token)
    expect(await rowOf(scene)).toMatchObject({ version: 3 })
    const trail = await t.world.app.db.read.rows("select 1 from audit_log where action = 'booking.waive_no_show'")
    expect(trail).toHaveLength(1)
  })

  it('and no longer counts: the owner is taken at their word again', async () => {
    const { store, service, driver, params, body, manager } = await missed()
    await t.world.app.db.tx((tx) => tx.run('update store set is_auto_confirm = 1 where id = ?', [store.id]))
    const token = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    const ids = { storeId: store.id, serviceIds: service.id, vehicleId: driver.vehicleId }
    const book = (day: string) => t.ok(booking.place, wish({ ...ids, day, requestId: randomUUID() }), token)
    // A second one makes two: from then on somebody has to look.
    const row = await requireBooking(t.world.app.db.read, params.bookingId)
    const earlier = { ...row, id: newId(), number: 'BKWAIV0001', requestId: randomUUID() }
    await t.world.app.db.tx((tx) => tx.insert(Booking, earlier))
    expect((await book('2026-11-25')).state).toBe('placed')
    await t.ok(board.waiveNoShow, { params, body }, manager.token)
    expect((await book('2026-11-26')).state).toBe('confirmed')
  })

  it('only where there is one', async () => {
    const { params, seen, store } = await deskScene(t)
    const manager = await given(t).staff('svc_mgr', 'store', store.id)
    const body = { ...seen, reason: '电话已说明' }
    await t.refused(board.waiveNoShow, { params, body }, manager.token, 'booking.state_changed')
  })

  it('never over a colleague: a car that came after all stays an arrival', async () => {
    const { params, body, manager } = await missed()
    await t.ok(board.arrive, { params, body: { version: 2 } }, manager.token)
    await t.refused(board.waiveNoShow, { params, body }, manager.token, 'booking.state_changed')
  })

  it('with a reason and the right to, in this store', async () => {
    const { params, body, store, driver, manager } = await missed()
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    const technician = await given(t).staff('technician', 'store', store.id)
    const owner = await given(t).freshToken({ kind: 'customer', id: driver.customerId })
    await t.refused(board.waiveNoShow, { params, body: { ...body, reason: ' ' } }, manager.token, 'request.invalid')
    await t.refused(board.waiveNoShow, { params, body }, stranger.token, 'booking.not_found')
    await t.refused(board.waiveNoShow, { params, body }, technician.token, 'auth.forbidden')
    await t.refused(board.waiveNoShow, { params, body }, owner, 'auth.forbidden')
    await t.refused(board.waiveNoShow, { params, body }, undefined, 'auth.required')
  })
})
