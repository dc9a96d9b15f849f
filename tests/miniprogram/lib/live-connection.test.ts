import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { live } from '@pitlane/contract'
import { LiveConnection } from '../../../miniprogram/src/lib/live-connection'
import { FakeSocket } from '../live-socket'

const slots: live.Topic = { kind: 'slots', storeId: '01J00000000000000000000201', day: '2026-11-25' }
const mine: live.Topic = { kind: 'mine' }

let sockets: FakeSocket[]
let token: string | null
let refreshed: number
let isEarly: boolean
let connection: LiveConnection

/** Lets promises settle without moving the clock. */
const settle = () => jest.advanceTimersByTimeAsync(0)
const last = () => sockets.at(-1)!

async function connect(): Promise<void> {
  await settle()
  last().open()
  last().say({ type: 'ready' })
}

beforeEach(() => {
  jest.useFakeTimers()
  sockets = []
  token = null
  refreshed = 0
  isEarly = false
  connection = new LiveConnection({
    connect: () => {
      const socket = new FakeSocket()
      if (isEarly) socket.openEarly()
      sockets.push(socket)
      return Promise.resolve(socket.task)
    },
    token: () => Promise.resolve(token),
    refresh: () => Promise.resolve(refreshed++),
  })
})
afterEach(() => {
  connection.close()
  jest.useRealTimers()
})

describe('the live connection', () => {
  test('greets, then follows, and passes on what changed', async () => {
    token = 'access'
    const heard = jest.fn()
    connection.follow(slots, heard)
    await connect()
    expect(last().sent).toEqual([
      { type: 'hello', token: 'access' },
      { type: 'follow', topic: slots },
    ])
    last().say({ type: 'changed', topic: slots })
    last().say({ type: 'changed', topic: mine })
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test('is one socket for all topics and tells the server of each topic once', async () => {
    connection.follow(slots, () => undefined)
    await connect()
    connection.follow(slots, () => undefined)
    connection.follow(mine, () => undefined)
    expect(sockets).toHaveLength(1)
    expect(last().follows()).toEqual([`slots:${slots.storeId}:${slots.day}`, 'mine'])
  })

  test('closes with its last follower', async () => {
    const leaveSlots = connection.follow(slots, () => undefined)
    const leaveMine = connection.follow(mine, () => undefined)
    await connect()
    leaveSlots()
    expect(last().sent.at(-1)).toEqual({ type: 'unfollow', topic: slots })
    expect(last().isClosed).toBe(false)
    leaveMine()
    expect(last().isClosed).toBe(true)
    await jest.advanceTimersByTimeAsync(120_000)
    expect(sockets).toHaveLength(1)
  })

  test('comes back after a break and says that something may have been missed', async () => {
    const heard = jest.fn()
    connection.follow(slots, heard)
    await connect()
    last().drop()
    await jest.advanceTimersByTimeAsync(1500)
    expect(sockets).toHaveLength(2)
    await connect()
    expect(last().follows()).toHaveLength(1)
    expect(heard).toHaveBeenCalledTimes(1)
  })

  test('waits longer and longer while it cannot get through', async () => {
    connection.follow(slots, () => undefined)
    await settle()
    const opened: number[] = []
    for (let i = 0; i < 5; i++) {
      last().drop()
      const before = Date.now()
      while (sockets.length < i + 2) await jest.advanceTimersByTimeAsync(50)
      opened.push(Date.now() - before)
    }
    const base = [1000, 2000, 4000, 8000, 15_000]
    opened.forEach((pause, i) => {
      expect(pause).toBeGreaterThanOrEqual(base[i]! * 0.75)
      expect(pause).toBeLessThanOrEqual(base[i]! * 1.25 + 50)
    })
  })

  test('greets a socket that opened before it was handed over, and only once', async () => {
    isEarly = true
    connection.follow(slots, () => undefined)
    await settle()
    last().open()
    expect(last().sent).toEqual([{ type: 'hello', token: null }])
  })

  test('tries again when the server does not answer the greeting', async () => {
    connection.follow(slots, () => undefined)
    await settle()
    last().open()
    await jest.advanceTimersByTimeAsync(12_000)
    expect(sockets).toHaveLength(2)
    expect(sockets[0]?.isClosed).toBe(true)
  })

  test('notices a line that has gone silent', async () => {
    connection.follow(slots, () => undefined)
    await connect()
    await jest.advanceTimersByTimeAsync(26_000)
    expect(last().sent.at(-1)).toEqual({ type: 'ping' })
    last().say({ type: 'pong' })
    await jest.advanceTimersByTimeAsync(120_000)
    expect(sockets.length).toBeGreaterThan(1)
    expect(sockets[0]?.isClosed).toBe(true)
  })

  test('gets a new token when the old one has run out', async () => {
    token = 'old'
    connection.follow(mine, () => undefined)
    await connect()
    token = 'new'
    last().say({ type: 'refused', code: 'auth.expired' })
    await settle()
    expect(refreshed).toBe(1)
    await connect()
    expect(last().sent[0]).toEqual({ type: 'hello', token: 'new' })
  })

  test('drops a socket that opens after it was closed', async () => {
    connection.follow(slots, () => undefined)
    connection.close()
    await settle()
    expect(sockets.every((socket) => socket.isClosed)).toBe(true)
  })
})
