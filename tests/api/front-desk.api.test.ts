import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { board, booking, maskPhone, maskPlate, ops } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { deskScene, TODAY } from '../support/booking-scene'
import { given } from '../support/given'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

describe('the board', () => {
  it('shows the day by time, with personal data masked', async () => {
    const { store, desk, driver, placed } = await deskScene(t)
    const view = await t.ok(board.board, { params: { storeId: store.id }, query: { day: TODAY } }, desk.token)
    expect(view).toMatchObject({ isOpen: true, opensMinute: 540, closesMinute: 1080 })
    expect(view.rows).toHaveLength(1)
    expect(view.rows[0]).toMatchObject({
      ...{ id: placed.id, state: 'placed', serviceName: '小保养', vehicleName: '大众 帕萨特', maskedName: '欧***' },
      ...{ maskedPhone: maskPhone(driver.phone ?? ''), maskedPlate: maskPlate(driver.plate), workorderNumber: null },
    })
    const text = JSON.stringify(view)
    for (const secret of [driver.phone, driver.plate, driver.name]) expect(text).not.toContain(secret)
    await t.settle()
    const after = await t.ok(board.board, { params: { storeId: store.id }, query: { day: TODAY } }, desk.token)
    expect(after.rows[0]?.workorderNumber).toBe(`WO${placed.number.slice(2)}`)
  })

  it('is for staff of this store: not for owners, other stores, or nobody', async () => {
    const { store, driver } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    const call = { params: { storeId: store.id }, query: { day: TODAY } }
    await t.refused(board.board, call, undefined, 'auth.required')
    await t.refused(board.board, call, driver.token, 'auth.forbidden')
    await t.refused(board.board, call, stranger.token, 'auth.forbidden')
    await t.refused(board.search, { params: call.params, query: { q: '00' } }, stranger.token, 'auth.forbidden')
  })

  it('opens for a grant on the region or the group', async () => {
    const { store } = await deskScene(t)
    const call = { params: { storeId: store.id }, query: { day: TODAY } }
    const region = await given(t).staff('reception', 'region', store.regionId)
    const group = await given(t).staff('reception', 'group', store.groupId)
    expect((await t.ok(board.board, call, region.token)).rows).toHaveLength(1)
    expect((await t.ok(board.board, call, group.token)).rows).toHaveLength(1)
  })

  it('finds a booking by plate tail, phone tail or name', async () => {
    const { store, desk, driver, placed } = await deskScene(t)
    const find = async (q: string) =>
      (await t.ok(board.search, { params: { storeId: store.id }, query: { q } }, desk.token)).map((row) => row.id)
    expect(await find(driver.plate.slice(-3))).toEqual([placed.id])
    expect(await find((driver.phone ?? '').slice(-4))).toEqual([placed.id])
    expect(await find('娜娜')).toEqual([placed.id])
    expect(await find('%')).toEqual([])
    expect(await find("' or 1=1 --")).toEqual([])
  })
})

