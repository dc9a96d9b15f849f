import type { SharedCache, WechatPort } from '../../platform/ports'
import { createAccessTokens } from './access-token'
import { createApi } from './api'
import { codeToSession, phoneOf, sendSubscribeMessage } from './calls'
import { isTokenRefusal } from './errcodes'

/** How to reach WeChat as one mini-program. */
export interface WechatOptions {
  /** `https://api.weixin.qq.com`, or the simulator's address. */
  baseUrl: string
  appid: string
  secret: string
  /** Where processes share the access token. */
  cache: SharedCache
  /** For one attempt, in ms; 3000 when left out. */
  timeoutMs?: number
  fetch?: typeof fetch
}

/** WeChat's server API behind the port. It keeps no state but the access token. */
export function createWechat(options: WechatOptions): WechatPort {
  const { cache, timeoutMs = 3000 } = options
  const account = { appid: options.appid, secret: options.secret }
  const api = createApi({ baseUrl: options.baseUrl, fetch: options.fetch ?? fetch, timeoutMs })
  const tokens = createAccessTokens({ api, account, cache, leaseMs: 2 * timeoutMs + 1000 })

  /** A refused token means that WeChat did nothing, so the call is made again with a fresh one, once. */
  async function withToken<T>(call: (access_token: string) => Promise<T>): Promise<T> {
    const token = await tokens.current()
    try {
      return await call(token)
    } catch (error) {
      if (!isTokenRefusal(error)) throw error
      return call(await tokens.insteadOf(token))
    }
  }

  return {
    codeToSession: (code) => codeToSession(api, account, code),
    phoneOf: (code) => withToken((token) => phoneOf(api, token, code)),
    sendSubscribeMessage: (message) => withToken((token) => sendSubscribeMessage(api, token, message)),
  }
}
