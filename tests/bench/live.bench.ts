import { live } from '@pitlane/contract'
import { Redis } from 'ioredis'
import { WebSocket } from 'ws'
import { announceWorkorder } from '../../server/src/modules/workorder/announcing'
import { startServer } from './child'
import type { Report } from './report'
import { freshDatabase, openScene } from './scene'

const FOLLOWERS = 200
const ROUNDS = 400
/** What an owner who looks at the page may wait, and the front desk. */
const AIM_MS = 300

interface Phone {
  readonly customerId: string
  readonly socket: WebSocket
  /** Resolves with the moment of the next change. */
  nextChange(): Promise<number>
}

async function connect(url: string, { token, customerId }: { token: string; customerId: string }): Promise<Phone> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${live.LIVE_PATH}`)
  let heard: (at: number) => void = () => undefined
  let isReady: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (isReady = resolve))
  socket.on('message', (data: Buffer) => {
    const { type } = JSON.parse(data.toString()) as live.ServerMessage
    if (type === 'changed') heard(performance.now())
    // What was said before a ping has been done when it is answered.
    if (type === 'pong') isReady()
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const say = (message: live.ClientMessage) => socket.send(JSON.stringify(message))
  say({ type: 'hello', token })
  say({ type: 'follow', topic: { kind: 'mine' } })
  say({ type: 'ping' })
  await ready
  return { customerId, socket, nextChange: () => new Promise((resolve) => (heard = resolve)) }
}

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN

/**
 * From the commit of one process to the phone of an owner whom another process serves, beside a bare message through the same
 * Redis.
 */
export async function benchLive(report: Report): Promise<void> {
  const redisUrl = process.env['TEST_REDIS_URL']
  if (!redisUrl) throw new Error('npm run bench provides TEST_REDIS_URL')
  const databaseUrl = await freshDatabase()
  const scene = await openScene(databaseUrl, { env: { REDIS_URL: redisUrl } })
  const server = await startServer(databaseUrl, 'web', { REDIS_URL: redisUrl })
  const [publisher, subscriber] = [new Redis(redisUrl), new Redis(redisUrl)]
  const phones: Phone[] = []
  try {
    const { id: storeId } = await scene.make.store()
    for (let i = 0; i < FOLLOWERS; i++) phones.push(await connect(server.url, await scene.make.driver()))
    await subscriber.subscribe('bench')
    const [ours, bare]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      const phone = phones[round % FOLLOWERS]
      if (!phone) throw new Error('no such phone')
      const heard = phone.nextChange()
      const about = { id: `w${round}`, bookingId: `b${round}`, storeId, customerId: phone.customerId }
      await scene.world.app.db.tx(async (tx) => announceWorkorder(tx, about))
      const committedAt = performance.now()
      ours.push(Math.max(0, (await heard) - committedAt))
      const told = new Promise<number>((resolve) => subscriber.once('message', () => resolve(performance.now())))
      const saidAt = performance.now()
      await publisher.publish('bench', String(round))
      bare.push((await told) - saidAt)
    }
    report.note(`${FOLLOWERS} phones, two processes with Redis between them, ${ROUNDS} changes`)
    report.ratio('ms from the commit to the phone, 99th of 100', percentile(ours, 0.99), '≤', AIM_MS)
    report.note(
      `÷ a bare message through Redis, medians: ${(percentile(ours, 0.5) / percentile(bare, 0.5)).toFixed(2)}`,
    )
  } finally {
    for (const { socket } of phones) socket.terminate()
    publisher.disconnect()
    subscriber.disconnect()
    await server.stop()
    await scene.close()
  }
}
