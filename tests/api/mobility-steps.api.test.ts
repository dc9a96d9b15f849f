import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { messaging, mobility } from '@pitlane/contract'
import { HOUR_MS } from '@pitlane/kernel'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf, TODAY } from '../support/booking-scene'
import { given } from '../support/given'
import { aDriver, AFTERNOON, bothWays, fetchIt } from '../support/mobility-scene'
import { inspected, tripScene as sceneOf } from '../support/trip-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const tripScene = (wish = fetchIt) => sceneOf(t, wish)

describe('a car that is fetched', () => {
  it('goes step by step, and its owner sees what comes next', async () => {
    const { go, assign, viewOf, owner } = await tripScene()
    expect(await viewOf()).toMatchObject({ state: 'requested', driverName: null, canAgree: false, code: null })
    await go('fetch', await assign())
    expect(await viewOf()).toMatchObject({ driverName: '陈师傅', next: '司机会按约定时间上门，请备好车钥匙和行驶证。' })
    await go('fetch', { to: 'arrived' }, inspected())
    const asked = await viewOf()
    expect(asked).toMatchObject({ canAgree: true, inspection: { mileageKm: 32_100, valuablesNote: '后备箱雨伞' } })
    const agreed = await t.ok(
      mobility.agree,
      { params: { tripId: asked.id }, body: { version: asked.version } },
      owner.token,
    )
    expect(agreed).toMatchObject({ canAgree: false, next: '您已确认验车记录，司机马上出发。' })
    const done = await go('fetch', { to: 'en_route' }, { to: 'at_store', drivenKm: 13, kmNote: '' })
    expect(done).toMatchObject({ state: 'at_store', consentBy: 'app', drivenKm: 13, steps: [] })
    expect(await rowsOf(t, 'mobility_claim')).toBe(0)
    const { items } = await t.ok(messaging.inbox, { query: {} }, owner.token)
    expect(items.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'trip_update'))
    expect(items.at(-1)?.body).toBe('11月23日13:00 取车：司机会按约定时间上门，请备好车钥匙和行驶证。')
  })

  it('does not leave before its owner has agreed, in the app or by name', async () => {
    const { go, assign, refused, tripOf } = await tripScene()
    await go('fetch', await assign(), { to: 'arrived' }, inspected())
    await refused({ to: 'en_route' }, 'mobility.consent_missing')
    await go('fetch', { to: 'en_route', consentName: '张三丰' })
    expect(await tripOf()).toMatchObject({ state: 'en_route', consentBy: 'name' })
    const [row] = await t.world.app.db.read.rows<{ name: string }>('select consent_name_sealed as name from trip')
    expect(row?.name).not.toContain('张三丰')
  })

  it('explains more kilometres than the route, a tenth and two', async () => {
    const { go, assign, refused } = await tripScene()
    await go('fetch', await assign(), { to: 'arrived' }, inspected({ consentName: '张三丰' }), { to: 'en_route' })
    await refused({ to: 'at_store', drivenKm: 13.1, kmNote: '' }, 'mobility.km_unexplained')
    expect(await go('fetch', { to: 'at_store', drivenKm: 13.1, kmNote: '内环封路绕行' })).toMatchObject({
      kmNote: '内环封路绕行',
    })
  })

  it.each<[string, mobility.TripStep, mobility.StepRefusal]>([
    ['set off', { to: 'en_route' }, 'not_yet'],
    ['be there', { to: 'at_store', drivenKm: 1, kmNote: '' }, 'not_yet'],
    ['be handed back', { to: 'returned', drivenKm: 1, kmNote: '', code: '0000' }, 'not_this_way'],
    ['have had an accident', { to: 'accident', reason: '追尾' }, 'not_yet'],
  ])('cannot %s before anybody came', async (_what, step, reason) => {
    const { refused } = await tripScene()
    expect((await refused(step, 'mobility.step_refused')).data).toEqual({ reason })
  })

  it('cannot be called off once it is in our hands, and ends only once', async () => {
    const { go, assign, refused } = await tripScene()
    await go('fetch', await assign(), { to: 'arrived' }, inspected({ consentName: '张三丰' }))
    const off: mobility.TripStep = { to: 'cancelled_by_store', reason: '司机不够' }
    expect((await refused(off, 'mobility.step_refused')).data).toEqual({ reason: 'under_way' })
    expect((await refused({ to: 'arrived' }, 'mobility.step_refused')).data).toEqual({ reason: 'passed' })
    await go('fetch', { to: 'en_route' }, { to: 'accident', reason: '被追尾，无人受伤' })
    expect((await go('fetch', { to: 'at_store', drivenKm: 9, kmNote: '' })).reason).toBe('被追尾，无人受伤')
    expect((await refused(off, 'mobility.step_refused')).data).toEqual({ reason: 'over' })
  })

  it('is tried again when nobody was there', async () => {
    const { go, assign } = await tripScene()
    await go('fetch', await assign(), { to: 'no_contact', reason: '电话没人接' })
    expect(await go('fetch', await assign())).toMatchObject({ state: 'assigned', reason: null })
  })

  it('gets another driver who is free, on duty and of this store', async () => {
    const { tripOf, refused, go, store, book, dayOf } = await tripScene()
    const { driverId } = await tripOf()
    await book(fetchIt, AFTERNOON)
    const other = (await dayOf(TODAY)).drivers.find(({ id }) => id !== driverId)?.id ?? ''
    await refused({ to: 'assigned', driverId: other, plannedKm: 8 }, 'mobility.driver_taken')
    const stranger = await aDriver(t, (await given(t).store()).id)
    await refused({ to: 'assigned', driverId: stranger.id, plannedKm: 8 }, 'mobility.resource_not_found')
    const off = await aDriver(t, store.id, { week: Array.from({ length: 7 }, () => null) })
    await refused({ to: 'assigned', driverId: off.id, plannedKm: 8 }, 'mobility.driver_taken')
    const third = await aDriver(t, store.id, { name: '何伟' })
    await go('fetch', { to: 'assigned', driverId: third.id, plannedKm: 8 })
    const moved = await go('fetch', { to: 'assigned', driverId, plannedKm: 8 })
    expect(moved).toMatchObject({ driverId, state: 'assigned' })
    expect(await rowsOf(t, 'mobility_claim')).toBe(12)
  })

  it('is stepped by one of two at once, and never with an old version', async () => {
    const { tripOf, call, assign, desk } = await tripScene()
    const { id } = await tripOf()
    const step = await assign()
    const answers = await Promise.all([1, 1, 1].map((v) => t.call(mobility.stepTrip, call(id, v, step), desk.token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    await t.refused(mobility.stepTrip, call(id, 1, { to: 'arrived' }), desk.token, 'mobility.state_changed')
  })

  it('is nobody else’s', async () => {
    const { tripOf, call, store, bookingId, mineOf } = await tripScene()
    const { id } = await tripOf()
    const stranger = await given(t).staff('reception', 'store', (await given(t).store()).id)
    const technician = await given(t).staff('technician', 'store', store.id)
    const other = await given(t).driver()
    const step = call(id, 1, { to: 'arrived' })
    await t.refused(mobility.stepTrip, step, undefined, 'auth.required')
    await t.refused(mobility.stepTrip, step, technician.token, 'auth.forbidden')
    await t.refused(mobility.stepTrip, step, stranger.token, 'mobility.trip_not_found')
    const seen = { params: { tripId: id }, body: { version: 1 } }
    await t.refused(mobility.cancelTrip, seen, other.token, 'mobility.trip_not_found')
    await t.refused(mobility.agree, seen, other.token, 'mobility.trip_not_found')
    await t.refused(mobility.cancelTrip, seen, undefined, 'auth.required')
    expect(await mineOf(bookingId, other.token)).toEqual({ trips: [], loaner: null })
  })

  it('can be given up by its owner until the driver leaves', async () => {
    const { viewOf, owner, tripOf } = await tripScene()
    const { id, version, cancelUntil } = await viewOf()
    expect(cancelUntil).toBe('2026-11-23T04:30:00.000Z')
    const call = { params: { tripId: id }, body: { version } }
    await t.refused(mobility.agree, call, owner.token, 'mobility.nothing_to_agree')
    const answers = await Promise.all([1, 2, 3].map(() => t.ok(mobility.cancelTrip, call, owner.token)))
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['cancelled_by_customer']))
    expect(await tripOf()).toMatchObject({ version: 2, steps: [] })
    expect(await rowsOf(t, 'mobility_claim')).toBe(0)
  })

  it('cannot be given up any more when the driver is on the way', async () => {
    const { viewOf, owner } = await tripScene()
    const { id, version } = await viewOf()
    t.clock.pass(3.5 * HOUR_MS)
    const token = await given(t).freshToken({ kind: 'customer', id: owner.customerId })
    const call = { params: { tripId: id }, body: { version } }
    await t.refused(mobility.cancelTrip, call, token, 'mobility.driver_left')
  })
})

