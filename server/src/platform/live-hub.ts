import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { live } from '@pitlane/contract'
import { SECOND_MS, type Actor } from '@pitlane/kernel'
import { WebSocketServer, type WebSocket } from 'ws'
import * as z from 'zod'
import type { App } from './app'
import { describeFault } from './log'
import type { Module, TopicGate } from './module'

const MAX_MESSAGE_BYTES = 8 * 1024
const MAX_TOPICS = 20
const HEARTBEAT_MS = 30 * SECOND_MS
const HELLO_WITHIN_MS = 10 * SECOND_MS

interface Follower {
  readonly socket: WebSocket
  /** Key under which it follows → the topic as the client named it. */
  readonly topics: Map<string, live.Topic>
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
  const gates: Partial<Record<live.Topic['kind'], TopicGate>> = modules.reduce(
    (all, m) => ({ ...all, ...m.topics }),
    {},
  )
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const byKey = new Map<string, Set<Follower>>()
  const all = new Set<Follower>()

  app.bus.subscribe((notice) => {
    if (notice.to !== 'followers') return
    byKey.get(notice.key)?.forEach((follower) => {
      const topic = follower.topics.get(notice.key)
      if (topic && notice.message.type === 'changed') say(follower, { ...notice.message, topic })
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
    follower.topics.forEach((_topic, key) => leave(byKey, key, follower))
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
    socket.on('message', (data: Buffer) => {
      hear(app, gates, byKey, follower, data.toString('utf8')).catch((e: unknown) => {
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
  follower.topics.forEach((topic) => say(follower, { type: 'changed', topic }))

const say = (follower: Follower, message: live.ServerMessage) => follower.socket.send(JSON.stringify(message))

async function hear(
  app: App,
  gates: Partial<Record<live.Topic['kind'], TopicGate>>,
  byKey: Map<string, Set<Follower>>,
  follower: Follower,
  text: string,
): Promise<void> {
  const message = parseMessage(text)
  if (!message) return say(follower, { type: 'refused', code: 'request.invalid' })
  if (message.type === 'ping') return say(follower, { type: 'pong' })
  if (message.type === 'hello') return greet(app, follower, message.token)
  if (!follower.hasSaidHello) return follower.socket.close(1008)
  const key = await gates[message.topic.kind]?.(app, message.topic, follower.actor)
  if (key === undefined) return say(follower, { type: 'refused', topic: message.topic, code: 'auth.forbidden' })
  if (message.type === 'unfollow') {
    follower.topics.delete(key)
    return leave(byKey, key, follower)
  }
  if (follower.topics.size >= MAX_TOPICS)
    return say(follower, { type: 'refused', topic: message.topic, code: 'request.invalid' })
  follower.topics.set(key, message.topic)
  const followers = byKey.get(key) ?? new Set()
  byKey.set(key, followers.add(follower))
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

function leave(byKey: Map<string, Set<Follower>>, key: string, follower: Follower): void {
  const followers = byKey.get(key)
  followers?.delete(follower)
  if (followers?.size === 0) byKey.delete(key)
}
