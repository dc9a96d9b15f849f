import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { vehicle, type BodyIn } from '@pitlane/contract'
import {
  findVehicles,
  holdVehicle,
  isHoldRefused,
  releaseVehicle,
  requireVehicle,
} from '../../server/src/modules/vehicle'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import { newId } from '../../server/src/platform/id'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'

let t: TestApp
let owner: { customerId: string; token: string }
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.stop())
beforeEach(async () => {
  owner = await given(t).owner()
})

type NewCar = BodyIn<typeof vehicle.add>
const car = (over: Partial<NewCar> = {}): NewCar => ({
  ...{ plate: '沪A12345', vin: null, brand: '大众', model: '帕萨特', fuel: 'ice', mileageKm: 52_300, ...over },
})
const add = (over: Partial<NewCar> = {}, token = owner.token) => t.call(vehicle.add, { body: car(over) }, token)
const added = async (over: Partial<NewCar> = {}) => await t.ok(vehicle.add, { body: car(over) }, owner.token)
const garage = (token = owner.token) => t.ok(vehicle.list, {}, token)
const read = () => t.world.app.db.read

describe('adding a car', () => {
  it('answers with the car, its VIN masked; the first is the default', async () => {
    const first = await added({ plate: '沪a·12345', vin: 'lsvtest20r2900001' })
    expect(first).toMatchObject({
      ...{ plate: '沪A12345', maskedVin: 'LSV**********0001', brand: '大众', model: '帕萨特', fuel: 'ice' },
      ...{ mileageKm: 52_300, isDefault: true, version: 1, doubts: [] },
    })
    const second = await added({ plate: '沪B12345' })
    expect(second.isDefault).toBe(false)
    expect((await garage()).map((one) => one.id)).toEqual([first.id, second.id])
  })

  it('without plates yet, by VIN alone; a doubtful VIN with a reason', async () => {
    expect(await added({ plate: null, vin: 'LSVTEST20R2900001' })).toMatchObject({ plate: null })
    const suspicious = await add({ plate: null, vin: 'WVWZZZ1KZ90000000' })
    expect(suspicious.problem).toMatchObject({
      code: 'vehicle.vin_suspicious',
      status: 422,
      data: { issues: ['format'] },
    })
    expect((await add({ plate: null, vin: 'WVWZZZ1KZ90000000', vinOverride: 'parallel_import' })).status).toBe(200)
    expect(await read().count(Vehicle, { vinOverride: 'parallel_import', customerId: owner.customerId })).toBe(1)
  })

  it('says softly that a new-energy car usually has a green plate', async () => {
    expect((await added({ fuel: 'bev' })).doubts).toEqual(['nev_plate_expected'])
    expect((await added({ fuel: 'bev', plate: '沪AD12345' })).doubts).toEqual([])
  })

  it('twice is refused, by plate or by VIN; in two garages it is not', async () => {
    await added({ vin: 'LSVTEST20R2900001' })
    expect((await add({ plate: '沪Ａ·１２３４５' })).problem).toMatchObject({
      code: 'vehicle.already_in_garage',
      status: 409,
    })
    expect((await add({ plate: '沪B12345', vin: 'LSVTEST20R2900001' })).problem.code).toBe('vehicle.already_in_garage')
    const wife = await given(t).owner()
    expect((await add({ vin: 'LSVTEST20R2900001' }, wife.token)).status).toBe(200)
  })

  it.each<[string, unknown, string]>([
    ['a plate that is none', { plate: '沪A1234' }, 'vehicle.plate_invalid'],
    ['a plate of emoji', { plate: '🚗🚗🚗🚗🚗🚗🚗' }, 'vehicle.plate_invalid'],
    ['SQL for a plate', { plate: "';drop table vehicle;--" }, 'vehicle.plate_invalid'],
    ['a thousand-character plate', { plate: '沪'.repeat(1000) }, 'request.invalid'],
    ['a short VIN', { vin: 'LSVTEST20R290000' }, 'vehicle.vin_invalid'],
    [
      'a VIN with a letter that no VIN has',
      { vin: 'LSVTESI20R2900001', vinOverride: 'oem_exception' },
      'vehicle.vin_invalid',
    ],
    ['neither plate nor VIN', { plate: null }, 'request.invalid'],
    ['two empty texts', { plate: '', vin: '' }, 'request.invalid'],
    ['a reason that is none', { vin: 'WVWZZZ1KZ90000000', vinOverride: 'because' }, 'request.invalid'],
    ['no brand', { brand: '  ' }, 'request.invalid'],
    ['a long model', { model: '型'.repeat(51) }, 'request.invalid'],
    ['a fuel that is none', { fuel: 'steam' }, 'request.invalid'],
    ['a broken mileage', { mileageKm: 1.5 }, 'request.invalid'],
    ['a mileage backwards', { mileageKm: -1 }, 'request.invalid'],
  ])('%s is refused, and nothing is written', async (_, over, code) => {
    expect((await add(over as Partial<NewCar>)).problem.code).toBe(code)
    expect(await read().count(Vehicle, { customerId: owner.customerId })).toBe(0)
    expect(await read().count(AuditLog, { subjectType: 'vehicle', actorId: owner.customerId })).toBe(0)
  })

  it.each(["'; drop table vehicle; --", '" or ""="', '🚙 大众', '\\', '%_', '<script>alert(1)</script>'])(
    '%s is a brand like any other',
    async (brand) => {
      expect((await added({ brand, model: brand })).brand).toBe(brand)
      expect((await garage())[0]).toMatchObject({ brand, model: brand })
    },
  )

  it('many at once makes one default and stops at twenty', async () => {
    const plates = Array.from({ length: 25 }, (_, i) => `沪A${String(10_000 + i)}`)
    const answers = await Promise.all(plates.map((plate) => add({ plate })))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(20)
    expect(answers.filter((answer) => answer.problem.code === 'vehicle.garage_full')).toHaveLength(5)
    expect((await garage()).filter((one) => one.isDefault)).toHaveLength(1)
    expect((await garage())[0]?.isDefault).toBe(true)
  })

  it('the same car ten times at once adds one', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => add()))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(9).fill(409)])
    expect(await garage()).toHaveLength(1)
  })
})

