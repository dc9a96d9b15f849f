import { drawer } from './kept-files'
import '../device'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { errors, fileParts, type ErrorCode } from '@pitlane/contract'
import Taro from '@tarojs/taro'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { deliver, uploadPhoto, verdictOf } from '../../../miniprogram/src/features/staff/staff.api'
import { queue } from '../../../miniprogram/src/features/staff/staff-queue'
import { currentStaff } from '../../../miniprogram/src/features/staff/staff-session'
import type { Queue } from '../../../miniprogram/src/lib/offline-queue'
import { QueueRunner } from '../../../miniprogram/src/lib/queue-runner'
import { uuid } from '../../../miniprogram/src/lib/uuid'
import { notes, tap } from '../owner-app'
import { begin, leave, online, open } from './at-the-car'
import { camera, commands, JOB } from './scene'

const FILE = '01J00000000000000000000602'
const COUNT = 4
const content = randomBytes(fileParts.PART_BYTES * (COUNT - 1) + 1000)

/** What the server has of uploads, and how the line to it is. */
interface Line {
  readonly parts: Map<string, Map<number, Buffer>>
  readonly asked: string[]
  readonly announced: { requestId: string; purpose: string }[]
  readonly tokens: Set<string>
  uploadId: string
  isLost: (call: string) => boolean
  refusalOf: (call: string) => ErrorCode | undefined
}
let line: Line
let sent: ReturnType<typeof online>

const partsOf = () => line.parts.get(line.uploadId) ?? new Map<number, Buffer>()

function answerOf(call: string, data: unknown): unknown {
  const part = /parts\/(\d+)$/.exec(call)?.[1]
  if (part !== undefined) {
    line.parts.set(line.uploadId, new Map([...partsOf(), [Number(part), Buffer.from(data as ArrayBuffer)]]))
    return {}
  }
  if (call.endsWith('completion')) return { id: FILE, photo: null, voice: null }
  line.announced.push(JSON.parse(String(data)) as Line['announced'][number])
  return { uploadId: line.uploadId, partBytes: fileParts.PART_BYTES, received: [...partsOf().keys()] }
}

/** Uploads go to the line, all else to the server of the other tests. */
function connect(): void {
  sent = online()
  const others = jest.mocked(Taro.request).getMockImplementation()
  const request = async (options: Taro.request.Option<unknown>) => {
    const { pathname } = new URL(options.url)
    if (!pathname.startsWith('/api/file-uploads')) return others?.(options as Taro.request.Option)
    const call = `${options.method ?? ''} ${pathname.replace('/api/file-uploads', '')}`
    line.asked.push(call)
    line.tokens.add(String((options.header as Record<string, string>)['authorization']))
    if (line.isLost(call)) throw new Error('no answer')
    const code = line.refusalOf(call)
    if (!code) return { statusCode: 200, data: answerOf(call, options.data) }
    const { status, zh } = errors[code]
    return { statusCode: status, data: { type: 'about:blank', title: zh, status, code, requestId: 'r' } }
  }
  jest.spyOn(Taro, 'request').mockImplementation(request as unknown as typeof Taro.request)
}

beforeEach(async () => {
  notes()
  line = {
    ...{ parts: new Map(), asked: [], announced: [], tokens: new Set(), uploadId: '01J00000000000000000000701' },
    ...{ isLost: () => false, refusalOf: () => undefined },
  }
  await begin()
  connect()
})
afterEach(leave)

/** The job is finished with one photo of several parts. */
async function finish(): Promise<void> {
  await open()
  await tap('开始施工')
  camera('large.jpg')
  await tap('拍旧件')
  await screen.findByRole('button', { name: '重拍旧件' })
  const buffer = content.buffer.slice(content.byteOffset, content.byteOffset + content.length)
  drawer.set('kept-large.jpg', { path: 'large.jpg', blob: { arrayBuffer: async () => buffer } as unknown as Blob })
  await tap('自检合格，完工')
}

