import { live } from '@pitlane/contract'
import { renewSession } from './renewal'
import { currentSession } from './session'

/** `live`: changes arrive by themselves. `waiting`: they do not, the link is being made again. */
export type LinkStatus = 'connecting' | 'live' | 'waiting'

export interface LinkEvents {
  onStatus(status: LinkStatus): void
  onChanged(message: Extract<live.ServerMessage, { type: 'changed' }>): void
}

const PING_MS = 25_000
const PONG_MS = 10_000
const LONGEST_WAIT_MS = 15_000

/** 1, 2, 4, 8, 15 s, each cut by up to a third at random: a restarted server is not met by every store in the same second. */
const waitBefore = (attempt: number) => Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempt) * (1 - Math.random() / 3)

const liveUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${live.LIVE_PATH}`

/** One WebSocket that follows one topic and makes itself again until it is closed. */
export class LiveLink {
  private socket: WebSocket | undefined
  private attempt = 0
  private token: string | null = null
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private beatTimer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly topic: live.Topic,
    private readonly events: LinkEvents,
  ) {
    window.addEventListener('online', this.hurry)
    document.addEventListener('visibilitychange', this.hurry)
    this.open()
  }

  /** Ends the link for good. */
  close(): void {
    window.removeEventListener('online', this.hurry)
    document.removeEventListener('visibilitychange', this.hurry)
    clearTimeout(this.retryTimer)
    this.letGo()
  }

  private open(): void {
    this.events.onStatus(this.attempt === 0 ? 'connecting' : 'waiting')
    const socket = new WebSocket(liveUrl())
    this.socket = socket
    socket.onopen = () => {
      this.token = currentSession()?.accessToken ?? null
      this.say({ type: 'hello', token: this.token })
    }
    socket.onmessage = (event) => this.hear(String(event.data))
    socket.onclose = () => this.retryLater()
    this.expectWithin(PONG_MS)
  }

  private hear(data: string): void {
    const message = JSON.parse(data) as live.ServerMessage
    if (message.type === 'refused') return void this.refused(message.code)
    if (message.type === 'changed') this.events.onChanged(message)
    if (message.type === 'ready') {
      this.attempt = 0
      this.say({ type: 'follow', topic: this.topic })
      this.events.onStatus('live')
    }
    this.beat()
  }

  /** An expired token is renewed and said again; without the right to follow there is nothing to hurry for. */
  private async refused(code: string): Promise<void> {
    if (code !== 'auth.forbidden' && this.token !== null) await renewSession(this.token).catch(() => false)
    this.retryLater()
  }

  private say(message: live.ClientMessage): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }

  /** Asks for a sign of life after a while: a router that drops an idle connection tells nobody. */
  private beat(): void {
    clearTimeout(this.beatTimer)
    this.beatTimer = setTimeout(() => {
      this.say({ type: 'ping' })
      this.expectWithin(PONG_MS)
    }, PING_MS)
  }

  private expectWithin(ms: number): void {
    clearTimeout(this.beatTimer)
    this.beatTimer = setTimeout(() => this.retryLater(), ms)
  }

  private readonly hurry = (): void => {
    if (this.retryTimer === undefined || document.visibilityState === 'hidden') return
    this.attempt = Math.max(this.attempt, 1)
    this.reopen()
  }

  private retryLater(): void {
    this.letGo()
    this.events.onStatus('waiting')
    clearTimeout(this.retryTimer)
    this.retryTimer = setTimeout(() => this.reopen(), waitBefore(this.attempt))
    this.attempt += 1
  }

  private reopen(): void {
    clearTimeout(this.retryTimer)
    this.retryTimer = undefined
    if (currentSession()) this.open()
  }

  private letGo(): void {
    clearTimeout(this.beatTimer)
    const socket = this.socket
    this.socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }
}
