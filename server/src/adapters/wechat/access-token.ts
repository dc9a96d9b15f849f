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

interface Options {
  api: WechatApi
  account: { appid: string; secret: string }
  cache: SharedCache
  /** For how long one process may keep the others waiting; longer than a fetch and its repeat take. */
  leaseMs: number
}

const keyOf = ({ account }: Options): string => `wechat:access-token:${account.appid}`

// The cache only saves calls. While it is down every process asks WeChat, which answers the same token to all.
const known = (options: Options) => options.cache.get(keyOf(options)).catch(() => undefined)

async function fetchUnlessKnown(options: Options, refused: string | undefined): Promise<string> {
  const token = await known(options)
  if (token !== undefined && token !== refused) return token
  const fresh = await options.api({
    path: '/cgi-bin/stable_token',
    query: {},
    body: { grant_type: 'client_credential', ...options.account, force_refresh: refused !== undefined },
    reply,
    repeat: 'unavailable',
  })
  const ttlMs = Math.max(fresh.expires_in * 1000 - RENEW_BEFORE_END_MS, LEAST_SHARED_MS)
  await options.cache.set(keyOf(options), fresh.access_token, ttlMs).catch(() => undefined)
  return fresh.access_token
}

async function oneProcessAtATime(options: Options, refused: string | undefined): Promise<string> {
  let token: string | undefined
  const fly = () =>
    options.cache.singleFlight(`${keyOf(options)}:fetch`, options.leaseMs, async () => {
      token = await fetchUnlessKnown(options, refused)
      return token
    })
  try {
    const joined = await fly()
    // A flight that others began before us may have come back with the very token that was refused since.
    return joined === refused && token === undefined ? await fly() : joined
  } catch (error) {
    if (error instanceof VendorError) throw error
    return token ?? fetchUnlessKnown(options, refused)
  }
}

export function createAccessTokens(options: Options): AccessTokens {
  const flights = new Map<string | undefined, Promise<string>>()

  function once(refused?: string): Promise<string> {
    const flight = flights.get(refused) ?? oneProcessAtATime(options, refused).finally(() => flights.delete(refused))
    flights.set(refused, flight)
    return flight
  }

  return {
    current: async () => (await known(options)) ?? once(),
    insteadOf: (refused) => once(refused),
  }
}
