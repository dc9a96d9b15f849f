import type { Endpoint, RateLimit } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'

export interface RateLimits {
  /** Counts one call. Throws `request.too_many` with `retryAfterSeconds` when the limit of the endpoint is reached. */
  count(endpoint: Endpoint, caller: { address: string; sessionId?: string | undefined }): Promise<void>
}

/** Limits in Redis hold for all processes; while Redis is away each process counts for itself. */
export function createRateLimits(redis: Redis | undefined): RateLimits {
  const limiters = new Map<Endpoint, RateLimiterAbstract>()
  const limiterOf = (endpoint: Endpoint, limit: RateLimit): RateLimiterAbstract => {
    const known = limiters.get(endpoint)
    if (known) return known
    const keyPrefix = `pitlane:rate:${endpoint.method}:${endpoint.path}`
    const options = { keyPrefix, points: limit.points, duration: limit.seconds }
    const memory = new RateLimiterMemory(options)
    const shared = { storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: memory }
    const made = redis ? new RateLimiterRedis({ ...options, ...shared }) : memory
    limiters.set(endpoint, made)
    return made
  }
  return {
    async count(endpoint, caller) {
      const { limit } = endpoint
      if (!limit) return
      const key = limit.by === 'session' ? (caller.sessionId ?? caller.address) : caller.address
      try {
        await limiterOf(endpoint, limit).consume(key)
      } catch (e) {
        if (!(e instanceof RateLimiterRes)) throw e
        throw new AppError('request.too_many', { retryAfterSeconds: Math.ceil(e.msBeforeNext / 1000) })
      }
    },
  }
}