describe('a car that is brought back', () => {
  const scene = async () => {
    const made = await tripScene(bothWays)
    await made.go('return', await made.assign('return'))
    expect((await made.viewOf('return')).code).toBeNull()
    await made.go('return', { to: 'en_route' })
    const { code } = await made.viewOf('return')
    return { ...made, code: code ?? '' }
  }
  const back = { to: 'returned', drivenKm: 10, kmNote: '' } as const

  it('is given to who knows the code, which staff never see', async () => {
    const { code, go, refused, tripOf } = await scene()
    expect(code).toMatch(/^\d{4}$/)
    expect(JSON.stringify(await tripOf('return'))).not.toContain(`"${code}"`)
    await refused(back, 'mobility.receiver_missing', 'return')
    await refused({ ...back, code: code === '0000' ? '1111' : '0000' }, 'mobility.code_wrong', 'return')
    expect(await go('return', { ...back, code })).toMatchObject({ state: 'returned', codeTries: 1 })
  })

  it('cannot be had by trying many codes at once', async () => {
    const { code, call, tripOf, desk } = await scene()
    const { id, version } = await tripOf('return')
    const wrong = Array.from({ length: 12 }, (_, i) => String(i).padStart(4, '0')).filter((one) => one !== code)
    const tries = wrong.map((one) => t.call(mobility.stepTrip, call(id, version, { ...back, code: one }), desk.token))
    expect(new Set((await Promise.all(tries)).map(({ problem }) => problem.code))).toEqual(
      new Set(['mobility.code_wrong']),
    )
    expect((await tripOf('return')).codeTries).toBe(5)
  })

  it('needs a signature after five wrong codes', async () => {
    const { code, go, refused, tripOf } = await scene()
    const wrong = code === '0000' ? '1111' : '0000'
    for (let i = 0; i < 5; i++) await refused({ ...back, code: wrong }, 'mobility.code_wrong', 'return')
    await refused({ ...back, code }, 'mobility.code_wrong', 'return')
    expect((await tripOf('return')).codeTries).toBe(5)
    expect((await go('return', { ...back, receiverName: '张三丰' })).state).toBe('returned')
  })

  it('goes back to the store when nobody was there', async () => {
    const { go } = await scene()
    await go('return', { to: 'no_contact', reason: '敲门没人应' })
    const done = await go('return', { to: 'at_store', drivenKm: 20, kmNote: '原路返回' })
    expect(done).toMatchObject({ state: 'at_store', steps: [] })
  })
})
