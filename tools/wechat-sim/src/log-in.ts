import { randomBytes } from 'node:crypto'
import { keepIn } from './bounded'
import { createOneTimeCodes } from './one-time-codes'
import { openidOf, unionidOf } from './openid'
import type { Account } from './options'
import { Refusal, type WechatReply } from './refusal'

const PER_MINUTE = 100
const MINUTE_MS = 60_000

/** `GET /sns/jscode2session`: who is behind a wx.login code. */
export interface LogIn {
  /** What wx.login would give this user's phone. */
  issue(user: string): { code: string; openid: string }
  exchange(query: URLSearchParams): WechatReply
  /** The name under which the simulator met an openid. */
  userOf(openid: string): string | undefined
}

export function createLogIn(account: Account, openPlatform: boolean): LogIn {
  const codes = createOneTimeCodes<string>(account)
  const users = new Map<string, string>()
  const recent = new Map<string, number[]>()

  function slowDown(user: string): void {
    const now = account.now()
    const lastMinute = (recent.get(user) ?? []).filter((at) => at > now - MINUTE_MS)
    if (lastMinute.length >= PER_MINUTE) throw new Refusal(45011)
    keepIn(recent, user, [...lastMinute, now])
  }

  return {
    issue(user) {
      const openid = openidOf(account.appid, user)
      keepIn(users, openid, user)
      return { code: codes.issue(user), openid }
    },
    exchange(query) {
      requireAccount(account, query.get('appid'), query.get('secret'))
      if (query.get('grant_type') !== 'authorization_code') throw new Refusal(40002)
      const user = codes.redeem(query.get('js_code') ?? undefined, slowDown)
      return {
        session_key: randomBytes(16).toString('base64'),
        openid: openidOf(account.appid, user),
        ...(openPlatform && { unionid: unionidOf(user) }),
      }
    },
    userOf: (openid) => users.get(openid),
  }
}

/** @throws Refusal 41002, 40013 or 40125 */
export function requireAccount(account: Account, appid: unknown, secret: unknown): void {
  if (!appid) throw new Refusal(41002)
  if (appid !== account.appid) throw new Refusal(40013)
  if (secret !== account.secret) throw new Refusal(40125)
}
