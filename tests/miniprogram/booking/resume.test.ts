import '../device'
import { createHash, randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { errors, fileParts, type ErrorCode } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { waitFor } from '@testing-library/react'
import { Attachments } from '../../../miniprogram/src/features/files/attachments'
import { sha256 } from '../../../miniprogram/src/lib/sha256'
import type { LocalFile } from '../../../miniprogram/src/lib/local-file'
import * as sending from '../../../miniprogram/src/lib/platform/send-file'
import { logIn } from '../owner-app'

const uploadId = '01J00000000000000000000701'
const fileId = '01J00000000000000000000702'
const within = { timeout: 15_000 }

/** A server of uploads behind a bad line: `isLost` says which calls nobody answers. */
interface Line {
  readonly parts: Map<number, Buffer>
  readonly asked: string[]
  announced: { bytes: number; sha256: string; requestId: string } | undefined
  isLost: (call: string) => boolean
  refusal: ErrorCode | undefined
}
let line: Line
let whole: string[]

function answer({ url, method, data }: Taro.request.Option<unknown>): unknown {
  const call = `${method} ${new URL(url).pathname.replace(`/api/file-uploads`, '').replace(uploadId, 'it')}`
  line.asked.push(call)
  if (line.isLost(call)) throw new Error('no answer')
  const [, part] = /parts\/(\d+)$/.exec(call) ?? []
  if (part !== undefined) {
    line.parts.set(Number(part), Buffer.from(data as ArrayBuffer))
    return {}
  }
  if (call.endsWith('completion')) return { id: fileId, photo: null, voice: null }
  line.announced = JSON.parse(String(data)) as NonNullable<Line['announced']>
  return { uploadId, partBytes: fileParts.PART_BYTES, received: [...line.parts.keys()] }
}

const refusalOf = (code: ErrorCode) => ({
  statusCode: errors[code].status,
  data: { type: 'about:blank', title: errors[code].zh, status: errors[code].status, code, requestId: 'r' },
})

beforeEach(() => {
  jest.restoreAllMocks()
  logIn()
  line = { parts: new Map(), asked: [], announced: undefined, isLost: () => false, refusal: undefined }
  whole = []
  const request = async (options: Taro.request.Option<unknown>) => {
    const data = answer(options)
    const isEnd = options.url.endsWith('completion')
    return line.refusal && isEnd ? refusalOf(line.refusal) : { statusCode: 200, data }
  }
  jest.spyOn(Taro, 'request').mockImplementation(request as unknown as typeof Taro.request)
  jest.spyOn(sending, 'sendFile').mockImplementation(({ url }) => {
    whole.push(url)
    return { answer: Promise.reject(new Error('no answer')), abort: () => undefined }
  })
})

function photo(bytes: number): { readonly content: Buffer; readonly file: LocalFile } {
  const content = randomBytes(bytes)
  const buffer = content.buffer.slice(content.byteOffset, content.byteOffset + bytes)
  return { content, file: { path: 'a.jpg', blob: { arrayBuffer: async () => buffer } as unknown as Blob } }
}
const large = () => photo(fileParts.PART_BYTES * 3 + 1000)
const arrived = () => Buffer.concat([...line.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes))
const count = (call: string) => line.asked.filter((asked) => asked === call).length
/** Sends it and lists how far it was said to have come. */
function send(file: LocalFile) {
  const box = new Attachments(() => true)
  const percents: number[] = []
  box.items.subscribe(() => percents.push(box.items.get()[0]?.percent ?? -1))
  box.addPhotos([file])
  return { box, percents, state: () => box.items.get()[0]?.state }
}

describe('a large photo', () => {
  test('travels in parts, with its sum, and says how far it has come', async () => {
    const { content, file } = large()
    const { box, percents, state } = send(file)
    await waitFor(() => expect(state()).toBe('sent'), within)
    expect(whole).toEqual([])
    expect(arrived().equals(content)).toBe(true)
    expect(line.announced).toMatchObject({
      ...{ bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
      ...{ requestId: box.items.get()[0]?.key },
    })
    expect(percents).toEqual(expect.arrayContaining([25, 50, 75, 100]))
    expect(box.items.get()[0]?.fileId).toBe(fileId)
  })

  test('goes on where it stopped, and sends nothing twice', async () => {
    const { content, file } = large()
    let isDown = true
    line.isLost = (call) => isDown && call === 'PUT /it/parts/2'
    const { percents, state } = send(file)
    await waitFor(() => expect(count('PUT /it/parts/2')).toBe(1), within)
    isDown = false
    await waitFor(() => expect(state()).toBe('sent'), within)
    expect(arrived().equals(content)).toBe(true)
    expect([0, 1, 2, 3].map((part) => count(`PUT /it/parts/${part}`))).toEqual([1, 1, 2, 1])
    // It never falls back.
    expect([...percents].sort((a, b) => a - b)).toEqual(percents)
  })

  test('goes on as long as it comes further, however often the line breaks', async () => {
    const { content, file } = photo(fileParts.PART_BYTES * 5)
    const broken = new Set<string>()
    line.isLost = (call) => {
      const isFirst = call.startsWith('PUT') && !broken.has(call)
      broken.add(call)
      return isFirst
    }
    const { state } = send(file)
    await waitFor(() => expect(state()).toBe('sent'), { timeout: 30_000 })
    expect(arrived().equals(content)).toBe(true)
  }, 40_000)

  test('that failed for good goes on where it stopped at a touch', async () => {
    const { content, file } = large()
    let isDown = true
    line.isLost = (call) => isDown && call !== 'POST ' && !/parts\/[01]$/.test(call)
    const { box, state } = send(file)
    await waitFor(() => expect(state()).toBe('failed'), within)
    isDown = false
    box.start()
    await waitFor(() => expect(state()).toBe('sent'), within)
    expect(arrived().equals(content)).toBe(true)
    expect([count('PUT /it/parts/0'), count('PUT /it/parts/1')]).toEqual([1, 1])
  })

  test('that the server refuses by its content is not sent again', async () => {
    line.refusal = 'files.not_a_photo'
    const { state } = send(large().file)
    await waitFor(() => expect(state()).toBe('useless'), within)
    expect(count('POST /it/completion')).toBe(1)
  })

  test('that is taken away stops between two parts', async () => {
    const { box } = send(large().file)
    line.isLost = (call) => {
      if (call === 'PUT /it/parts/0') box.remove(box.items.get()[0]?.key ?? '')
      return false
    }
    await box.settled()
    await waitFor(() => expect(line.parts.size).toBe(1), within)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(line.asked.filter((call) => call.startsWith('PUT'))).toEqual(['PUT /it/parts/0'])
  })
})

test('a small photo travels whole, and in parts once that got no answer', async () => {
  const { content, file } = photo(2000)
  const { box, state } = send(file)
  await waitFor(() => expect(state()).toBe('sent'), within)
  expect(whole).toHaveLength(1)
  expect(whole[0]).toContain(line.announced?.requestId ?? 'nothing')
  expect(box.items.get()[0]?.key).toBe(line.announced?.requestId)
  expect(arrived().equals(content)).toBe(true)
})

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_000])('the sum of %i bytes is that of everybody else', (n) => {
  const bytes = randomBytes(n)
  expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
})
