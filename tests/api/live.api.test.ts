import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { booking, live } from '@pitlane/contract'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../support/app'
import { given } from '../support/given'

let t: TestApp
let sockets: WebSocket[] = []
beforeEach(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  sockets.forEach((socket) => socket.terminate())
  sockets = []
  await t.stop()
})

interface Follower {
  readonly heard: live.ServerMessage[]
  say(message: live.ClientMessage): void
  /** Waits for the next message that fits; fails after two seconds. */
  next(fits: (message: live.ServerMessage) => boolean): Promise<live.ServerMessage>
  readonly closed: Promise<number>
}

async function connect(token: string | null, url = t.url): Promise<Follower> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${live.LIVE_PATH}`)
  sockets.push(socket)
  const heard: live.ServerMessage[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as live.ServerMessage)
    waiting.splice(0).forEach((wake) => wake())
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const follower: Follower = {
    heard,
    closed,
    say: (message) => socket.send(JSON.stringify(message)),
    async next(fits) {
      const until = Date.now() + 2000
      for (;;) {
        const hit = heard.find(fits)
        if (hit) return hit
        if (Date.now() > until) throw new Error(`heard only ${JSON.stringify(heard)}`)
        await Promise.race([
          new Promise<void>((resolve) => waiting.push(resolve)),
          new Promise((r) => setTimeout(r, 100)),
        ])
      }
    },
  }
  follower.say({ type: 'hello', token })
  return follower
}

const isReady = (message: live.ServerMessage) => message.type === 'ready'
const isChange = (message: live.ServerMessage) => message.type === 'changed'

async function scene() {
  const store = await given(t).store()
  const service = await given(t).service(store.id)
  const driver = await given(t).driver()
  const place = () =>
    t.ok(
      booking.place,
      {
        body: {
          requestId: randomUUID(),
          storeId: store.id,
          serviceIds: [service.id],
          vehicleId: driver.vehicleId,
          day: '2026-11-24',
          minute: 600,
          remark: '',
        },
      },
      driver.token,
    )
  return { store, driver, place }
}

/** Messages on one socket are handled in order, so the answer to a ping means that what was sent before has been done. */
const settled = async (follower: Follower) => {
  follower.say({ type: 'ping' })
  await follower.next((message) => message.type === 'pong')
}

describe('the live socket', () => {
  it('tells anybody who looks at a day that its slots changed', async () => {
    const { store, place } = await scene()
    const follower = await connect(null)
    await follower.next(isReady)
    const topic = { kind: 'slots' as const, storeId: store.id, day: '2026-11-24' }
    follower.say({ type: 'follow', topic })
    await settled(follower)
    await place()
    expect(await follower.next(isChange)).toEqual({ type: 'changed', topic, day: '2026-11-24' })
  })

  it('tells the front desk of a new booking, by id and nothing more', async () => {
    const { store, driver, place } = await scene()
    const desk = await given(t).staff('reception', 'store', store.id)
    const follower = await connect(desk.token)
    await follower.next(isReady)
    follower.say({ type: 'follow', topic: { kind: 'board', storeId: store.id } })
    await settled(follower)
    const { id } = await place()
    const told = await follower.next(isChange)
    expect(told).toMatchObject({ bookingId: id, what: 'placed', day: '2026-11-24' })
    expect(JSON.stringify(told)).not.toContain(driver.plate)
  })

  it('tells an owner of their own bookings only', async () => {
    const { driver, place } = await scene()
    const stranger = await given(t).owner()
    const [mine, theirs] = [await connect(driver.token), await connect(stranger.token)]
    for (const follower of [mine, theirs]) {
      await follower.next(isReady)
      follower.say({ type: 'follow', topic: { kind: 'mine' } })
      await settled(follower)
    }
    const { id } = await place()
    expect(await mine.next(isChange)).toMatchObject({ bookingId: id })
    await settled(theirs)
    expect(theirs.heard.filter(isChange)).toEqual([])
  })

  it('refuses a board to owners, to strangers, to staff of another store, and a store that does not exist', async () => {
    const { store, driver } = await scene()
    const elsewhere = await given(t).store()
    const stranger = await given(t).staff('reception', 'store', elsewhere.id)
    for (const token of [null, driver.token, stranger.token]) {
      const follower = await connect(token)
      await follower.next(isReady)
      follower.say({ type: 'follow', topic: { kind: 'board', storeId: store.id } })
      expect(await follower.next((m) => m.type === 'refused')).toMatchObject({ code: 'auth.forbidden' })
      follower.say({ type: 'follow', topic: { kind: 'board', storeId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' } })
    }
  })

  it('does not take a token that is not one', async () => {
    const follower = await connect('not.a.token')
    expect(await follower.next((m) => m.type === 'refused')).toEqual({ type: 'refused', code: 'auth.expired' })
  })

  it('survives nonsense and shuts out who follows before saying hello', async () => {
    const follower = await connect(null)
    await follower.next(isReady)
    follower.say('nonsense' as never)
    expect(await follower.next((m) => m.type === 'refused')).toMatchObject({ code: 'request.invalid' })
    const rude = new WebSocket(`${t.url.replace('http', 'ws')}${live.LIVE_PATH}`)
    sockets.push(rude)
    const code = await new Promise((resolve) => {
      rude.on('close', resolve)
      rude.on('open', () => rude.send(JSON.stringify({ type: 'follow', topic: { kind: 'mine' } })))
    })
    expect(code).toBe(1008)
  })

  it('is told when the server goes away', async () => {
    const follower = await connect(null)
    await follower.next(isReady)
    await t.world.close()
    expect(await follower.closed).toBe(1001)
    t = await startTestApp()
  })
})
