import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { fileParts, urlOf, type ErrorCode, type Problem } from '@pitlane/contract'
import { DAY_MS } from '@pitlane/kernel'
import supertest from 'supertest'
import { startTestApp, type TestApp } from '../support/app'
import { filesOf, someId } from '../support/files-scene'
import { given } from '../support/given'
import { mp3, phonePhoto } from '../support/media'

let t: TestApp
let f: ReturnType<typeof filesOf>
let owner: { customerId: string; token: string }
/** Three parts and a bit: noise cannot be made small. */
let photo: Buffer
beforeAll(async () => {
  t = await startTestApp()
  f = filesOf(t)
  photo = await phonePhoto(1500, 1100)
  expect(photo.length).toBeGreaterThan(fileParts.PART_BYTES * 2)
})
afterAll(() => t.stop())
beforeEach(async () => {
  t.files.kept.clear()
  t.files.isDown = false
  owner = await given(t).owner()
})

const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const wish = (bytes: Buffer, over: object = {}) => ({
  body: {
    ...{ purpose: 'booking_remark' as const, bytes: bytes.length, sha256: sumOf(bytes), requestId: randomUUID() },
    ...over,
  },
})
const start = (call: ReturnType<typeof wish>) => t.ok(fileParts.start, call, owner.token)
const partOf = (bytes: Buffer, part: number) =>
  bytes.subarray(part * fileParts.PART_BYTES, (part + 1) * fileParts.PART_BYTES)
