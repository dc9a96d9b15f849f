import { Redis } from 'ioredis'
import type { Logger } from './log'

/** A server that has not answered within this time is treated as gone. */
const PATIENCE_MS = 300

/**
 * A connection that never makes a request wait: Redis is an accelerator, so a dead one answers at once with an error. A hung
 * one lets the first callers wait for 300 ms; then its connection is given up, and who comes after is refused at once. It
 * reconnects by itself for ever.
 */
export function connectRedis(url: string, log: Logger, purpose: string): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1000,
    commandTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    connectionName: `pitlane-${purpose}`,
    retryStrategy: (tries) => Math.min(2000, 100 * 2 ** Math.min(tries, 5)) + Math.random() * 100,
  })
  let isDown = false
  redis.on('error', (e: Error) => {
    if (!isDown) log.warn({ purpose, reason: e.message }, 'redis is out of reach')
    isDown = true
  })
  redis.on('ready', () => {
    if (isDown) log.info({ purpose }, 'redis is back')
    isDown = false
  })
  return redis
}
