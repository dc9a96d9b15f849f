import { live } from '@pitlane/contract'
import type { SocketTask } from '@tarojs/taro'

type Topic = live.Topic

/** What the connection needs from outside, so that it can be tried without a network. */
export interface LiveHost {
  connect(): Promise<SocketTask>
  /** The owner's token, or null when nobody is logged in. */
  token(): Promise<string | null>
  /** Called when the server says that the token ran out. */
  refresh(): Promise<unknown>
}

interface Follower {
  readonly topic: Topic
  readonly listeners: Set<() => void>
}

const PING_MS = 25_000
const READY_MS = 10_000
/** `readyState` of a socket that is through. */
const OPEN = 1
const SILENCE_MS = 60_000
const BACK_OFF_MS = [1000, 2000, 4000, 8000, 15_000, 30_000]

/**
 * One socket for every topic. It opens with the first follower and closes with the last, reconnects with growing pauses, and
 * after a gap tells every follower that something may have changed, because messages may have been missed.
 */
export class LiveConnection {
  private readonly followers = new Map<string, Follower>()
  private socket: SocketTask | undefined
  private isOpening = false
  private isReady = false
  private wasReady = false
  private attempts = 0
  private heardAt = 0
  private retry: ReturnType<typeof setTimeout> | undefined
  private waiting: ReturnType<typeof setTimeout> | undefined
  private pinging: ReturnType<typeof setInterval> | undefined
  /** Counts connections, so that events of an old socket are told apart. */
  private generation = 0

  constructor(private readonly host: LiveHost) {}

  /** Calls `listener` on every change under `topic` until the returned function is called. */
  follow(topic: Topic, listener: () => void): () => void {
    const key = live.topicKey(topic)
    const follower = this.followers.get(key) ?? { topic, listeners: new Set() }
    follower.listeners.add(listener)
    if (!this.followers.has(key)) {
      this.followers.set(key, follower)
      this.send({ type: 'follow', topic })
    }
    if (!this.socket && !this.isOpening && !this.retry) void this.open()
    return () => this.unfollow(key, follower, listener)
  }

  /** Drops the socket; with followers left it opens again at once, under the token of that moment. */
  restart(): void {
    this.close()
    this.attempts = 0
    if (this.followers.size > 0) void this.open()
  }

  /** Drops the socket until {@link restart} or a new follower. */
  close(): void {
    this.generation++
    clearTimeout(this.retry)
    clearTimeout(this.waiting)
    clearInterval(this.pinging)
    this.retry = undefined
    this.isOpening = false
    this.isReady = false
    this.socket?.close({})
    this.socket = undefined
  }

  private unfollow(key: string, follower: Follower, listener: () => void): void {
    follower.listeners.delete(listener)
    if (follower.listeners.size > 0 || this.followers.get(key) !== follower) return
    this.followers.delete(key)
    if (this.followers.size === 0) this.close()
    else this.send({ type: 'unfollow', topic: follower.topic })
  }

  private async open(): Promise<void> {
    const mine = ++this.generation
    this.isOpening = true
    const isCurrent = () => mine === this.generation
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => isCurrent() && this.reopenLater(), READY_MS)
    try {
      const token = await this.host.token()
      const socket = await this.host.connect()
      if (!isCurrent()) {
        socket.close({})
        return
      }
      this.socket = socket
      this.isOpening = false
      this.listen(socket, token, isCurrent)
    } catch {
      if (isCurrent()) this.reopenLater()
    }
  }

  private listen(socket: SocketTask, token: string | null, isCurrent: () => boolean): void {
    let isGreeted = false
    const greet = () => {
      if (isGreeted || !isCurrent()) return
      isGreeted = true
      this.raw({ type: 'hello', token })
    }
    socket.onOpen(greet)
    socket.onMessage(({ data }) => isCurrent() && this.receive(String(data)))
    socket.onClose(() => isCurrent() && this.reopenLater())
    socket.onError(() => isCurrent() && this.reopenLater())
    // The socket may have opened before it was handed over, and then onOpen never comes.
    if ((socket as { readyState?: number }).readyState === OPEN) greet()
  }

  private reopenLater(): void {
    this.close()
    if (this.followers.size === 0) return
    const pause = BACK_OFF_MS[Math.min(this.attempts++, BACK_OFF_MS.length - 1)] ?? 30_000
    this.retry = setTimeout(
      () => {
        this.retry = undefined
        void this.open()
      },
      pause * (0.75 + Math.random() / 2),
    )
  }

  private receive(text: string): void {
    this.heardAt = Date.now()
    const message = JSON.parse(text) as live.ServerMessage
    if (message.type === 'ready') this.ready()
    else if (message.type === 'changed') this.tell(live.topicKey(message.topic))
    else if (message.type === 'refused' && message.code === 'auth.expired')
      void this.host.refresh().then(
        () => this.restart(),
        () => undefined,
      )
  }

  private ready(): void {
    if (this.isReady) return
    this.isReady = true
    this.attempts = 0
    clearTimeout(this.waiting)
    for (const { topic } of this.followers.values()) this.send({ type: 'follow', topic })
    if (this.wasReady) for (const key of this.followers.keys()) this.tell(key)
    this.wasReady = true
    this.pinging = setInterval(() => {
      if (Date.now() - this.heardAt > SILENCE_MS) this.reopenLater()
      else this.send({ type: 'ping' })
    }, PING_MS)
  }

  private tell(key: string): void {
    this.followers.get(key)?.listeners.forEach((listener) => listener())
  }

  private send(message: live.ClientMessage): void {
    if (this.isReady) this.raw(message)
  }

  private raw(message: live.ClientMessage): void {
    this.socket?.send({ data: JSON.stringify(message) })
  }
}
