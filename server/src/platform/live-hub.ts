import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { live } from '@pitlane/contract'
import { SECOND_MS, type Actor } from '@pitlane/kernel'
import { WebSocket, WebSocketServer } from 'ws'
import * as z from 'zod'
import type { App } from './app'
import { describeFault } from './log'
import type { Module, TopicGate } from './module'

const MAX_MESSAGE_BYTES = 8 * 1024
const MAX_TOPICS = 20
const HEARTBEAT_MS = 30 * SECOND_MS
const HELLO_WITHIN_MS = 10 * SECOND_MS

/** A topic as the client named it, and the keys under which it is followed. */
interface Followed {
  readonly topic: live.Topic
  readonly keys: readonly string[]
}

/** Who follows a key, and as which topic. */
type ByKey = Map<string, Map<Follower, live.Topic>>

interface Follower {
  readonly socket: WebSocket
  /** By the text that names each topic. */
  readonly topics: Map<string, Followed>
  actor: Actor | undefined
  hasSaidHello: boolean
  isAlive: boolean
}

/** WebSocket followers of this process. Says only that something changed; what changed is read through the API. */
export interface LiveHub {
  attach(server: Server): void
  close(): void
}

export function createLiveHub(app: App, modules: readonly Module[]): LiveHub {
  const gates: Desk['gates'] = modules.reduce((known, m) => ({ ...known, ...m.topics }), {})
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const byKey: ByKey = new Map()
  const desk: Desk = { app, gates, byKey }
  const all = new Set<Follower>()

  app.bus.subscribe((notice) => {
    if (notice.to !== 'followers') return
    byKey.get(notice.key)?.forEach((topic, follower) => {
      if (notice.message.type === 'changed') say(follower, { ...notice.message, topic })
    })
  })

  app.bus.onGap(() => all.forEach(tellToLookAgain))

  const heartbeat = setInterval(() => {
    all.forEach((follower) => {
      if (!follower.isAlive) return follower.socket.terminate()
      follower.isAlive = false
      follower.socket.ping()
    })
  }, HEARTBEAT_MS)
  heartbeat.unref()

  const forget = (follower: Follower) => {
    follower.topics.forEach(({ topic }) => unfollow(byKey, follower, topic))
    all.delete(follower)
    app.metrics.liveSockets.set(all.size)
  }

  server.on('connection', (socket) => {
    const follower: Follower = { socket, topics: new Map(), actor: undefined, hasSaidHello: false, isAlive: true }
    all.add(follower)
    app.metrics.liveSockets.set(all.size)
    const timer = setTimeout(() => !follower.hasSaidHello && socket.close(1008), HELLO_WITHIN_MS)
    timer.unref()
    socket.on('pong', () => (follower.isAlive = true))
    socket.on('close', () => forget(follower))
    socket.on('error', () => socket.terminate())
    let heard = Promise.resolve()
    socket.on('message', (data: Buffer) => {
      // One after another: whoever asks and takes it back at once must not end up with it.
      heard = heard
        .then(() => hear(desk, follower, data.toString('utf8')))
        .catch((e: unknown) => {
          app.log.error({ fault: describeFault(e) }, 'a live message failed')
          socket.close(1011)
        })
    })
  })

  return {
    attach(http) {
      http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (request.url?.split('?')[0] !== live.LIVE_PATH) return socket.destroy()
        server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request))
      })
    },
    close() {
      clearInterval(heartbeat)
      all.forEach((follower) => follower.socket.close(1001))
      server.close()
    },
  }
}

/** Changes of any of its topics may have been missed. */
const tellToLookAgain = (follower: Follower) =>
  follower.topics.forEach(({ topic }) => say(follower, { type: 'changed', topic }))

const say = (follower: Follower, message: live.ServerMessage) => follower.socket.send(JSON.stringify(message))

/** Where followers are kept, and who lets them in. */
interface Desk {
  readonly app: App
  readonly gates: Partial<Record<live.Topic['kind'], TopicGate>>
  readonly byKey: ByKey
}

async function hear(desk: Desk, follower: Follower, text: string): Promise<void> {
  const message = parseMessage(text)
  if (!message) return say(follower, { type: 'refused', code: 'request.invalid' })
  if (message.type === 'ping') return say(follower, { type: 'pong' })
  if (message.type === 'hello') return greet(desk.app, follower, message.token)
  if (!follower.hasSaidHello) return follower.socket.close(1008)
  if (message.type === 'unfollow') return unfollow(desk.byKey, follower, message.topic)
  return follow(desk, follower, message.topic)
}

async function follow({ app, gates, byKey }: Desk, follower: Follower, topic: live.Topic): Promise<void> {
  const found = await gates[topic.kind]?.(app, topic, follower.actor)
  if (found === undefined) return say(follower, { type: 'refused', topic, code: 'auth.forbidden' })
  // It may have left while its rights were looked up.
  if (follower.socket.readyState !== WebSocket.OPEN) return
  unfollow(byKey, follower, topic)
  if (follower.topics.size >= MAX_TOPICS) return say(follower, { type: 'refused', topic, code: 'request.invalid' })
  const keys = typeof found === 'string' ? [found] : found
  follower.topics.set(live.topicKey(topic), { topic, keys })
  for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Map<Follower, live.Topic>()).set(follower, topic))
}

function unfollow(byKey: ByKey, follower: Follower, topic: live.Topic): void {
  const name = live.topicKey(topic)
  follower.topics.get(name)?.keys.forEach((key) => leave(byKey, key, follower))
  follower.topics.delete(name)
}

async function greet(app: App, follower: Follower, token: string | null): Promise<void> {
  try {
    follower.actor = token === null ? undefined : await app.actorOf(await app.tokens.verify(token))
  } catch {
    return say(follower, { type: 'refused', code: 'auth.expired' })
  }
  follower.hasSaidHello = true
  say(follower, { type: 'ready' })
}

function parseMessage(text: string): live.ClientMessage | undefined {
  try {
    const result = z.safeParse(live.ClientMessage, JSON.parse(text))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

function leave(byKey: ByKey, key: string, follower: Follower): void {
  const followers = byKey.get(key)
  followers?.delete(follower)
  if (followers?.size === 0) byKey.delete(key)
}
