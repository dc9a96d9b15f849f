import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { vehicle } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import { requireVehicle } from '../../server/src/modules/vehicle'
import { Vehicle } from '../../server/src/modules/vehicle/vehicle.entity'
import { AuditLog } from '../../server/src/platform/platform-tables'
import { startTestApp, type TestApp } from '../support/app'
import { bindPhone, givenStaff, loginAsStaff, loginBySms, loginByWechat, type LoggedInOwner } from '../support/log-in'

let t: TestApp
let owner: LoggedInOwner
let stranger: LoggedInOwner
let vehicleId: string
beforeAll(async () => {
  t = await startTestApp()
  ;[owner, stranger] = [await loginByWechat(t, 'owner'), await loginByWechat(t, 'stranger')]
  vehicleId = await addCar(owner, '沪A12345')
})
afterAll(() => t.stop())

const body = { plate: '沪A12345', vin: null, brand: '大众', model: '帕萨特', fuel: 'ice' as const, mileageKm: null }
const addCar = async (who: LoggedInOwner, plate: string) =>
  (await t.ok(vehicle.add, { body: { ...body, plate } }, who.token)).id
const read = () => t.world.app.db.read

/** Every verb on one car. */
const verbs = (id: string, token: string | undefined) => [
  t.call(vehicle.edit, { params: { vehicleId: id }, body: { ...body, version: 1 } }, token),
  t.call(vehicle.makeDefault, { params: { vehicleId: id } }, token),
  t.call(vehicle.remove, { params: { vehicleId: id } }, token),
]

const outcomes = async (id: string, token: string | undefined) =>
  new Set((await Promise.all(verbs(id, token))).map((answer) => `${answer.status} ${answer.problem.code}`))

describe("another owner's car", () => {
  it('is not found on any verb, exactly like one that does not exist, and stays as it was', async () => {
    expect(await outcomes(vehicleId, stranger.token)).toEqual(new Set(['404 vehicle.not_found']))
    expect(await outcomes('7ZZZZZZZZZZZZZZZZZZZZZZZZZ', stranger.token)).toEqual(new Set(['404 vehicle.not_found']))
    await expect(requireVehicle(read(), stranger.id, vehicleId)).rejects.toMatchObject({ code: 'vehicle.not_found' })
    expect(await t.ok(vehicle.list, {}, stranger.token)).toEqual([])
    expect(await read().findOne(Vehicle, { id: vehicleId })).toMatchObject({
      customerId: owner.id,
      version: 1,
      removedAt: null,
    })
    expect(await read().count(AuditLog, { actorId: stranger.id })).toBe(0)
  })

  it.each(['1', "1' or '1'='1", '../../x', 'x'.repeat(1000), '😀'])('id %j is refused', async (id) => {
    expect(await outcomes(id, stranger.token)).toEqual(new Set(['400 request.invalid']))
  })

  it('and an edit that is malformed is not found out about either', async () => {
    const call = { params: { vehicleId }, body: { ...body, plate: 'xx', version: 1 } }
    await t.refused(vehicle.edit, call, stranger.token, 'vehicle.not_found')
  })
})

describe('without the right token', () => {
  it('nothing is read or written', async () => {
    await givenStaff(t, 'garage')
    const staff = (await loginAsStaff(t, 'garage')).accessToken
    for (const [token, code] of [
      [undefined, '401 auth.required'],
      ['abc.def.ghi', '401 auth.expired'],
      [staff, '403 auth.forbidden'],
    ] as const) {
      expect(await outcomes(vehicleId, token)).toEqual(new Set([code]))
      expect((await t.call(vehicle.list, {}, token)).status).toBe(Number(code.slice(0, 3)))
      expect((await t.call(vehicle.add, { body }, token)).status).toBe(Number(code.slice(0, 3)))
    }
    expect(await read().count(Vehicle, {})).toBe(1)
  })

  it('an expired one is as good as none', async () => {
    const late = await loginByWechat(t, 'late')
    t.clock.pass(11 * MINUTE_MS)
    expect(await outcomes(vehicleId, late.token)).toEqual(new Set(['401 auth.expired']))
    owner = await loginByWechat(t, 'owner')
  })
})

