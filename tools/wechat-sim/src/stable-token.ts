import { randomBytes } from 'node:crypto'
import { requireAccount } from './log-in'
import type { Account } from './options'
import { Refusal, type WechatReply } from './refusal'

const LIFE_MS = 7200_000
const OVERLAP_MS = 5 * 60_000
const FORCE_GAP_MS = 30_000
const FORCED_A_DAY = 20
const DAY_MS = 24 * 3600_000

interface Token {
  token: string
  diesAt: number
}

/** `POST /cgi-bin/stable_token`, and the check of the tokens it hands out. */
export interface StableToken {
  exchange(body: Record<string, unknown>): WechatReply
  /** @throws Refusal 41001 without a token, 42001 for one that ran out, 40001 for one that is unknown or was replaced */
  check(token: string | null): void
}

/** Answers whether a forced renewal may happen now; too soon after the last one it is quietly ignored. */
function createForceBudget(account: Account): () => boolean {
  let forced: number[] = []
  return () => {
    const now = account.now()
    forced = forced.filter((at) => at > now - DAY_MS)
    if (now - (forced.at(-1) ?? -Infinity) < FORCE_GAP_MS) return false
    if (forced.length >= FORCED_A_DAY) throw new Refusal(45009)
    forced.push(now)
    return true
  }
}

/**
 * An ordinary request answers the same token until 5 minutes before its end. A forced one replaces it at once, at most every
 * 30 seconds and 20 times a day. A replaced token goes on working for 5 minutes; the one before it dies on the spot.
 */
export function createStableToken(account: Account): StableToken {
  let current: Token | undefined
  let previous: Token | undefined
  const mayForce = createForceBudget(account)

  function renewed(): Token {
    const now = account.now()
    previous = current && { token: current.token, diesAt: now + OVERLAP_MS }
    current = { token: `SIM_${randomBytes(66).toString('base64url')}`, diesAt: now + LIFE_MS }
    return current
  }

  return {
    exchange(body) {
      if (body.grant_type !== 'client_credential') throw new Refusal(40002)
      requireAccount(account, body.appid, body.secret)
      const isForced = body.force_refresh === true && mayForce()
      const isEnding = current && current.diesAt - account.now() <= OVERLAP_MS
      const { token, diesAt } = !current || isForced || isEnding ? renewed() : current
      return { access_token: token, expires_in: Math.floor((diesAt - account.now()) / 1000) }
    },
    check(token) {
      if (!token) throw new Refusal(41001)
      const now = account.now()
      if (token === current?.token) {
        if (now >= current.diesAt) throw new Refusal(42001)
      } else if (token !== previous?.token || now >= previous.diesAt) {
        throw new Refusal(40001)
      }
    },
  }
}