/** The queue of an app that was opened anew: it knows nothing but what the phone has kept. */
const restarted = () =>
  new QueueRunner(
    {
      load: () => Taro.getStorageSync<Queue>('pitlane.staff-queue'),
      save: (now) => Taro.setStorageSync('pitlane.staff-queue', now),
      actor: () => currentStaff()?.id,
      ...{ upload: uploadPhoto, deliver, verdictOf },
      letGo: ({ key }) => void drawer.delete(key),
      newId: uuid,
    },
    '系统暂时处理不了',
  )

const arrived = () => Buffer.concat([...partsOf()].sort(([a], [b]) => a - b).map(([, bytes]) => bytes))
const count = (call: string) => line.asked.filter((asked) => asked === call).length
const puts = () => Array.from({ length: COUNT }, (_, part) => count(`PUT /${line.uploadId}/parts/${part}`))
const within = { timeout: 20_000 }
const completions = () => commands(sent).filter(({ call }) => call === `POST /api/jobs/${JOB}/completion`)
const isHere = () => waitFor(() => expect(completions()).toHaveLength(1), within)
const networkBack = () => act(() => void fireEvent(window, new Event('online')))

test('a photo of several parts travels in parts, in the name of who took it', async () => {
  await finish()
  await isHere()
  expect(arrived().equals(content)).toBe(true)
  expect(puts()).toEqual([1, 1, 1, 1])
  expect(line.announced).toMatchObject([{ purpose: 'workshop' }])
  expect([...line.tokens]).toEqual(['Bearer access'])
  expect(completions()[0]?.body).toMatchObject({ photoIds: [FILE] })
  await waitFor(() => expect(drawer.size).toBe(0))
})

test('a network that dies within a photo: the next try goes on where it stopped', async () => {
  let isDown = true
  line.isLost = (call) => isDown && call.endsWith('/parts/2')
  await finish()
  await waitFor(() => expect(queue.condition.get()).toBe('offline'), within)
  expect(puts()).toEqual([1, 1, 1, 0])
  expect(completions()).toEqual([])
  isDown = false
  networkBack()
  await isHere()
  expect(puts()).toEqual([1, 1, 2, 1])
  expect(arrived().equals(content)).toBe(true)
})

test('an app that was killed within a photo goes on from the parts that the server has', async () => {
  let isDown = true
  line.isLost = (call) => isDown && call.endsWith('/parts/3')
  await finish()
  await waitFor(() => expect(queue.condition.get()).toBe('offline'), within)
  queue.stop()
  isDown = false
  const next = restarted()
  next.kick()
  await isHere()
  expect(puts()).toEqual([1, 1, 1, 2])
  expect(arrived().equals(content)).toBe(true)
  expect(new Set(line.announced.map(({ requestId }) => requestId)).size).toBe(1)
  await waitFor(() => expect(next.queue.get().items).toEqual([]))
})

test('an upload that is over in the middle is begun anew, under the same request', async () => {
  const first = line.uploadId
  line.refusalOf = (call) => {
    if (call !== `PUT /${first}/parts/2`) return undefined
    line.uploadId = '01J00000000000000000000702'
    return 'files.upload_not_found'
  }
  await finish()
  await isHere()
  expect(puts()).toEqual([1, 1, 1, 1])
  expect(arrived().equals(content)).toBe(true)
  expect(new Set(line.announced.map(({ requestId }) => requestId)).size).toBe(1)
  expect(line.announced).toHaveLength(2)
})

test('an upload that is over whenever it is tried is said, and can be tried again', async () => {
  line.refusalOf = (call) => (call.startsWith('PUT') ? 'files.upload_not_found' : undefined)
  await finish()
  expect(await screen.findByText('1 项没有成功')).toBeTruthy()
  expect(line.announced).toHaveLength(3)
  expect(completions()).toEqual([])
})
