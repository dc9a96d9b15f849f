import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, files, type Problem } from '@pitlane/contract'
import { DAY_MS } from '@pitlane/kernel'
import supertest from 'supertest'
import { attach } from '../../server/src/modules/files'
import { startTestApp, type TestApp } from '../support/app'
import { ownerScene, wish } from '../support/booking-scene'
import { filesOf, someId } from '../support/files-scene'
import { given } from '../support/given'
import { mp3, smallPhoto, webp } from '../support/media'

let t: TestApp
let f: ReturnType<typeof filesOf>
let owner: { customerId: string; token: string }
let photo: Buffer
beforeAll(async () => {
  t = await startTestApp()
  f = filesOf(t)
  photo = await smallPhoto()
})
afterAll(() => t.stop())
beforeEach(async () => {
  t.files.kept.clear()
  t.files.isDown = false
  owner = await given(t).owner()
})

type Sending = Partial<Parameters<typeof f.send>[1]>
const mine = (sending: Sending = {}) => ({ token: owner.token, ...sending })
const sent = (bytes: Buffer, sending?: Sending) => f.sent(bytes, mine(sending))
const photoOf = (bytes: Buffer) => f.photoOf(bytes, mine())
const refusal = (code: string) => expect.objectContaining({ code })

describe('a link', () => {
  it('lets its holder see the file as what it is, and nothing else', async () => {
    const { url } = await photoOf(photo)
    const { headers } = await f.fetched(url)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['content-disposition']).toMatch(/^inline; filename="[a-z0-9-]+\.jpg"$/)
    expect(headers['cache-control']).toMatch(/^private, max-age=(6|7|8|9)\d\d, immutable$/)
  })

  it('is good for ten minutes, and no longer than fifteen', async () => {
    const { url } = await photoOf(photo)
    t.clock.pass(599_000)
    expect((await f.fetched(url)).status).toBe(200)
    t.clock.pass(302_000)
    const { status, text } = await supertest(t.url).get(url)
    expect([status, (JSON.parse(text) as Problem).code]).toEqual([410, 'files.link_over'])
  })

  it('cannot be made or changed by anybody else', async () => {
    const view = await photoOf(photo)
    const other = await photoOf(await webp())
    const sig = /sig=([\w-]+)/.exec(view.url)?.[1] ?? ''
    const exp = Number(/exp=(\d+)/.exec(view.url)?.[1])
    const forged = [
      view.url.replace(view.id, other.id),
      view.url.replace('/full?', '/thumb?'),
      view.url.replace(String(exp), String(exp + 300)),
      view.url.replace(sig, `${sig.slice(0, -2)}${sig.endsWith('AA') ? 'BB' : 'AA'}`),
    ]
    for (const url of forged) expect((await supertest(t.url).get(url)).status).toBe(404)
    for (const url of [view.url.replace(sig, ''), view.url.replace(/\?.*/, '')])
      expect((await supertest(t.url).get(url)).status).toBe(400)
    expect((await supertest(t.url).get('/api/files/..%2F..%2Fetc/full?exp=1&sig=x')).status).toBe(400)
  })
})

