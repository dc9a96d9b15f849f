import { jest } from '@jest/globals'
import { live } from '@pitlane/contract'
import Taro, { type SocketTask } from '@tarojs/taro'

type Handler = (event: { data: string }) => void

/** The other end of one socket. */
export class FakeSocket {
  readonly sent: live.ClientMessage[] = []
  isClosed = false
  private readonly handlers: Record<string, Handler> = {}

  readonly task = {
    onOpen: (handler: Handler) => (this.handlers.open = handler),
    onMessage: (handler: Handler) => (this.handlers.message = handler),
    onClose: (handler: Handler) => (this.handlers.close = handler),
    onError: (handler: Handler) => (this.handlers.error = handler),
    send: ({ data }: { data: string }) => this.sent.push(JSON.parse(data) as live.ClientMessage),
    close: () => (this.isClosed = true),
  } as unknown as SocketTask

  /** Opens before anybody listens. */
  openEarly(): void {
    Object.assign(this.task, { readyState: 1 })
  }
  open(): void {
    this.handlers.open?.({ data: '' })
  }
  say(message: live.ServerMessage): void {
    this.handlers.message?.({ data: JSON.stringify(message) })
  }
  /** The line breaks. */
  drop(): void {
    this.handlers.close?.({ data: '' })
  }
  /** Topics followed over this socket, as keys. */
  follows(): string[] {
    return this.sent.flatMap((m) => (m.type === 'follow' ? [live.topicKey(m.topic)] : []))
  }
}

/** Gives the app sockets whose other end is the test. */
export function liveSockets(): FakeSocket[] {
  const sockets: FakeSocket[] = []
  jest.spyOn(Taro, 'connectSocket').mockImplementation(() => {
    const socket = new FakeSocket()
    sockets.push(socket)
    return Promise.resolve(socket.task)
  })
  return sockets
}
