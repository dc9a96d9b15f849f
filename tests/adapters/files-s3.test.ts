import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals'
import { createFilesS3, type S3Options } from '../../server/src/adapters/files-s3'
import { startTestApp } from '../support/app'
import { filesOf } from '../support/files-scene'
import { given } from '../support/given'
import { mp3 } from '../support/media'
import { startS3, type S3Server } from '../support/s3-server'
import { behavesAsFilesPort, refusedBy } from './files-port'

let s3: S3Server
beforeAll(async () => {
  s3 = await startS3()
})
afterAll(() => s3.stop())
beforeEach(() => {
  s3.objects.clear()
  s3.troubles.length = 0
  s3.seen.length = 0
})

const TIMEOUT_MS = 400
const bucket = (over: Partial<S3Options> = {}) => createFilesS3({ ...s3.options, timeoutMs: 5000, ...over })
const failure = async (work: Promise<unknown>) => work.then(() => undefined).catch((e: unknown) => e as Error)

behavesAsFilesPort('files-s3', bucket)

test('the stand-in refuses a body that is not the one that was signed', async () => {
  const meddling: typeof fetch = (url, init) => fetch(url, { ...init, body: 'something else' })
  const failed = await failure(bucket({ fetch: meddling }).put('ab/x.jpg', Buffer.from('x')))
  expect(failed).toMatchObject({ vendorCode: 403 })
  expect(s3.objects.size).toBe(0)
})

describe('what cannot succeed is asked once', () => {
  test.each([
    ['a wrong secret', { secret: 'another secret' }, 403],
    ['a wrong access key', { accessKey: 'AKIDOTHER' }, 403],
    ['a wrong region', { region: 'us-east-1' }, 403],
    ['a bucket that does not exist', { bucket: 'nobodys-bucket' }, 404],
  ])('%s', async (_name, over, vendorCode) => {
    for (const work of [
      (files: ReturnType<typeof bucket>) => files.get('ab/x.jpg'),
      (files: ReturnType<typeof bucket>) => files.put('ab/x.jpg', Buffer.from('x')),
      (files: ReturnType<typeof bucket>) => files.delete('ab/x.jpg'),
    ]) {
      s3.seen.length = 0
      const failed = await failure(work(bucket(over)))
      expect(failed).toEqual(refusedBy('files-s3', 'bad_request'))
      expect(failed).toMatchObject({ retryable: false, vendorCode })
      expect(s3.seen).toHaveLength(1)
    }
  })

  test('a redirect, which would carry the signature elsewhere', async () => {
    s3.troubles.push('redirect')
    expect(await failure(bucket().get('ab/x.jpg'))).toMatchObject({ reason: 'bad_request', vendorCode: 301 })
  })
})

describe('what may succeed is asked again', () => {
  it('after an error of the server, for every call', async () => {
    const files = bucket()
    s3.troubles.push('broken')
    await files.put('ab/x.jpg', Buffer.from('x'))
    s3.troubles.push('busy', 'broken')
    expect(await files.get('ab/x.jpg')).toEqual(Buffer.from('x'))
    s3.troubles.push('broken')
    await files.delete('ab/x.jpg')
    expect(s3.objects.size).toBe(0)
    expect(s3.seen.map(({ status }) => status)).toEqual([500, 200, 503, 500, 200, 500, 204])
  })

  it('after an answer that is cut off', async () => {
    s3.objects.set('ab/x.jpg', Buffer.from('x'))
    s3.troubles.push('cut')
    expect(await bucket().get('ab/x.jpg')).toEqual(Buffer.from('x'))
  })

  it('after no answer in time', async () => {
    s3.objects.set('ab/x.jpg', Buffer.from('x'))
    s3.troubles.push('slow')
    expect(await bucket({ timeoutMs: TIMEOUT_MS }).get('ab/x.jpg')).toEqual(Buffer.from('x'))
  })

  it('three times and no more', async () => {
    s3.troubles.push('broken', 'busy', 'broken', 'broken')
    const failed = await failure(bucket().get('ab/x.jpg'))
    expect(failed).toEqual(refusedBy('files-s3', 'unavailable'))
    expect(failed).toMatchObject({ retryable: true, vendorCode: 500 })
    expect(s3.seen).toHaveLength(3)
  })
})

it('is unavailable when nobody answers, and ends in time', async () => {
  const nobody = await failure(bucket({ endpoint: 'http://127.0.0.1:9' }).get('ab/x.jpg'))
  expect(nobody).toEqual(refusedBy('files-s3', 'unavailable'))
  s3.troubles.push('slow', 'slow', 'slow')
  const began = Date.now()
  const slow = await failure(bucket({ timeoutMs: TIMEOUT_MS }).put('ab/x.jpg', Buffer.from('x')))
  expect(slow).toMatchObject({ reason: 'unavailable', retryable: true })
  expect(Date.now() - began).toBeLessThan(4500)
})

it('says nothing of keys, addresses and answers when it fails', async () => {
  s3.troubles.push('broken', 'broken', 'broken')
  const failures = [
    await failure(bucket().get('ab/x.jpg')),
    await failure(bucket({ secret: 'another secret' }).get('ab/x.jpg')),
    await failure(bucket({ endpoint: 'http://127.0.0.1:9' }).get('ab/x.jpg')),
  ]
  const { accessKey, secret, bucket: name } = s3.options
  for (const failed of failures) {
    const told = `${String(failed)} ${JSON.stringify(failed)} ${String(failed?.cause)}`
    for (const word of [accessKey, secret, 'another secret', name, '127.0.0.1']) expect(told).not.toContain(word)
  }
})

it('names the bucket in the path or in the host, and keeps a path of the endpoint', async () => {
  const asked: string[] = []
  const listening = (async (url: string) => {
    asked.push(url)
    return new Response('x')
  }) as unknown as typeof fetch
  const over = { endpoint: 'https://oss.example.com/', bucket: 'photos', fetch: listening }
  await bucket(over).get('ab/x.jpg')
  await bucket({ ...over, style: 'host' }).get('ab/x.jpg')
  await bucket({ ...over, endpoint: 'https://example.com/s3/' }).get('ab/x.jpg')
  expect(asked).toEqual([
    'https://oss.example.com/photos/ab/x.jpg',
    'https://photos.oss.example.com/ab/x.jpg',
    'https://example.com/s3/photos/ab/x.jpg',
  ])
})

it('serves a server: what is sent is kept there, and played from there in pieces', async () => {
  const t = await startTestApp()
  try {
    Object.assign(t.files, bucket())
    const f = filesOf(t)
    const { token } = await given(t).owner()
    const { voice } = await f.sent(mp3(2), { token })
    expect([...s3.objects.values()]).toEqual([mp3(2)])
    const answer = await f.fetched(voice?.url ?? '').set('range', 'bytes=100-199')
    expect([answer.status, answer.headers['content-range']]).toEqual([206, `bytes 100-199/${mp3(2).length}`])
    expect((answer.body as Buffer).equals(mp3(2).subarray(100, 200))).toBe(true)
    s3.objects.clear()
    expect((await f.fetched(voice?.url ?? '')).status).toBe(404)
  } finally {
    await t.stop()
  }
})