describe('the audit of a garage', () => {
  it('says what was before and is now, masked, with the request', async () => {
    const who = await loginByWechat(t, 'audited')
    const vin = 'LSVTEST20R2900001'
    const { id } = await t.ok(vehicle.add, { body: { ...body, plate: '沪D12345', vin } }, who.token)
    const params = { vehicleId: id }
    await t.ok(vehicle.edit, { params, body: { ...body, vin: undefined, plate: '沪E12345', version: 1 } }, who.token)
    const other = await addCar(who, '沪F12345')
    await t.ok(vehicle.makeDefault, { params: { vehicleId: other } }, who.token)
    await t.ok(vehicle.remove, { params }, who.token)
    const rows = await read().find(AuditLog, { where: { subjectId: id }, order: { id: 'ASC' } })
    expect(rows.map((row) => row.action)).toEqual(['vehicle.add', 'vehicle.edit', 'vehicle.remove'])
    expect(rows[1]).toMatchObject({
      ...{ actorKind: 'customer', actorId: who.id, requestId: expect.any(String) },
      stateBefore: { plate: '沪D·**345', vin: 'LSV**********0001', version: 1 },
      stateAfter: { plate: '沪E·**345', vin: 'LSV**********0001', version: 2 },
    })
    expect(await read().count(AuditLog, { action: 'vehicle.make_default', subjectId: other })).toBe(1)
    expect(JSON.stringify(rows)).not.toMatch(/12345|LSVTEST/)
  })
})

describe('when two owners turn out to be one', () => {
  it('the cars move to the one who stays: one default, no car twice', async () => {
    const byPhone = await loginBySms(t, '13800138000')
    const kept = [await addCar(byPhone, '沪A10001'), await addCar(byPhone, '沪A10002')]
    const byWechat = await loginByWechat(t, 'merging')
    const moved = [await addCar(byWechat, '沪A10003'), await addCar(byWechat, '沪A10002')]
    const merged = await bindPhone(t, byWechat, '13800138000')
    await t.settle()
    const garage = await t.ok(vehicle.list, {}, merged.token)
    expect(garage.map((car) => car.id)).toEqual([...kept, moved[0]])
    expect(garage.map((car) => car.isDefault)).toEqual([true, false, false])
    expect(await read().findOne(Vehicle, { id: moved[1] ?? '' })).toMatchObject({
      customerId: byPhone.id,
      liveId: null,
    })
    expect(await read().count(Vehicle, { customerId: byWechat.id })).toBe(0)
    const [row] = await read().find(AuditLog, { where: { action: 'vehicle.adopt' } })
    expect(row?.stateAfter).toEqual({ moved: 2, removed: [moved[1]], demoted: [moved[0]] })
  })

  it('twice in a row, the cars of all three end up with the last', async () => {
    const last = await loginBySms(t, '13700137000')
    const middle = await loginBySms(t, '13600136000')
    const first = await loginByWechat(t, 'merging twice')
    const ids = [await addCar(last, '沪A20001'), await addCar(middle, '沪A20002'), await addCar(first, '沪A20003')]
    const merged = await bindPhone(t, await bindPhone(t, first, '13600136000'), '13700137000')
    await t.settle()
    const garage = await t.ok(vehicle.list, {}, merged.token)
    expect(garage.map((car) => [car.id, car.isDefault])).toEqual([
      [ids[0], true],
      [ids[1], false],
      [ids[2], false],
    ])
  })

  it('the default comes along when the other garage is empty', async () => {
    await loginBySms(t, '13900139000')
    const byWechat = await loginByWechat(t, 'merging into nothing')
    const id = await addCar(byWechat, '沪A10009')
    const merged = await bindPhone(t, byWechat, '13900139000')
    await t.settle()
    expect(await t.ok(vehicle.list, {}, merged.token)).toMatchObject([{ id, isDefault: true }])
  })
})