describe('commands of the front desk', () => {
  it('confirm, and the owner sees it', async () => {
    const { desk, driver, params, seen } = await deskScene(t)
    expect(await t.ok(board.confirm, { params, body: seen }, desk.token)).toMatchObject({
      state: 'confirmed',
      version: 2,
    })
    expect((await t.ok(booking.one, { params }, driver.token)).state).toBe('confirmed')
  })

  it('reject with a reason that the owner reads, and the time is free again', async () => {
    const { store, service, desk, driver, params, seen } = await deskScene(t)
    await t.ok(board.reject, { params, body: { ...seen, reason: 'no_parts', note: '滤芯周四到' } }, desk.token)
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({
      state: 'rejected',
      closingNote: '所需配件暂缺：滤芯周四到',
    })
    const { slots } = await t.ok(booking.slots, { query: { storeId: store.id, serviceIds: service.id, day: TODAY } })
    expect(slots.find((slot) => slot.minute === 720)?.free).toBe(2)
  })

  it('arrive, which makes the work order formal', async () => {
    const { desk, params, seen } = await deskScene(t)
    await t.refused(board.arrive, { params, body: seen }, desk.token, 'booking.state_changed')
    await t.ok(board.confirm, { params, body: seen }, desk.token)
    await t.ok(board.arrive, { params, body: { version: 2 } }, desk.token)
    await t.settle()
    const [order] = await t.world.app.db.read.rows<{ state: string }>('select state from workorder')
    expect(order?.state).toBe('received')
  })

  it('cancel for a reason of the store', async () => {
    const { desk, driver, params, seen } = await deskScene(t)
    await t.ok(board.cancelForCustomer, { params, body: { ...seen, by: 'store', note: '举升机检修' } }, desk.token)
    expect(await t.ok(booking.one, { params }, driver.token)).toMatchObject({
      state: 'cancelled',
      closingNote: '门店原因取消：举升机检修',
    })
  })

  it('call a no-show only once the slot has begun, and take a late arrival back', async () => {
    const { desk, params, seen, store } = await deskScene(t)
    await t.refused(board.markNoShow, { params, body: seen }, desk.token, 'booking.not_today')
    t.clock.set('2026-11-23T04:05:00Z')
    const { token } = await given(t).staff('reception', 'store', store.id)
    await t.ok(board.markNoShow, { params, body: seen }, token)
    await t.ok(board.arrive, { params, body: { version: 2 } }, token)
    await t.settle()
    const [order] = await t.world.app.db.read.rows<{ state: string }>('select state from workorder')
    expect(order?.state).toBe('received')
  })

  it('registers arrivals on the day itself only', async () => {
    const { desk, driver, store, service } = await deskScene(t)
    const other = await given(t).vehicle(driver.customerId)
    const body = {
      requestId: randomUUID(),
      storeId: store.id,
      serviceIds: [service.id],
      vehicleId: other.id,
      day: '2026-11-24',
      minute: 600,
      remark: '',
    }
    const tomorrow = await t.ok(booking.place, { body }, driver.token)
    const params = { bookingId: tomorrow.id }
    await t.ok(board.confirm, { params, body: { version: 1 } }, desk.token)
    await t.refused(board.arrive, { params, body: { version: 2 } }, desk.token, 'booking.not_today')
  })

  it('never overwrites a colleague: of eight at once one wins, the others are told', async () => {
    const { desk, params, seen } = await deskScene(t)
    const confirm = () => t.call(board.confirm, { params, body: seen }, desk.token)
    const reject = () =>
      t.call(board.reject, { params, body: { ...seen, reason: 'no_capacity' as const, note: '' } }, desk.token)
    const answers = await Promise.all([
      confirm(),
      reject(),
      confirm(),
      reject(),
      confirm(),
      reject(),
      confirm(),
      reject(),
    ])
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1)
    expect(answers.filter((a) => a.problem.code === 'booking.state_changed')).toHaveLength(7)
  })

  it('exist only within reach: elsewhere the booking is not found', async () => {
    const { params, seen, driver } = await deskScene(t)
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('svc_mgr', 'store', elsewhere.id)
    await t.refused(board.confirm, { params, body: seen }, stranger.token, 'booking.not_found')
    await t.refused(
      board.reject,
      { params, body: { ...seen, reason: 'other', note: '' } },
      stranger.token,
      'booking.not_found',
    )
    await t.refused(board.arrive, { params, body: seen }, stranger.token, 'booking.not_found')
    await t.refused(board.markNoShow, { params, body: seen }, stranger.token, 'booking.not_found')
    await t.refused(
      board.cancelForCustomer,
      { params, body: { ...seen, by: 'store', note: 'x' } },
      stranger.token,
      'booking.not_found',
    )
    await t.refused(board.reveal, { params, body: { reason: '核对' } }, stranger.token, 'booking.not_found')
    await t.refused(board.confirm, { params, body: seen }, driver.token, 'auth.forbidden')
  })

  it('need the permission, not only the store', async () => {
    const { params, seen, store } = await deskScene(t)
    const technician = await given(t).staff('technician', 'store', store.id)
    await t.refused(board.confirm, { params, body: seen }, technician.token, 'auth.forbidden')
    await t.refused(board.reveal, { params, body: { reason: '核对' } }, technician.token, 'auth.forbidden')
  })

  it('leave an audit row with who, what, before and after', async () => {
    const { desk, params, seen, placed } = await deskScene(t)
    await t.ok(board.confirm, { params, body: seen }, desk.token)
    const auditor = await given(t).staff('auditor', 'group', 'G')
    const trail = await t.ok(ops.auditTrail, { query: { subjectType: 'booking', subjectId: placed.id } }, auditor.token)
    expect(trail).toEqual([
      expect.objectContaining({
        actorKind: 'staff',
        actorId: desk.staffId,
        action: 'booking.confirm',
        before: { state: 'placed' },
        after: { state: 'confirmed' },
      }),
    ])
  })
})

describe('revealing personal data', () => {
  it('needs a reason, and is on record before it is shown', async () => {
    const { desk, driver, params, placed } = await deskScene(t)
    await t.refused(board.reveal, { params, body: { reason: '' } }, desk.token, 'request.invalid')
    const full = await t.ok(board.reveal, { params, body: { reason: '电话确认到店时间' } }, desk.token)
    expect(full).toEqual({ name: driver.name, phone: driver.phone, plate: driver.plate, vin: null })
    const auditor = await given(t).staff('auditor', 'group', 'G')
    const trail = await t.ok(ops.auditTrail, { query: { subjectType: 'booking', subjectId: placed.id } }, auditor.token)
    expect(trail[0]).toMatchObject({ actorId: desk.staffId, action: 'customer.reveal', reason: '电话确认到店时间' })
    expect(JSON.stringify(trail)).not.toContain(driver.phone)
  })

  it('is not for the group administrator', async () => {
    const { params, store } = await deskScene(t)
    const admin = await given(t).staff('group_admin', 'group', store.groupId)
    await t.refused(board.reveal, { params, body: { reason: '好奇' } }, admin.token, 'auth.forbidden')
  })
})