describe('what was sent', () => {
  it('is kept with its subject, in the order that was asked for', async () => {
    const first = await sent(photo)
    const second = await sent(await webp())
    const voice = await sent(mp3(4))
    const subjectId = someId()
    await f.attach(owner.customerId, [second.id, voice.id, first.id, second.id], subjectId)
    await f.attach(owner.customerId, [second.id, voice.id, first.id], subjectId)
    const none = someId()
    const links = await f.linksFor(subjectId, none)
    expect(links.get(none)).toEqual({ photos: [], voice: null })
    expect(links.get(subjectId)?.photos.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(links.get(subjectId)?.voice).toMatchObject({ id: voice.id, seconds: 4 })
    expect((await f.fetched(links.get(subjectId)?.photos[0]?.thumbUrl ?? '')).status).toBe(200)
  })

  it('cannot be used by somebody else, for two things, or after it is gone', async () => {
    const mine = await sent(photo)
    const other = await given(t).owner()
    await expect(f.attach(other.customerId, [mine.id], someId())).rejects.toEqual(refusal('files.not_found'))
    await expect(f.attach(owner.customerId, [someId()], someId())).rejects.toEqual(refusal('files.not_found'))
    const [a, b] = [someId(), someId()]
    const both = await Promise.allSettled([a, b].map((id) => f.attach(owner.customerId, [mine.id], id)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const links = await f.linksFor(a, b)
    expect([...links.values()].flatMap(({ photos }) => photos)).toHaveLength(1)
  })

  it('is nine photos and one voice at most', async () => {
    const ids: string[] = []
    for (let i = 0; i < 10; i++) ids.push((await sent(photo)).id)
    const voices = [(await sent(mp3(1))).id, (await sent(mp3(1))).id]
    await expect(f.attach(owner.customerId, ids, someId())).rejects.toEqual(refusal('files.too_many'))
    await expect(f.attach(owner.customerId, voices, someId())).rejects.toEqual(refusal('files.too_many'))
    await f.attach(owner.customerId, [...ids.slice(0, 9), voices[0] ?? ''], someId())
  })

  it('costs nothing where nothing is attached', async () => {
    const nothing = new Proxy({}, { get: () => () => Promise.reject(new Error('a statement')) })
    const none = { fileIds: [], owner: { kind: 'customer', id: owner.customerId } } as const
    await attach(nothing as never, { ...none, subject: { type: 'booking', id: someId(), purpose: 'booking_remark' } })
  })

  it('and not used within a day is deleted, bytes and row; what is used stays', async () => {
    const [used, unused] = [await sent(photo), await sent(mp3(2))]
    await f.attach(owner.customerId, [used.id], someId())
    t.clock.pass(DAY_MS - 1000)
    await t.settle()
    expect(t.files.kept.size).toBe(3)
    t.clock.pass(2000)
    await t.settle()
    expect([...t.files.kept.keys()].every((key) => key.includes(used.id.toLowerCase()))).toBe(true)
    expect(t.files.kept.size).toBe(2)
    await expect(f.attach(owner.customerId, [unused.id], someId())).rejects.toEqual(refusal('files.not_found'))
    expect(await t.world.app.metrics.registry.getSingleMetricAsString('pitlane_files_swept_total')).toMatch(
      / [1-9]\d*$/m,
    )
  })

  it('leaves no bytes behind when the server dies before it is written down', async () => {
    const write = t.files.put.bind(t.files)
    t.files.put = async (key, bytes) => {
      await write(key, bytes)
      throw new Error('the server dies')
    }
    expect((await f.send(photo, mine())).problem.code).toBe('server.unexpected')
    t.files.put = write
    expect(t.files.kept.size).toBe(1)
    t.clock.pass(DAY_MS + 1000)
    await t.settle()
    expect(t.files.kept.size).toBe(0)
  })

  it('can be taken back by who sent it, until it is used', async () => {
    const { id } = await sent(photo)
    const other = await given(t).owner()
    const take = { params: { fileId: id } }
    await t.ok(files.discard, take, other.token)
    expect(t.files.kept.size).toBe(2)
    await t.ok(files.discard, take, owner.token)
    await t.ok(files.discard, take, owner.token)
    expect(t.files.kept.size).toBe(0)
    const used = await sent(photo)
    await f.attach(owner.customerId, [used.id], someId())
    await t.refused(files.discard, { params: { fileId: used.id } }, owner.token, 'files.in_use')
  })

  it('follows its owner when two customers turn out to be one', async () => {
    const { id } = await sent(photo)
    const other = await given(t).owner()
    const merged = { type: 'customer.merged', from: owner.customerId, to: other.customerId } as const
    await t.world.app.db.tx(async (tx) => tx.emit(merged))
    await t.settle()
    await f.attach(other.customerId, [id], someId())
  })
})

describe('the files of a booking', () => {
  it('are seen by the staff of its store, and by nobody else', async () => {
    const { driver, mine, store } = await ownerScene(t)
    // Other tests have moved the clock on by days.
    const placed = await t.ok(booking.place, wish({ ...mine, day: '2026-12-01' }), driver.token)
    const { id } = await sent(photo, { token: driver.token })
    await f.attach(driver.customerId, [id], placed.id)
    const call = { params: { bookingId: placed.id } }
    const reader = await given(t).staff('technician', 'store', store.id)
    const { photos, voice } = await t.ok(files.ofBooking, call, reader.token)
    expect([photos.map((one) => one.id), voice]).toEqual([[id], null])
    expect((await f.fetched(photos[0]?.url ?? '')).status).toBe(200)

    const elsewhere = await given(t).staff('store_gm', 'store', (await given(t).store()).id)
    const without = await given(t).staff('auditor', 'store', store.id)
    await t.refused(files.ofBooking, call, elsewhere.token, 'booking.not_found')
    await t.refused(files.ofBooking, call, without.token, 'auth.forbidden')
    await t.refused(files.ofBooking, call, driver.token, 'auth.forbidden')
    await t.refused(files.ofBooking, call, undefined, 'auth.required')
    await t.refused(files.ofBooking, { params: { bookingId: someId() } }, reader.token, 'booking.not_found')
  })
})