async function put(uploadId: string, part: number, bytes: Buffer, token = owner.token): Promise<ErrorCode | 'ok'> {
  const answer = await supertest(t.url)
    .put(urlOf(fileParts.put, { params: { uploadId, part } }))
    .set({ authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' })
    .send(bytes)
  return answer.status === 200 ? 'ok' : (answer.body as Problem).code
}
const numbersOf = (bytes: Buffer) => Array.from({ length: fileParts.partsOf(bytes.length) }, (_, part) => part)
/** All parts but these, the last one first. */
async function putAll(uploadId: string, bytes: Buffer, but: readonly number[] = []): Promise<void> {
  for (const part of numbersOf(bytes).reverse())
    if (!but.includes(part)) expect(await put(uploadId, part, partOf(bytes, part))).toBe('ok')
}
const complete = (uploadId: string) => t.ok(fileParts.complete, { params: { uploadId } }, owner.token)
const refused = (uploadId: string, code: ErrorCode, token = owner.token) =>
  t.refused(fileParts.complete, { params: { uploadId } }, token, code)
const partsKept = () => [...t.files.kept.keys()].filter((key) => key.endsWith('.part'))

describe('a file in parts', () => {
  it('arrives in any order and is taken in as a plain upload is, and its parts go', async () => {
    const { uploadId, partBytes, received } = await start(wish(photo))
    expect([partBytes, received]).toEqual([fileParts.PART_BYTES, []])
    await putAll(uploadId, photo)
    const { photo: view } = await complete(uploadId)
    const plain = await f.photoOf(photo, { token: owner.token })
    expect([view?.width, view?.height]).toEqual([plain.width, plain.height])
    expect((await f.bytesAt(view?.url ?? '')).equals(await f.bytesAt(plain.url))).toBe(true)
    expect(partsKept()).toEqual([])
  })

  it('goes on where it stopped when a part was lost', async () => {
    const call = wish(photo)
    const { uploadId } = await start(call)
    await putAll(uploadId, photo, [1])
    await refused(uploadId, 'files.incomplete')
    const again = await start(call)
    expect(again).toMatchObject({ uploadId, received: numbersOf(photo).filter((part) => part !== 1) })
    expect(await put(uploadId, 1, partOf(photo, 1))).toBe('ok')
    expect((await complete(uploadId)).photo).not.toBeNull()
  })

  it('may send a part twice, also at once', async () => {
    const { uploadId } = await start(wish(photo))
    const twins = [0, 0, 0, 1, 1, 2].map((part) => put(uploadId, part, partOf(photo, part)))
    expect(new Set(await Promise.all(twins))).toEqual(new Set(['ok']))
    await putAll(uploadId, photo)
    const { id } = await complete(uploadId)
    expect(await put(uploadId, 0, partOf(photo, 0))).toBe('ok')
    expect(partsKept()).toEqual([])
    expect((await complete(uploadId)).id).toBe(id)
  })

  it('begins once for one request id, also when both begin at once', async () => {
    const call = wish(photo)
    const twins = await Promise.all([start(call), start(call), start(call)])
    expect(new Set(twins.map(({ uploadId }) => uploadId)).size).toBe(1)
    const other = wish(photo.subarray(1), { requestId: call.body.requestId })
    await t.refused(fileParts.start, other, owner.token, 'files.upload_differs')
  })

  it('that does not have the announced sum is refused, and asked for anew', async () => {
    const call = wish(photo, { sha256: sumOf(Buffer.from('something else')) })
    const { uploadId } = await start(call)
    await putAll(uploadId, photo)
    await refused(uploadId, 'files.incomplete')
    expect((await start(call)).received).toEqual([])
  })

  it('that was damaged on the way gets through the second time', async () => {
    const call = wish(photo)
    const { uploadId } = await start(call)
    await putAll(uploadId, photo)
    await put(uploadId, 0, Buffer.alloc(fileParts.PART_BYTES))
    await refused(uploadId, 'files.incomplete')
    expect((await start(call)).received).toEqual([])
    await putAll(uploadId, photo)
    expect((await complete(uploadId)).photo).not.toBeNull()
  })

  it('is completed once, whoever asks how often', async () => {
    const { uploadId } = await start(wish(photo))
    await putAll(uploadId, photo)
    const twins = await Promise.all([complete(uploadId), complete(uploadId), complete(uploadId)])
    expect(new Set(twins.map(({ id }) => id)).size).toBe(1)
    expect((await complete(uploadId)).id).toBe(twins[0].id)
    expect([...t.files.kept.keys()].filter((key) => key.endsWith('.jpg'))).toHaveLength(2)
  })

  it('whose plain upload arrived without an answer lacks no part', async () => {
    const call = wish(photo)
    const { id } = await f.sent(photo, { token: owner.token, requestId: call.body.requestId })
    const { uploadId, received } = await start(call)
    expect(received).toEqual(numbersOf(photo))
    expect((await complete(uploadId)).id).toBe(id)
  })
})

describe('what is refused', () => {
  it('is looked at by content, as for a plain upload', async () => {
    const text = Buffer.from('this is no photo')
    const { uploadId } = await start(wish(text))
    await putAll(uploadId, text)
    await refused(uploadId, 'files.not_a_photo')
    await refused(uploadId, 'files.not_a_photo')
    const long = mp3(63)
    const voice = await start(wish(long))
    await putAll(voice.uploadId, long)
    await refused(voice.uploadId, 'files.voice_too_long')
  })

  it('is a part of the wrong length, behind the end, or too long', async () => {
    const { uploadId } = await start(wish(photo))
    const last = numbersOf(photo).length - 1
    expect(await put(uploadId, 0, partOf(photo, 0).subarray(1))).toBe('files.part_wrong')
    expect(await put(uploadId, last, partOf(photo, 0))).toBe('files.part_wrong')
    expect(await put(uploadId, last + 1, Buffer.alloc(0))).toBe('files.part_wrong')
    expect(await put(uploadId, 0, Buffer.alloc(fileParts.PART_BYTES + 1))).toBe('files.part_wrong')
    expect(await put(uploadId, 48, partOf(photo, 0))).toBe('request.invalid')
    expect(partsKept()).toEqual([])
  })

  it('is an upload of somebody else, and one that is none', async () => {
    const { uploadId } = await start(wish(photo))
    const other = await given(t).owner()
    for (const [id, token] of [
      [uploadId, other.token],
      [someId(), owner.token],
    ] as const) {
      expect(await put(id, 0, partOf(photo, 0), token)).toBe('files.upload_not_found')
      await refused(id, 'files.upload_not_found', token)
    }
    await t.refused(fileParts.start, wish(photo), undefined, 'auth.required')
    await t.refused(fileParts.start, wish(photo, { purpose: 'workshop' }), owner.token, 'auth.forbidden')
    await t.refused(fileParts.start, wish(photo, { bytes: 12 * 1024 * 1024 + 1 }), owner.token, 'request.invalid')
    await t.refused(fileParts.start, wish(photo, { sha256: 'x' }), owner.token, 'request.invalid')
  })

  it('is the forty-first at the same time', async () => {
    for (let i = 0; i < 40; i++) await start(wish(photo))
    await t.refused(fileParts.start, wish(photo), owner.token, 'files.too_many_waiting')
  })
})

describe('the sweep', () => {
  it('deletes what is not finished after a day, and not before', async () => {
    const { uploadId } = await start(wish(photo))
    await putAll(uploadId, photo, [0])
    t.clock.pass(DAY_MS - 1000)
    await t.settle()
    expect(partsKept().length).toBe(numbersOf(photo).length - 1)
    t.clock.pass(2000)
    await t.settle()
    expect(partsKept()).toEqual([])
    owner = await given(t).owner()
    expect(await put(uploadId, 0, partOf(photo, 0))).toBe('files.upload_not_found')
  })

  it('takes nothing from a file that was finished and is used', async () => {
    const { uploadId } = await start(wish(photo))
    await putAll(uploadId, photo)
    const { id } = await complete(uploadId)
    await f.attach(owner.customerId, [id], someId())
    t.clock.pass(DAY_MS + 1000)
    await t.settle()
    expect(t.files.kept.size).toBe(2)
  })

  it('that comes between the bytes of a part and its note leaves nothing behind', async () => {
    const { uploadId } = await start(wish(photo))
    const write = t.files.put.bind(t.files)
    t.files.put = async (key, bytes) => {
      t.clock.pass(DAY_MS + 1000)
      await t.settle()
      await write(key, bytes)
    }
    expect(await put(uploadId, 0, partOf(photo, 0))).toBe('files.upload_not_found')
    t.files.put = write
    expect(t.files.kept.size).toBe(0)
  })
})
