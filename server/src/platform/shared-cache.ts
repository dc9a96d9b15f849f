import type { Redis } from 'ioredis'
import { newId } from './id'
import type { SharedCache } from './ports'

const POLL_MS = 50
/** Deletes a lease only when it is still ours. */
const RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"

/** Values kept in this process. */
export function createMemoryCache(now: () => number = Date.now): SharedCache {
  const values = new Map<string, { value: string; until: number }>()
  const flights = new Map<string, Promise<unknown>>()
  return {
    get(key) {
      const hit = values.get(key)
      return Promise.resolve(hit && hit.until > now() ? hit.value : undefined)
    },
    set(key, value, ttlMs) {
      values.set(key, { value, until: now() + ttlMs })
      return Promise.resolve()
    },
    delete(key) {
      values.delete(key)
      return Promise.resolve()
    },
    singleFlight: (key, _ttlMs, work) => joined(flights, key, work),
  }
}

/** Callers who come while one is at work share its result. */
function joined<T>(flights: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T> {
  // The map holds one type per key: whoever joins a key asks for the same thing.
  const flying = flights.get(key) as Promise<T> | undefined
  if (flying) return flying
  const flight = work().finally(() => flights.delete(key))
  flights.set(key, flight)
  return flight
}

/** Values shared through Redis. When Redis is out of reach the process goes on with its own memory. */
export function createRedisCache(redis: Redis): SharedCache {
  const memory = createMemoryCache()
  const flights = new Map<string, Promise<unknown>>()
  const prefixed = (key: string) => `pitlane:cache:${key}`
  return {
    get: (key) =>
      redis.get(prefixed(key)).then(
        (v) => v ?? undefined,
        () => memory.get(key),
      ),
    async set(key, value, ttlMs) {
      await memory.set(key, value, ttlMs)
      await redis.set(prefixed(key), value, 'PX', ttlMs).catch(() => undefined)
    },
    async delete(key) {
      await memory.delete(key)
      await redis.del(prefixed(key)).catch(() => undefined)
    },
    singleFlight: (key, ttlMs, work) => joined(flights, key, () => leased(redis, `pitlane:lease:${key}`, ttlMs, work)),
  }
}

async function leased<T>(redis: Redis, key: string, ttlMs: number, work: () => Promise<T>): Promise<T> {
  const token = newId()
  const deadline = Date.now() + ttlMs
  const tryTake = () =>
    redis.set(key, token, 'PX', ttlMs, 'NX').then(
      (reply) => reply === 'OK',
      () => true,
    )
  let hasLease = await tryTake()
  while (!hasLease && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    hasLease = await tryTake()
  }
  try {
    return await work()
  } finally {
    if (hasLease) await redis.eval(RELEASE, 1, key, token).catch(() => undefined)
  }
}
