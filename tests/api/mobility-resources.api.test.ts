import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mobility, resources } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { TUESDAY } from '../support/booking-scene'
import { given } from '../support/given'
import { everyDay, fetchIt, lendOne, mobilityScene } from '../support/mobility-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const newDriver = { name: '何伟', phone: '139 0000 2222', week: everyDay }
const newCar = { plate: '沪c·1a234', model: '比亚迪 秦', fuel: 'phev' as const, odometerKm: 100 }

async function scene(over?: { drivers?: number; cars?: number }) {
  const made = await mobilityScene(t, over)
  const params = { storeId: made.store.id }
  const read = () => t.ok(mobility.resources, { params }, made.manager.token)
  const history = (subjectType: 'driver' | 'loaner_car', subjectId: string) =>
    t.ok(resources.history, { params, query: { subjectType, subjectId } }, made.manager.token)
  return { ...made, params, read, history }
}

describe('drivers', () => {
  it('are added and changed with a history, their numbers masked', async () => {
    const { params, manager, read, history, store } = await scene({ drivers: 0 })
    const made = await t.ok(mobility.addDriver, { params, body: newDriver }, manager.token)
    expect(made).toMatchObject({ name: '何伟', maskedPhone: '139****2222', version: 1, isActive: true })
    const { name, week, version } = made
    const body = { name, week, version, isActive: false, phone: '13900003333' }
    const call = { params: { driverId: made.id }, body }
    expect(await t.ok(mobility.changeDriver, call, manager.token)).toMatchObject({ version: 2, isActive: false })
    await t.refused(mobility.changeDriver, call, manager.token, 'mobility.resource_changed')
    expect((await read()).drivers).toMatchObject([{ maskedPhone: '139****3333', isActive: false }])
    const entries = await history('driver', made.id)
    expect(entries.map(({ action }) => action)).toEqual(['mobility.retire_driver', 'mobility.add_driver'])
    expect(JSON.stringify(entries)).not.toContain('13900003333')
    expect(store.id).toBeTruthy()
  })

  it('do not go while trips need them, and the trips are named', async () => {
    const { book, read, manager } = await scene({ drivers: 1 })
    await book(fetchIt)
    const [one] = (await read()).drivers
    if (!one) throw new Error('no driver')
    const { id, name, week, version } = one
    const change = (over: object) => ({
      params: { driverId: id },
      body: { name, week, version, isActive: true, ...over },
    })
    const refusal = await t.refused(
      mobility.changeDriver,
      change({ isActive: false }),
      manager.token,
      'mobility.resource_busy',
    )
    expect(refusal.data).toEqual({ orders: [{ kind: 'trip', day: TUESDAY, minute: 510 }] })
    const lateTuesdays = week.map((span, day) => (day === 2 ? { startsMinute: 540, endsMinute: 1080 } : span))
    await t.refused(mobility.changeDriver, change({ week: lateTuesdays }), manager.token, 'mobility.resource_busy')
    const freeSundays = week.map((span, day) => (day === 0 ? null : span))
    await t.ok(mobility.changeDriver, change({ week: freeSundays, name: '陈建国' }), manager.token)
  })

  it('need a mobile number and hours that make sense', async () => {
    const { params, manager } = await scene()
    const add = (over: object) => ({ params, body: { ...newDriver, ...over } })
    await t.refused(mobility.addDriver, add({ phone: '02155500001' }), manager.token, 'mobility.phone_invalid')
    await t.refused(mobility.addDriver, add({ name: ' ' }), manager.token, 'request.invalid')
    await t.refused(mobility.addDriver, add({ week: everyDay.slice(1) }), manager.token, 'request.invalid')
    const backwards = everyDay.map(() => ({ startsMinute: 600, endsMinute: 540 }))
    await t.refused(mobility.addDriver, add({ week: backwards }), manager.token, 'request.invalid')
  })
})

describe('loaner cars', () => {
  it('are added and changed with a history, each plate once', async () => {
    const { params, manager, read, history } = await scene({ cars: 0 })
    const made = await t.ok(mobility.addCar, { params, body: newCar }, manager.token)
    expect(made).toMatchObject({ plate: '沪C1A234', version: 1 })
    await t.refused(mobility.addCar, { params, body: newCar }, manager.token, 'mobility.plate_taken')
    await t.refused(
      mobility.addCar,
      { params, body: { ...newCar, plate: '12345' } },
      manager.token,
      'vehicle.plate_invalid',
    )
    const { id, isActive: _active, ...rest } = made
    const call = { params: { carId: id }, body: { ...rest, isActive: false } }
    await t.ok(mobility.changeCar, call, manager.token)
    await t.refused(mobility.changeCar, call, manager.token, 'mobility.resource_changed')
    expect((await read()).cars).toMatchObject([{ isActive: false, version: 2 }])
    expect((await history('loaner_car', id)).map(({ action }) => action)).toEqual([
      'mobility.retire_loaner_car',
      'mobility.add_loaner_car',
    ])
    const second = await t.ok(mobility.addCar, { params, body: { ...newCar, plate: '沪C55555' } }, manager.token)
    const twin = { params: { carId: second.id }, body: { ...newCar, isActive: true, version: 1 } }
    await t.refused(mobility.changeCar, twin, manager.token, 'mobility.plate_taken')
  })

  it('do not go while somebody has been promised one', async () => {
    const { book, read, manager } = await scene({ cars: 1 })
    await book(lendOne)
    const [one] = (await read()).cars
    if (!one) throw new Error('no car')
    const { id, ...rest } = one
    const call = { params: { carId: id }, body: { ...rest, isActive: false } }
    const refusal = await t.refused(mobility.changeCar, call, manager.token, 'mobility.resource_busy')
    expect(refusal.data).toEqual({ orders: [{ kind: 'loaner', day: TUESDAY, minute: 600 }] })
  })
})

describe('administration', () => {
  it('is for the managers of the store', async () => {
    const { params, desk, read } = await scene()
    const stranger = await given(t).staff('svc_mgr', 'store', (await given(t).store()).id)
    const owner = await given(t).driver()
    for (const [token, code] of [
      [undefined, 'auth.required'],
      [owner.token, 'auth.forbidden'],
      [desk.token, 'auth.forbidden'],
      [stranger.token, 'auth.forbidden'],
    ] as const) {
      await t.refused(mobility.resources, { params }, token, code)
      await t.refused(mobility.addDriver, { params, body: newDriver }, token, code)
      await t.refused(mobility.addCar, { params, body: newCar }, token, code)
    }
    const { drivers, cars } = await read()
    const [driver] = drivers
    const [car] = cars
    if (!driver || !car) throw new Error('nothing there')
    const { id: driverId, maskedPhone: _phone, ...driverFields } = driver
    const { id: carId, ...carFields } = car
    const changeDriver = { params: { driverId }, body: driverFields }
    await t.refused(mobility.changeDriver, changeDriver, stranger.token, 'mobility.resource_not_found')
    await t.refused(mobility.changeDriver, changeDriver, desk.token, 'auth.forbidden')
    await t.refused(
      mobility.changeCar,
      { params: { carId }, body: carFields },
      stranger.token,
      'mobility.resource_not_found',
    )
    await t.refused(mobility.changeCar, { params: { carId }, body: carFields }, undefined, 'auth.required')
  })
})
