import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals'
import { files, type ErrorCode, type Problem } from '@pitlane/contract'
import sharp from 'sharp'
import { startTestApp, type TestApp } from '../support/app'
import { filesOf, someId } from '../support/files-scene'
import { given } from '../support/given'
import { aac, bomb, clearPng, heic, mp3, mp4, ogg, phonePhoto, smallPhoto, svg, webm, webp } from '../support/media'

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

/** The marker in a JPEG file after which its picture begins (ITU-T T.81, table B.1: SOS). */
const START_OF_SCAN = Buffer.from([0xff, 0xda])

type Sending = Partial<Parameters<typeof f.send>[1]>
const mine = (sending: Sending = {}) => ({ token: owner.token, ...sending })
const sent = (bytes: Buffer, sending?: Sending) => f.sent(bytes, mine(sending))
const photoOf = (bytes: Buffer) => f.photoOf(bytes, mine())
const post = () => f.post(mine())
async function refused(bytes: Buffer, code: ErrorCode, sending?: Sending): Promise<Problem> {
  const { problem, status } = await f.send(bytes, mine(sending))
  expect({ status: status >= 400, code: problem.code }).toEqual({ status: true, code })
  return problem
}

describe('a photo', () => {
  it('is turned upright, made smaller, and says no longer where and with what it was taken', async () => {
    const original = await phonePhoto()
    expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('SecretPhone')
    const view = await photoOf(original)
    expect({ width: view.width, height: view.height }).toEqual({ width: 1024, height: 2048 })
    for (const [url, longer] of [
      [view.url, 2048],
      [view.thumbUrl, 320],
    ] as const) {
      const bytes = await f.bytesAt(url)
      const { format, width, height, exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata()
      expect({ format, width, height }).toEqual({ format: 'jpeg', width: longer / 2, height: longer })
      expect([exif, icc, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined])
      // What follows is pixels: noise, in which any three letters turn up now and then.
      const header = bytes.subarray(0, bytes.indexOf(START_OF_SCAN)).toString('latin1')
      expect(header.length).toBeGreaterThan(100)
      expect(header).not.toMatch(/SecretPhone|Exif|GPS/)
    }
  })

  test.each([
    ['PNG', clearPng],
    ['WebP', webp],
  ])('%s becomes JPEG, whatever its header says; what is clear becomes white', async (_name, make) => {
    const { url } = await photoOf(await make())
    const { dominant } = await sharp(await f.bytesAt(url)).stats()
    expect((await sharp(await f.bytesAt(url)).metadata()).format).toBe('jpeg')
    if (_name === 'PNG') expect(dominant.r + dominant.g + dominant.b).toBeGreaterThan(700)
  })

  it('that is small stays as small as it is', async () => {
    expect(await photoOf(photo)).toMatchObject({ width: 64, height: 48 })
  })

  test.each([
    ['a text called photo.jpg', async () => Buffer.from('this is no photo'), 'files.not_a_photo'],
    ['an SVG with a program in it', async () => svg(), 'files.not_a_photo'],
    ['a photo of an iPhone as it is', async () => heic(), 'files.heic'],
    ['a photo that is cut off', async () => (await phonePhoto(800, 600)).subarray(0, 20_000), 'files.broken'],
    ['only the first bytes of one', async () => photo.subarray(0, 20), 'files.broken'],
    ['a bomb of 144 million pixels', bomb, 'files.too_many_pixels'],
    ['nothing', async () => Buffer.alloc(0), 'files.empty'],
    ['more than 12 MB', async () => Buffer.alloc(files.limits.photoBytes + 1), 'files.too_large'],
  ] as const)('%s is refused, and nothing of it is kept', async (_name, make, code) => {
    const problem = await refused(await make(), code, { type: 'image/jpeg' })
    expect(problem.title).toMatch(/[一-鿿].*。$/)
    expect(t.files.kept.size).toBe(0)
  })

  it('of more than 12 MB is refused also when nobody says how long it is', async () => {
    const call = post().set('content-type', 'image/jpeg').set('transfer-encoding', 'chunked')
    for (let i = 0; i < 13; i++) call.write(Buffer.alloc(1024 * 1024))
    const { status, problem } = f.answerOf(await call)
    expect([status, problem.code]).toEqual([413, 'files.too_large'])
  })
})

describe('a voice', () => {
  test.each([
    ['MP3', () => mp3(12), 12, 'audio/mpeg'],
    ['AAC', () => aac(3), 3, 'audio/aac'],
    ['Ogg', () => ogg(5), 5, 'audio/ogg'],
    ['WebM of a browser', webm, 1, 'audio/webm'],
    ['MP4 of a browser', mp4, 1, 'audio/mp4'],
    ['one that stops a moment late', () => mp3(60.5), 60, 'audio/mpeg'],
  ] as const)('%s is measured and kept as it is', async (_name, make, seconds, type) => {
    const { voice, photo: none } = await sent(make())
    expect([none, voice?.seconds]).toEqual([null, seconds])
    const answer = await f.fetched(voice?.url ?? '')
    expect([answer.headers['content-type'], (answer.body as Buffer).equals(make())]).toEqual([type, true])
  })

  test.each([
    ['longer than a minute', () => mp3(63), 'files.voice_too_long'],
    ['a tap on the button', () => mp3(0.2), 'files.voice_too_short'],
    ['with something else in it', () => Buffer.concat([mp3(2), Buffer.from('<script>')]), 'files.broken'],
    ['larger than 2 MB', () => Buffer.concat([ogg(5), Buffer.alloc(files.limits.voiceBytes)]), 'files.voice_too_large'],
  ] as const)('%s is refused', async (_name, make, code) => {
    await refused(make(), code)
  })

  it('is played in pieces where a player asks for pieces', async () => {
    const { voice } = await sent(mp3(2))
    const whole = await f.bytesAt(voice?.url ?? '')
    const part = async (range: string) => f.fetched(voice?.url ?? '').set('range', range)
    const first = await part('bytes=0-99')
    expect([first.status, first.headers['content-range']]).toEqual([206, `bytes 0-99/${whole.length}`])
    expect((first.body as Buffer).equals(whole.subarray(0, 100))).toBe(true)
    expect(((await part('bytes=-10')).body as Buffer).equals(whole.subarray(-10))).toBe(true)
    expect(((await part('bytes=100-')).body as Buffer).equals(whole.subarray(100))).toBe(true)
    expect((await part(`bytes=${whole.length}-`)).status).toBe(416)
  })
})

describe('sending', () => {
  it('takes the form in which WeChat sends files', async () => {
    const { status, body } = f.answerOf(
      await post().field('note', 'x').attach('file', photo, { filename: 'C:\\照片.jpg', contentType: 'text/plain' }),
    )
    expect([status, body.photo?.width]).toEqual([200, 64])
  })

  test.each([
    [
      'two files',
      (call: ReturnType<typeof post>) => call.attach('a', photo, 'a.jpg').attach('b', photo, 'b.jpg'),
      'request.invalid',
    ],
    ['no file', (call: ReturnType<typeof post>) => call.field('note', 'x'), 'request.invalid'],
    [
      'too much',
      (call: ReturnType<typeof post>) => call.attach('a', Buffer.alloc(files.limits.photoBytes + 1), 'a.jpg'),
      'files.too_large',
    ],
    [
      'no boundary',
      (call: ReturnType<typeof post>) => call.set('content-type', 'multipart/form-data').send('x'),
      'request.invalid',
    ],
    [
      'no end',
      (call: ReturnType<typeof post>) =>
        call
          .set('content-type', 'multipart/form-data; boundary=b')
          .send('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nxx'),
      'request.invalid',
    ],
    ['JSON', (call: ReturnType<typeof post>) => call.send({ file: 'x' }), 'request.invalid'],
  ])('refuses a body with %s', async (_name, fill, code) => {
    const { problem } = f.answerOf(await fill(post()))
    expect(problem.code).toBe(code)
    expect(t.files.kept.size).toBe(0)
  })

  it('answers a repeat with the same file, also when both come at once', async () => {
    const requestId = randomUUID()
    const twins = await Promise.all([
      sent(photo, { requestId }),
      sent(photo, { requestId }),
      sent(photo, { requestId }),
    ])
    expect(new Set(twins.map(({ id }) => id)).size).toBe(1)
    expect((await sent(photo, { requestId })).id).toBe(twins[0].id)
    expect(t.files.kept.size).toBe(2)
    expect((await sent(photo)).id).not.toBe(twins[0].id)
    const other = await given(t).owner()
    expect((await sent(photo, { requestId, token: other.token })).id).not.toBe(twins[0].id)
  })

  it('is for people who have logged in, and this purpose for owners', async () => {
    await refused(photo, 'auth.required', { token: undefined })
    const { id } = await given(t).store()
    await refused(photo, 'auth.forbidden', { token: (await given(t).staff('reception', 'store', id)).token })
    await refused(photo, 'request.invalid', { requestId: 'x' })
  })

  it('ends for those who fill the disk', async () => {
    const row = `insert into file (id, owner_kind, owner_id, request_id, purpose, media, content_type, bytes, sha256, state, created_at)
                 values (?, 'customer', ?, ?, 'booking_remark', 'photo', 'image/jpeg', 1, '', 'new', '2026-11-23 00:00:00.000')`
    await t.world.app.db.tx(async (tx) => {
      for (let i = 0; i < 40; i++) await tx.run(row, [someId(), owner.customerId, randomUUID()])
    })
    await refused(photo, 'files.too_many_waiting')
  })

  it('that fails on the way to the disk can be tried again', async () => {
    const requestId = randomUUID()
    t.files.isDown = true
    await refused(photo, 'server.unexpected', { requestId })
    t.files.isDown = false
    expect((await sent(photo, { requestId })).photo?.width).toBe(64)
  })
})
