import type { Redis } from 'ioredis'
import { describeFault, type Logger } from './log'
import type { Notice } from './messages'
import { newId } from './id'

/** Carries notices to every part of every process. */
export interface Bus {
  publish(notices: readonly Notice[]): void
  subscribe(listener: (notice: Notice) => void): void
  /** Called when notices may have been missed (a lost connection came back): drop what they keep fresh. */
  onGap(listener: () => void): void
  close(): Promise<void>
}

const CHANNEL = 'pitlane:notices'

type Listeners = { notice: ((notice: Notice) => void)[]; gap: (() => void)[] }

/** Inside one process only. */
export function createLocalBus(): Bus {
  const listeners: Listeners = { notice: [], gap: [] }
  return {
    publish: (notices) => deliver(listeners, notices),
    subscribe: (listener) => void listeners.notice.push(listener),
    onGap: (listener) => void listeners.gap.push(listener),
    close: () => Promise.resolve(),
  }
}

/** Between processes, through Redis pub/sub. The own process is served directly, so that it never waits for Redis. */
export function createRedisBus(publisher: Redis, subscriber: Redis, log: Logger): Bus {
  const listeners: Listeners = { notice: [], gap: [] }
  const self = newId()
  subscriber.on('ready', () => {
    // Messages sent while the connection was down are lost for good, although ioredis subscribes again by itself.
    listeners.gap.forEach((listener) => listener())
    subscriber.subscribe(CHANNEL).catch((e: unknown) => log.warn({ fault: describeFault(e) }, 'could not subscribe'))
  })
  subscriber.on('message', (_channel: string, text: string) => {
    const { from, notices } = JSON.parse(text) as { from: string; notices: Notice[] }
    if (from !== self) deliver(listeners, notices)
  })
  return {
    publish(notices) {
      deliver(listeners, notices)
      publisher
        .publish(CHANNEL, JSON.stringify({ from: self, notices }))
        .catch((e: unknown) => log.debug({ fault: describeFault(e) }, 'notice not published'))
    },
    subscribe: (listener) => void listeners.notice.push(listener),
    onGap: (listener) => void listeners.gap.push(listener),
    close() {
      subscriber.disconnect()
      return Promise.resolve()
    },
  }
}

const deliver = (listeners: Listeners, notices: readonly Notice[]) =>
  notices.forEach((notice) => listeners.notice.forEach((listener) => listener(notice)))
