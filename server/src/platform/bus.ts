import { SECOND_MS } from '@pitlane/kernel'
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

/** What travels: notices, or word that some of the sender's never left. */
type Parcel = { readonly from: string } & ({ readonly notices: readonly Notice[] } | { readonly hasGap: true })

/** A connection that went silent without closing is found out by asking. */
const HEARTBEAT_MS = 10 * SECOND_MS

/**
 * Between processes, through Redis pub/sub. The own process is served directly, so that it never waits for Redis. What could
 * not be sent is gone, so the others are told of the gap as soon as they can be: their own connection may have been whole.
 */
export function createRedisBus(publisher: Redis, subscriber: Redis, log: Logger): Bus {
  const listeners: Listeners = { notice: [], gap: [] }
  const self = newId()
  let owesGap = false
  const tellGap = () => listeners.gap.forEach((listener) => listener())
  const send = (parcel: Parcel): void => {
    publisher.publish(CHANNEL, JSON.stringify(parcel)).then(payGap, (e: unknown) => {
      owesGap = true
      log.debug({ fault: describeFault(e) }, 'notice not published')
    })
  }
  const payGap = (): void => {
    if (!owesGap) return
    owesGap = false
    send({ from: self, hasGap: true })
  }
  publisher.on('ready', payGap)
  // Messages sent while the connection was down are lost for good. What was read before the channel is heard again may be
  // old, so the gap is told after that and not before.
  subscriber.on('ready', () => {
    subscriber
      .subscribe(CHANNEL)
      .then(tellGap, (e: unknown) => log.warn({ fault: describeFault(e) }, 'could not subscribe'))
  })
  subscriber.on('message', (_channel: string, text: string) => {
    const parcel = JSON.parse(text) as Parcel
    if (parcel.from === self) return
    if ('hasGap' in parcel) tellGap()
    else deliver(listeners, parcel.notices)
  })
  const heartbeat = setInterval(() => void subscriber.ping().catch(() => undefined), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    publish(notices) {
      deliver(listeners, notices)
      send({ from: self, notices })
    },
    subscribe: (listener) => void listeners.notice.push(listener),
    onGap: (listener) => void listeners.gap.push(listener),
    close() {
      clearInterval(heartbeat)
      subscriber.disconnect()
      return Promise.resolve()
    },
  }
}

const deliver = (listeners: Listeners, notices: readonly Notice[]) =>
  notices.forEach((notice) => listeners.notice.forEach((listener) => listener(notice)))
