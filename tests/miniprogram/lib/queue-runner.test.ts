import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { emptyQueue, type Command, type Queue } from '../../../miniprogram/src/lib/offline-queue'
import { QueueRunner, type QueuePorts, type Verdict } from '../../../miniprogram/src/lib/queue-runner'

const TROUBLE = '系统暂时处理不了'
/** What the phone keeps, as text: nothing but that survives a restart. */
let disk: string
let actor: string | undefined
let sent: { readonly id: string; readonly version: number | null; readonly photos: readonly string[] }[]
let uploads: string[]
let released: string[]
/** What the next calls end in; an id or a version else. */
let failures: Verdict[]
let version: number

class Failed extends Error {
  constructor(readonly verdict: Verdict) {
    super()
  }
}
const fail = () => {
  const verdict = failures.shift()
  if (verdict) throw new Failed(verdict)
}
const ports: QueuePorts = {
  load: () => JSON.parse(disk) as Queue,
  save: (queue) => void (disk = JSON.stringify(queue)),
  actor: () => actor,
  upload: async ({ key }) => {
    fail()
    uploads.push(key)
    return `file-${key}`
  },
  deliver: async ({ requestId }, seen, photos) => {
    sent.push({ id: requestId, version: seen, photos })
    fail()
    return ++version
  },
  verdictOf: (error) => (error as Failed).verdict,
  letGo: ({ key }) => void released.push(key),
  newId: () => 'new',
}
const start = () => new QueueRunner(ports, TROUBLE)

const command = (requestId: string, over: Partial<Command> = {}): Command => ({
  ...{ requestId, kind: requestId, actor: 'me', lane: 'job', label: '', at: null, version: 3, body: {}, photos: [] },
  ...over,
})
const photo = (key: string) => ({ key, requestId: `r-${key}` })
const waiting = () => (JSON.parse(disk) as Queue).items
const settle = () => jest.advanceTimersByTimeAsync(0)

beforeEach(() => {
  jest.useFakeTimers()
  disk = JSON.stringify(emptyQueue)
  actor = 'me'
  sent = []
  uploads = []
  released = []
  failures = []
  version = 3
})
afterEach(() => void jest.useRealTimers())

test('a command is stored before it is sent, and leaves with its answer', async () => {
  const runner = start()
  runner.put(command('start'))
  expect(waiting()).toHaveLength(1)
  await settle()
  expect(waiting()).toEqual([])
  expect(sent).toEqual([{ id: 'start', version: 3, photos: [] }])
  expect(runner.condition.get()).toBe('idle')
})

test('half an hour without a network: three things in their order, each upon the answer before, after a restart', async () => {
  failures = Array.from({ length: 40 }, () => 'offline' as const)
  const before = start()
  before.put(command('start'))
  await settle()
  before.put(command('pause'))
  before.put(command('finish', { photos: [photo('a')] }))
  await jest.advanceTimersByTimeAsync(30 * 60_000)
  expect(waiting().map(({ requestId }) => requestId)).toEqual(['start', 'pause', 'finish'])
  expect(before.condition.get()).toBe('offline')
  // Not a storm of tries either.
  expect(sent.length).toBeLessThan(41)
  before.stop()

  failures = []
  sent = []
  const after = start()
  expect(after.queue.get().items).toHaveLength(3)
  after.kick()
  await settle()
  expect(sent).toEqual([
    { id: 'start', version: 3, photos: [] },
    { id: 'pause', version: 4, photos: [] },
    { id: 'finish', version: 5, photos: ['file-a'] },
  ])
  expect(waiting()).toEqual([])
  expect(released).toEqual(['a'])
})

test('it is tried again by itself, with growing pauses', async () => {
  failures = ['offline', 'offline']
  const runner = start()
  runner.put(command('start'))
  await settle()
  expect(sent).toHaveLength(1)
  await jest.advanceTimersByTimeAsync(2_000)
  expect(sent).toHaveLength(2)
  await jest.advanceTimersByTimeAsync(2_000)
  expect(sent).toHaveLength(2)
  await jest.advanceTimersByTimeAsync(3_000)
  expect(sent).toHaveLength(3)
  expect(waiting()).toEqual([])
})

test('a photo that has arrived is not sent twice when the next one fails', async () => {
  const runner = start()
  const upload = jest.spyOn(ports, 'upload')
  upload.mockImplementationOnce(async ({ key }) => (uploads.push(key), `file-${key}`))
  upload.mockImplementationOnce(async () => Promise.reject(new Failed('offline')))
  runner.put(command('finish', { photos: [photo('a'), photo('b')] }))
  await settle()
  expect(waiting()[0]?.photos[0]?.fileId).toBe('file-a')
  await jest.advanceTimersByTimeAsync(2_000)
  expect(uploads).toEqual(['a', 'b'])
  expect(sent).toEqual([{ id: 'finish', version: 3, photos: ['file-a', 'file-b'] }])
})

describe('a no of the server', () => {
  const no = { code: 'workorder.job_changed', title: '这个项目刚在别处更新过，已为您刷新。' }

  test('stays until the person tries again', async () => {
    failures = [no]
    const runner = start()
    runner.put(command('start'))
    runner.put(command('other', { lane: 'job-2' }))
    await settle()
    expect(waiting()).toMatchObject([{ requestId: 'start', refusal: no }])
    expect(sent.map(({ id }) => id)).toEqual(['start', 'other'])
    runner.retry('start', 9)
    await settle()
    expect(sent.at(-1)).toEqual({ id: 'start', version: 9, photos: [] })
    expect(waiting()).toEqual([])
  })

  test('stays until the person gives it up; then its photos go as well', async () => {
    failures = [no]
    const runner = start()
    runner.put(command('finish', { photos: [photo('a')] }))
    await settle()
    expect(waiting()).toHaveLength(1)
    expect(released).toEqual([])
    runner.drop('finish')
    await settle()
    expect(waiting()).toEqual([])
    expect(released).toEqual(['a'])
  })
})

test('a command on which the server keeps failing is shown, and holds up no other', async () => {
  failures = Array.from({ length: 5 }, () => 'trouble' as const)
  const runner = start()
  runner.put(command('start'))
  runner.put(command('other', { lane: 'job-2' }))
  await jest.advanceTimersByTimeAsync(5 * 60_000)
  expect(waiting()).toMatchObject([{ requestId: 'start', refusal: { title: TROUBLE } }])
  expect(sent.at(-1)?.id).toBe('other')
})

test('when the log-in is over all waits, and goes on with the next one', async () => {
  failures = ['login']
  const runner = start()
  runner.put(command('start'))
  await settle()
  expect(runner.condition.get()).toBe('login')
  actor = undefined
  runner.kick()
  await settle()
  expect(sent).toHaveLength(1)
  actor = 'me'
  runner.kick()
  await settle()
  expect(waiting()).toEqual([])
})

test('a phone without room says so and takes nothing on', () => {
  const runner = new QueueRunner(
    {
      ...ports,
      save: () => {
        throw new Error('full')
      },
    },
    TROUBLE,
  )
  expect(() => runner.put(command('start'))).toThrow('full')
  expect(runner.queue.get().items).toEqual([])
})
