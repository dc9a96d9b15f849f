import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { catalog, resources, services } from '@pitlane/contract'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'
import { bookAt, managedScene } from '../support/resource-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

const fieldsOf = ({ id: _, version: __, ...fields }: services.ServiceDetail) => fields as services.ServiceFields

/** The catalogue of one store's group, and a call that changes its one service. */
async function catalogueScene() {
  const scene = await managedScene(t)
  const { admin, service } = scene
  // The service of the scene has a code of its own making.
  const read = async () => {
    const { services: all } = await t.ok(services.list, {}, admin.token)
    const found = all.find(({ id }) => id === service.id)
    if (!found) throw new Error('a catalogue without the service')
    return found
  }
  const fields = fieldsOf(await read())
  const call = (over: object, affectedSeen = 0, version = 1) => ({
    params: { serviceId: service.id },
    body: { version, affectedSeen, service: { ...fields, ...over } },
  })
  return { ...scene, read, fields, call }
}

describe('a service', () => {
  it('is changed for the whole group, and names the bookings that were planned shorter', async () => {
    const scene = await catalogueScene()
    const { admin, call, read } = scene
    const placed = await bookAt(t, scene)
    expect(await read()).toMatchObject({ bayMinutes: 60, technicianCount: 1, priceFen: 48_000, version: 1 })
    expect((await t.ok(services.preview, call({ priceFen: 52_000 }), admin.token)).affected).toEqual([])
    const { affected } = await t.ok(services.preview, call({ bayMinutes: 90, technicianCount: 2 }), admin.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'minutes' }, { kind: 'people' }] }])
    await t.refused(services.save, call({ bayMinutes: 90 }), admin.token, 'booking.impact_changed')
    const saved = await t.ok(services.save, call({ bayMinutes: 90 }, 1), admin.token)
    expect(saved).toMatchObject({ version: 2, affected: [{ id: placed.id }] })
    await t.refused(services.save, call({}), admin.token, 'catalog.service_changed')
    await t.refused(services.preview, call({}), admin.token, 'catalog.service_changed')
    expect(await read()).toMatchObject({ bayMinutes: 90, version: 2 })
  })

  it('names the bookings at a bay or with somebody that it does not fit any more', async () => {
    const scene = await catalogueScene()
    const { admin, call } = scene
    await bookAt(t, scene)
    const { affected } = await t.ok(services.preview, call({ bayType: 'mech', skill: 'engine' }), admin.token)
    expect(affected[0]?.losses).toEqual([
      { kind: 'bay', name: '快保 1 号' },
      { kind: 'technician', name: '技师1' },
    ])
  })

  it('is retired with its bookings kept, and leaves the menu of the owners', async () => {
    const scene = await catalogueScene()
    const { admin, call, params, read, service } = scene
    const placed = await bookAt(t, scene)
    const retired = { isActive: false }
    const { affected } = await t.ok(services.preview, call(retired), admin.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'service', name: service.name }] }])
    await t.ok(services.save, call(retired, 1), admin.token)
    expect(await t.ok(catalog.list, { params })).toEqual([])
    expect((await read()).isActive).toBe(false)
    await t.ok(services.save, call({ isActive: true }, 0, 2), admin.token)
    expect(await t.ok(catalog.list, { params })).toHaveLength(1)
    const query = { subjectType: 'service' as const, subjectId: service.id }
    const history = await t.ok(resources.history, { params, query }, admin.token)
    expect(history.map(({ action }) => action)).toEqual(['catalog.restore_service', 'catalog.retire_service'])
    expect(history[1]).toMatchObject({
      ...{ before: { isActive: true, stores: ['浦东店'] }, after: { isActive: false }, byName: '李静' },
    })
  })

  it('is added with its stores, and a code is known once', async () => {
    const { admin, fields, params, store } = await catalogueScene()
    const other = await given(t).store({ groupId: store.groupId, regionId: store.regionId, name: '徐汇店' })
    const body = { ...fields, code: 'AC-CLEAN', name: '空调清洗', storeIds: [other.id], sortOrder: 5 }
    const { id } = await t.ok(services.add, { body }, admin.token)
    expect((await t.ok(catalog.list, { params })).map((one) => one.id)).not.toContain(id)
    const [offered] = await t.ok(catalog.list, { params: { storeId: other.id } })
    expect(offered).toMatchObject({ id, name: '空调清洗', isBookable: true })
    await t.refused(services.add, { body }, admin.token, 'catalog.service_code_taken')
    const query = { subjectType: 'service' as const, subjectId: id }
    expect(await t.ok(resources.history, { params, query }, admin.token)).toMatchObject([
      { action: 'catalog.add_service', before: null, after: { code: 'AC-CLEAN', stores: ['徐汇店'] } },
    ])
  })

  it('is out of reach for a store manager, the admin of another group, and nobody', async () => {
    const { manager, call, store, fields, service } = await catalogueScene()
    const other = await given(t).store()
    const foreign = await given(t).staff('group_admin', 'group', other.groupId)
    for (const { token } of [manager, foreign]) {
      await t.refused(services.preview, call({}), token, 'auth.forbidden')
      await t.refused(services.save, call({}), token, 'auth.forbidden')
    }
    await t.refused(services.save, call({}), undefined, 'auth.required')
    await t.refused(services.list, {}, manager.token, 'auth.forbidden')
    const { services: seen } = await t.ok(services.list, {}, foreign.token)
    expect(seen.map(({ id }) => id)).not.toContain(service.id)
    const body = { ...fields, code: 'FOREIGN', storeIds: [store.id] }
    await t.refused(services.add, { body }, foreign.token, 'auth.forbidden')
    const unknown = { ...body, storeIds: ['0'.repeat(26)] }
    await t.refused(services.add, { body: unknown }, foreign.token, 'store.not_found')
  })

  it('is refused with words and numbers that make no sense', async () => {
    const { admin, call } = await catalogueScene()
    const variant = { familyId: '0'.repeat(26), bayMinutes: 60, technicianCount: 1, priceFen: null }
    const bad = [
      ...[{ technicianCount: 5 }, { bayMinutes: 3 }, { priceFen: -1 }, { name: ' ' }, { code: '小保养' }],
      ...[{ bayType: 'lane' }, { fuels: ['ice', 'ice'] }, { variants: [variant, variant] }],
    ]
    for (const over of bad) await t.refused(services.save, call(over), admin.token, 'request.invalid')
    await t.refused(services.save, call({ variants: [variant] }), admin.token, 'catalog.family_not_found')
  })
})

