import { live } from '@pitlane/contract'
import { WebSocket } from 'ws'

type Change = Extract<live.ServerMessage, { type: 'changed' }>

/** Somebody who has a page open that follows topics. */
export interface LiveFollower {
  /** Everything it was told, in order. */
  readonly heard: live.ServerMessage[]
  /** Waits for a change that fits and that it has not been asked for yet; fails after `ms`. */
  nextChange(ms?: number, fits?: (change: Change) => boolean): Promise<Change>
  /** Says something; resolves when the server has taken note. */
  tell(message: live.ClientMessage): Promise<void>
  /** Forgets the changes heard so far. */
  forget(): void
  close(): void
}

/** Connects to the server at `url`, and follows. Resolves when the server has taken note. */
export async function follow(url: string, token: string | null, topics: readonly live.Topic[]): Promise<LiveFollower> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${live.LIVE_PATH}`)
  const heard: live.ServerMessage[] = []
  let read = 0
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as live.ServerMessage))
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const say = (message: live.ClientMessage) => socket.send(JSON.stringify(message))
  const until = async (isThere: () => boolean, ms: number) => {
    const end = Date.now() + ms
    while (!isThere()) {
      if (Date.now() > end) throw new Error(`after ${ms} ms heard only ${JSON.stringify(heard)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const count = (type: live.ServerMessage['type']) => heard.filter((message) => message.type === type).length
  say({ type: 'hello', token })
  await until(() => count('ready') > 0, 2000)
  // Messages on one socket are handled in order: the answer to a ping means that what was said before has been done.
  const settle = async () => {
    const before = count('pong')
    say({ type: 'ping' })
    await until(() => count('pong') > before, 2000)
  }
  topics.forEach((topic) => say({ type: 'follow', topic }))
  await settle()
  return {
    heard,
    tell(message) {
      say(message)
      return settle()
    },
    async nextChange(ms = 2000, fits = () => true) {
      const isIt = (message: live.ServerMessage): message is Change => message.type === 'changed' && fits(message)
      await until(() => heard.slice(read).some(isIt), ms)
      read += heard.slice(read).findIndex(isIt) + 1
      return heard[read - 1] as Change
    },
    forget: () => void (read = heard.length),
    close: () => socket.terminate(),
  }
}