describe('editing a car', () => {
  const edit = (id: string, over: object) =>
    t.call(
      vehicle.edit,
      { params: { vehicleId: id }, body: { ...car(), vin: undefined, version: 1, ...over } },
      owner.token,
    )

  it('keeps the VIN that is left out, and removes one that is null', async () => {
    const { id } = await added({ vin: 'LSVTEST20R2900001' })
    const kept = await edit(id, { model: '途观L', mileageKm: null })
    expect(kept.body).toMatchObject({
      model: '途观L',
      mileageKm: null,
      maskedVin: 'LSV**********0001',
      version: 2,
      isDefault: true,
    })
    expect((await edit(id, { vin: null, version: 2 })).body).toMatchObject({ maskedVin: null, version: 3 })
    expect((await edit(id, { plate: null, version: 3 })).problem.code).toBe('request.invalid')
    expect((await edit(id, { plate: null, vin: 'WVWZZZ1KZ90000000', version: 3 })).problem.code).toBe(
      'vehicle.vin_suspicious',
    )
  })

  it('against an older version is refused; of two at once one wins', async () => {
    const { id } = await added()
    const answers = await Promise.all([edit(id, { model: '甲' }), edit(id, { model: '乙' })])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    expect((await edit(id, { model: '丙' })).problem.code).toBe('vehicle.changed')
  })

  it('may keep its own plate but not take that of another car of the garage', async () => {
    const { id } = await added()
    await added({ plate: '沪B12345' })
    expect((await edit(id, { plate: '沪A·12345' })).status).toBe(200)
    expect((await edit(id, { plate: '沪B12345', version: 2 })).problem.code).toBe('vehicle.already_in_garage')
    expect((await edit(id, { plate: 'xx', version: 2 })).problem.code).toBe('vehicle.plate_invalid')
  })
})

describe('the default car', () => {
  it('is one at any time, also when two are chosen at once', async () => {
    const cars = [await added(), await added({ plate: '沪B12345' }), await added({ plate: '沪C12345' })]
    const choose = (id = '') => t.ok(vehicle.makeDefault, { params: { vehicleId: id } }, owner.token)
    expect((await choose(cars[2]?.id)).map((one) => one.id)).toEqual([cars[2]?.id, cars[0]?.id, cars[1]?.id])
    await Promise.all([choose(cars[0]?.id), choose(cars[1]?.id), choose(cars[0]?.id)])
    expect((await garage()).filter((one) => one.isDefault)).toHaveLength(1)
  })

  it('that is removed leaves its place to the oldest of the others', async () => {
    const cars = [await added(), await added({ plate: '沪B12345' }), await added({ plate: '沪C12345' })]
    await t.ok(vehicle.remove, { params: { vehicleId: cars[0]?.id ?? '' } }, owner.token)
    expect((await garage()).map((one) => [one.id, one.isDefault])).toEqual([
      [cars[1]?.id, true],
      [cars[2]?.id, false],
    ])
  })
})

describe('removing a car', () => {
  const remove = (id: string) => t.call(vehicle.remove, { params: { vehicleId: id } }, owner.token)
  const hold = (id: string, reason: string) => t.world.app.db.tx((tx) => holdVehicle(tx, id, reason))
  const release = (id: string, reason: string) => t.world.app.db.tx((tx) => releaseVehicle(tx, id, reason))

  it('keeps its row for the history, and the same plate may come again', async () => {
    const { id } = await added()
    expect((await remove(id)).status).toBe(200)
    expect((await remove(id)).problem.code).toBe('vehicle.not_found')
    const { vault } = t.world.app
    expect(await findVehicles(read(), vault, [id, id, newId()])).toEqual([
      { id, name: '大众 帕萨特', plate: '沪A12345', vin: null },
    ])
    await expect(requireVehicle(read(), owner.customerId, id)).rejects.toMatchObject({ code: 'vehicle.not_found' })
    expect((await added()).isDefault).toBe(true)
  })

  it('is refused while it is held, for any of several reasons', async () => {
    const { id } = await added()
    const [first, second] = [newId(), newId()]
    await hold(id, first)
    await hold(id, second)
    await release(id, first)
    await release(id, first)
    expect((await remove(id)).problem).toMatchObject({ code: 'vehicle.has_booking', status: 409 })
    expect(await garage()).toMatchObject([{ id, isDefault: true }])
    await release(id, second)
    expect((await remove(id)).status).toBe(200)
    for (const gone of [id, newId()]) {
      expect(isHoldRefused(await hold(gone, first).catch((e: unknown) => e))).toBe(true)
    }
  })

  it('and holding it at the same moment: one of the two is refused', async () => {
    const cars = await Promise.all(Array.from({ length: 8 }, (_, i) => added({ plate: `沪A${10_000 + i}` })))
    for (const { id } of cars) {
      const [removal, held] = await Promise.all([
        remove(id),
        hold(id, newId()).then(
          () => true,
          () => false,
        ),
      ])
      expect(removal.status === 200).toBe(!held)
    }
  })
})