describe('a model family', () => {
  const passat = { name: '帕萨特系列', brand: '大众', modelPrefix: '帕萨特' }

  it('lets a service take longer on its cars alone', async () => {
    const scene = await catalogueScene()
    const { admin, call, read } = scene
    const placed = await bookAt(t, scene)
    const family = await t.ok(services.addFamily, { body: passat }, admin.token)
    const other = await t.ok(
      services.addFamily,
      { body: { ...passat, name: '途观', modelPrefix: '途观' } },
      admin.token,
    )
    const variant = (familyId: string) => ({
      variants: [{ familyId, bayMinutes: 90, technicianCount: 1, priceFen: 52_000 }],
    })
    expect((await t.ok(services.preview, call(variant(other.id)), admin.token)).affected).toEqual([])
    const { affected } = await t.ok(services.preview, call(variant(family.id)), admin.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'minutes' }] }])
    await t.ok(services.save, call(variant(family.id), 1), admin.token)
    expect((await read()).variants).toEqual(variant(family.id).variants)
  })

  it('is changed by version, and removed when no service names it', async () => {
    const { admin, call, params } = await catalogueScene()
    const { id: familyId } = await t.ok(services.addFamily, { body: passat }, admin.token)
    await t.refused(services.addFamily, { body: passat }, admin.token, 'catalog.family_taken')
    const at = { params: { familyId } }
    const wider = { ...passat, modelPrefix: '' }
    await t.ok(services.changeFamily, { ...at, body: { ...wider, version: 1 } }, admin.token)
    await t.refused(
      services.changeFamily,
      { ...at, body: { ...wider, version: 1 } },
      admin.token,
      'catalog.family_changed',
    )
    const variants = [{ familyId, bayMinutes: 60, technicianCount: 1, priceFen: null }]
    await t.ok(services.save, call({ variants }), admin.token)
    const remove = (version: number) => ({ ...at, query: { version } })
    await t.refused(services.removeFamily, remove(2), admin.token, 'catalog.family_in_use')
    await t.ok(services.save, call({ variants: [] }, 0, 2), admin.token)
    await t.refused(services.removeFamily, remove(1), admin.token, 'catalog.family_changed')
    await t.ok(services.removeFamily, remove(2), admin.token)
    await t.refused(services.removeFamily, remove(2), admin.token, 'catalog.family_not_found')
    const query = { subjectType: 'model_family' as const, subjectId: familyId }
    const history = await t.ok(resources.history, { params, query }, admin.token)
    expect(history.map(({ action }) => action)).toEqual([
      ...['catalog.remove_family', 'catalog.change_family', 'catalog.add_family'],
    ])
  })

  it('names the bookings whose cars would belong to another family that takes longer, before it is saved', async () => {
    const scene = await catalogueScene()
    const { admin, call } = scene
    const placed = await bookAt(t, scene)
    const golf = await t.ok(
      services.addFamily,
      { body: { ...passat, name: '高尔夫', modelPrefix: '高尔夫' } },
      admin.token,
    )
    const variants = [{ familyId: golf.id, bayMinutes: 90, technicianCount: 2, priceFen: null }]
    await t.ok(services.save, call({ variants }), admin.token)
    const previewOf = async (change: services.FamilyChange) =>
      (await t.ok(services.previewFamily, { body: { change } }, admin.token)).affected
    const at = { familyId: golf.id, version: 1 }
    const { name, brand } = golf
    const wider = { kind: 'change' as const, ...at, family: { name, brand, modelPrefix: '' } }
    expect(await previewOf({ ...wider, family: { name, brand, modelPrefix: '高尔夫·嘉旅' } })).toEqual([])
    expect(await previewOf(wider)).toMatchObject([
      { id: placed.id, losses: [{ kind: 'minutes' }, { kind: 'people' }], storeName: '浦东店' },
    ])
    const save = (affectedSeen: number) => ({
      params: { familyId: golf.id },
      body: { ...wider.family, version: 1, affectedSeen },
    })
    await t.refused(services.changeFamily, save(0), admin.token, 'booking.impact_changed')
    expect(await t.ok(services.changeFamily, save(1), admin.token)).toMatchObject({ modelPrefix: '', version: 2 })
    await t.refused(services.previewFamily, { body: { change: wider } }, admin.token, 'catalog.family_changed')
    // Those that were made stay as they are, and what was missing is not counted against the next change.
    expect(await previewOf({ ...wider, version: 2, family: passat })).toEqual([])
  })

  it('gives its cars to others when it goes, and takes them when it comes', async () => {
    const scene = await catalogueScene()
    const { admin, call } = scene
    const brand = { name: '大众全系', brand: '大众', modelPrefix: '' }
    const own = await t.ok(services.addFamily, { body: passat }, admin.token)
    const placed = await bookAt(t, scene)
    const all = await t.ok(services.addFamily, { body: brand }, admin.token)
    const variants = [{ familyId: all.id, bayMinutes: 90, technicianCount: 1, priceFen: null }]
    await t.ok(services.save, call({ variants }), admin.token)
    const gone = { kind: 'remove' as const, familyId: own.id, version: 1 }
    const { affected } = await t.ok(services.previewFamily, { body: { change: gone } }, admin.token)
    expect(affected).toMatchObject([{ id: placed.id, losses: [{ kind: 'minutes' }] }])
    const remove = (affectedSeen: number) => ({ params: { familyId: own.id }, query: { version: 1, affectedSeen } })
    await t.refused(services.removeFamily, remove(0), admin.token, 'booking.impact_changed')
    await t.ok(services.removeFamily, remove(1), admin.token)
    const back = { change: { kind: 'add' as const, family: passat } }
    expect((await t.ok(services.previewFamily, { body: back }, admin.token)).affected).toEqual([])
    const used = { change: { ...gone, familyId: all.id } }
    await t.refused(services.previewFamily, { body: used }, admin.token, 'catalog.family_in_use')
    await t.refused(services.previewFamily, { body: { change: gone } }, admin.token, 'catalog.family_not_found')
  })

  it('names no bookings of stores out of reach', async () => {
    const scene = await catalogueScene()
    const { admin, call } = scene
    await bookAt(t, scene)
    const golf = await t.ok(services.addFamily, { body: { ...passat, modelPrefix: '高尔夫' } }, admin.token)
    const variants = [{ familyId: golf.id, bayMinutes: 90, technicianCount: 1, priceFen: null }]
    await t.ok(services.save, call({ variants }), admin.token)
    const foreign = await given(t).staff('group_admin', 'group', (await given(t).store()).groupId)
    const family = { ...passat, modelPrefix: '' }
    const change = { kind: 'change' as const, familyId: golf.id, version: 1, family }
    expect((await t.ok(services.previewFamily, { body: { change } }, foreign.token)).affected).toEqual([])
    expect((await t.ok(services.previewFamily, { body: { change } }, admin.token)).affected).toHaveLength(1)
  })

  it('is for those who keep the catalogue', async () => {
    const { manager } = await catalogueScene()
    const change = { kind: 'add' as const, family: passat }
    await t.refused(services.previewFamily, { body: { change } }, manager.token, 'auth.forbidden')
    await t.refused(services.addFamily, { body: passat }, manager.token, 'auth.forbidden')
    await t.refused(services.addFamily, { body: passat }, undefined, 'auth.required')
    const at = { params: { familyId: '0'.repeat(26) } }
    await t.refused(services.removeFamily, { ...at, query: { version: 1 } }, manager.token, 'auth.forbidden')
    const body = { ...passat, version: 1 }
    await t.refused(services.changeFamily, { ...at, body }, manager.token, 'auth.forbidden')
  })
})
