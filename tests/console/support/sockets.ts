import type { live } from '@pitlane/contract'
import { act } from '@testing-library/react'

/** The server's end of one WebSocket of the console. */
export class FakeSocket {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  /** When false, a new socket is refused as if the server were away. */
  static isServerUp = true

  readyState = 0
  readonly heard: live.ClientMessage[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null

  constructor(readonly url: string) {
    FakeSocket.all.push(this)
    queueMicrotask(() => {
      if (FakeSocket.isServerUp) this.open()
      else this.drop()
    })
  }

  /** What the client sends; a valid `hello` is answered with `ready`. */
  send(text: string): void {
    const message = JSON.parse(text) as live.ClientMessage
    this.heard.push(message)
    if (message.type === 'hello') queueMicrotask(() => this.greet())
    if (message.type === 'ping') this.say({ type: 'pong' })
  }

  greet(): void {
    this.say({ type: 'ready' })
  }

  close(): void {
    this.readyState = 3
  }

  /** The server says something. */
  say(message: live.ServerMessage): void {
    act(() => this.onmessage?.({ data: JSON.stringify(message) }))
  }

  /** The connection breaks. */
  drop(): void {
    this.readyState = 3
    act(() => this.onclose?.())
  }

  private open(): void {
    this.readyState = FakeSocket.OPEN
    act(() => this.onopen?.())
  }
}

/** Puts the fake in place of the browser's WebSocket, with nothing connected. */
export function installSockets(): void {
  FakeSocket.all = []
  FakeSocket.isServerUp = true
  globalThis.WebSocket = FakeSocket as unknown as typeof WebSocket
}

export const lastSocket = (): FakeSocket => {
  const socket = FakeSocket.all.at(-1)
  if (!socket) throw new Error('the console has opened no socket')
  return socket
}
