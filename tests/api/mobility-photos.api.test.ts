import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mobility } from '@pitlane/contract'
import { forgetAddresses } from '../../server/src/modules/mobility/forget.service'
import { startTestApp, type TestApp } from '../support/app'
import { rowsOf } from '../support/booking-scene'
import { filesOf } from '../support/files-scene'
import { given } from '../support/given'
import { mp3, smallPhoto } from '../support/media'
import { inspected, tripScene } from '../support/trip-scene'

let t: TestApp
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(() => t.stop())

/** A trip whose driver stands at the door. */
async function atTheDoor() {
  const scene = await tripScene(t)
  await scene.go('fetch', await scene.assign(), { to: 'arrived' })
  return scene
}

describe('photos of a car before it is driven away', () => {
  it('are at least four, of different files', async () => {
    const { photos, refused, tripOf } = await atTheDoor()
    const three = await photos(3)
    await refused(inspected({ photoIds: three }), 'mobility.photos_missing')
    await refused(inspected({ photoIds: [...three, ...three] }), 'mobility.photos_missing')
    expect(await tripOf()).toMatchObject({ state: 'arrived', inspection: null })
    expect(await t.world.app.db.read.rows("select count(*) as n from file where state = 'kept'")).toEqual([{ n: 0 }])
  })

  it('are seen by the desk and by the owner, in their order, and by nobody else', async () => {
    const { photos, call, tripOf, viewOf, desk, mineOf, bookingId } = await atTheDoor()
    const photoIds = (await photos(5)).reverse()
    const { id, version } = await tripOf()
    await t.ok(mobility.stepTrip, call(id, version, inspected({ photoIds })), desk.token)
    const seen = (await tripOf()).inspection?.photos ?? []
    expect(seen.map((photo) => photo.id)).toEqual(photoIds)
    const own = (await viewOf()).inspection?.photos ?? []
    expect(own.map((photo) => photo.id)).toEqual(photoIds)
    const { status, headers } = await filesOf(t).fetched(own[0]?.thumbUrl ?? '')
    expect([status, headers['content-type']]).toEqual([200, 'image/jpeg'])
    const stranger = await given(t).driver()
    expect((await mineOf(bookingId, stranger.token)).trips).toEqual([])
  })

  it('of a colleague, of another trip or of an owner are none', async () => {
    const { photos, refused, store, desk, owner } = await atTheDoor()
    const colleague = await given(t).staff('reception', 'store', store.id)
    await refused(inspected({ photoIds: await photos(4, colleague.token) }), 'files.not_found')
    const bytes = await smallPhoto()
    const { send } = filesOf(t)
    const sending = { token: owner.token, purpose: 'trip_condition' as const }
    expect((await send(bytes, sending)).problem.code).toBe('auth.forbidden')
    const voice = await send(mp3(2), { token: desk.token, purpose: 'trip_condition' })
    expect(voice.problem.code).toBe('files.not_a_photo')
    expect((await send(bytes, { token: desk.token })).problem.code).toBe('auth.forbidden')
  })

  it('are deleted with the address, 30 days after', async () => {
    const { go, viewOf } = await atTheDoor()
    await go('fetch', inspected({ consentName: '张三丰' }))
    expect((await viewOf()).inspection?.photos).toHaveLength(4)
    expect(t.files.kept.size).toBe(8)
    t.clock.set('2026-12-23T01:00:00.000Z')
    await t.settle()
    expect([await forgetAddresses(t.world.app), await rowsOf(t, 'file')]).toEqual([0, 4])
    t.clock.set('2026-12-24T01:00:00.000Z')
    expect([await forgetAddresses(t.world.app), await rowsOf(t, 'file')]).toEqual([1, 0])
    await t.settle()
    expect(t.files.kept.size).toBe(0)
    const left = await t.world.app.db.read.rows('select address_sealed as address, mileage_km as km from trip')
    expect(left).toEqual([{ address: null, km: 32_100 }])
    expect(await forgetAddresses(t.world.app)).toBe(0)
  })
})
