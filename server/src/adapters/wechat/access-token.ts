import * as z from 'zod'
import { type SharedCache, VendorError } from '../../platform/ports'
import type { WechatApi } from './api'

/** WeChat renews a token 5 minutes before its end and honours both meanwhile, so we let go of ours at that point. */
const RENEW_BEFORE_END_MS = 5 * 60_000

/** A token is worth sharing for at least this long, or callers that wait for each other would each fetch their own. */
const LEAST_SHARED_MS = 1_000

const reply = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** The access token of one mini-program, fetched once for all callers and all processes that share the cache. */
export interface AccessTokens {
  /** The token in force. */
  current(): Promise<string>
  /** A token other than `refused`, which WeChat has just turned down: one somebody else has fetched, or a forced new one. */
  insteadOf(refused: string): Promise<string>
}

/**
 * @param options.leaseMs for how long one process may keep the others waiting; longer than a fetch and its repeat take
 */
export function createAccessTokens(options: {
  api: WechatApi
  appid: string
  secret: string
  cache: SharedCache
  leaseMs: number
}): AccessTokens {
  const { api, appid, secret, cache } = options
  const key = `wechat:access-token:${appid}`
  const flights = new Map<string | undefined, Promise<string>>()

  // The cache only saves calls. While it is down every process asks WeChat, which answers the same token to all.
  const known = () => cache.get(key).catch(() => undefined)
  const share = (token: string, ttlMs: number) => cache.set(key, token, ttlMs).catch(() => undefined)

  async function fetchUnlessKnown(refused: string | undefined): Promise<string> {
    const token = await known()
    if (token !== undefined && token !== refused) return token
    const fresh = await api({
      path: '/cgi-bin/stable_token',
      query: {},
      body: { grant_type: 'client_credential', appid, secret, force_refresh: refused !== undefined },
      reply,
      repeat: 'unavailable',
    })
    await share(fresh.access_token, Math.max(fresh.expires_in * 1000 - RENEW_BEFORE_END_MS, LEAST_SHARED_MS))
    return fresh.access_token
  }

  async function oneProcessAtATime(refused: string | undefined): Promise<string> {
    let token: string | undefined
    try {
      return await cache.singleFlight(`${key}:fetch`, options.leaseMs, async () => {
        token = await fetchUnlessKnown(refused)
        return token
      })
    } catch (error) {
      if (error instanceof VendorError) throw error
      return token ?? fetchUnlessKnown(refused)
    }
  }

  function once(refused?: string): Promise<string> {
    const flight = flights.get(refused) ?? oneProcessAtATime(refused).finally(() => flights.delete(refused))
    flights.set(refused, flight)
    return flight
  }

  return {
    current: async () => (await known()) ?? once(),
    insteadOf: (refused) => once(refused),
  }
}
