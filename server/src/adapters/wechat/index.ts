import * as z from 'zod'
import { type SharedCache, VendorError, type WechatPort } from '../../platform/ports'
import { createAccessTokens } from './access-token'
import { createApi } from './api'
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

// `session_key` is not named here, so zod drops it: nothing of ours needs it and nothing of ours can leak it.
const session = z.object({ openid: z.string().min(1), unionid: z.string().optional() })

const phone = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string(),
    countryCode: z.union([z.string(), z.number()]).transform(String),
  }),
})

const nothing = z.object({})

/** WeChat's server API behind the port. It keeps no state but the access token. */
export function createWechat(options: WechatOptions): WechatPort {
  const { appid, secret, cache, timeoutMs = 3000 } = options
  const api = createApi({ baseUrl: options.baseUrl, fetch: options.fetch ?? fetch, timeoutMs })
  const tokens = createAccessTokens({ api, appid, secret, cache, leaseMs: 2 * timeoutMs + 1000 })

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
    async codeToSession(code) {
      const query = { appid, secret, js_code: code, grant_type: 'authorization_code' }
      const found = await api({ path: '/sns/jscode2session', query, reply: session, repeat: 'unanswered' })
      return found.unionid ? { openid: found.openid, unionid: found.unionid } : { openid: found.openid }
    },

    async phoneOf(code) {
      const path = '/wxa/business/getuserphonenumber'
      const { phone_info } = await withToken((access_token) =>
        api({ path, query: { access_token }, body: { code }, reply: phone, repeat: 'unanswered' }),
      )
      // WeChat also hands out foreign numbers, which our SMS vendors and our look-up by phone cannot serve.
      if (phone_info.countryCode !== '86') throw new VendorError('wechat', 'bad_request', false)
      return phone_info.purePhoneNumber
    },

    async sendSubscribeMessage({ openid, templateId, page, data }) {
      const body = {
        touser: openid,
        template_id: templateId,
        // app.json names pages without a leading slash, and WeChat compares with app.json.
        page: page.replace(/^\/+/, ''),
        data: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, { value }])),
        miniprogram_state: 'formal',
        lang: 'zh_CN',
      }
      await withToken((access_token) =>
        api({
          path: '/cgi-bin/message/subscribe/send',
          query: { access_token },
          body,
          reply: nothing,
          repeat: 'never',
        }),
      )
    },
  }
}
