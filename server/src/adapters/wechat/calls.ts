import * as z from 'zod'
import { VendorError, type WechatPort } from '../../platform/ports'
import type { WechatApi } from './api'

// `session_key` is not named here, so zod drops it: nothing of ours needs it and nothing of ours can leak it.
const session = z.object({ openid: z.string().min(1), unionid: z.string().optional() })

const phone = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string(),
    countryCode: z.union([z.string(), z.number()]).transform(String),
  }),
})

const nothing = z.object({})

type Message = Parameters<WechatPort['sendSubscribeMessage']>[0]

/** `GET /sns/jscode2session` */
export async function codeToSession(api: WechatApi, account: { appid: string; secret: string }, code: string) {
  const query = { ...account, js_code: code, grant_type: 'authorization_code' }
  const found = await api({ path: '/sns/jscode2session', query, reply: session, repeat: 'unanswered' })
  return found.unionid ? { openid: found.openid, unionid: found.unionid } : { openid: found.openid }
}

/** `POST /wxa/business/getuserphonenumber` */
export async function phoneOf(api: WechatApi, access_token: string, code: string): Promise<string> {
  const { phone_info } = await api({
    path: '/wxa/business/getuserphonenumber',
    query: { access_token },
    body: { code },
    reply: phone,
    repeat: 'unanswered',
  })
  // WeChat also hands out foreign numbers, which our SMS vendors and our look-up by phone cannot serve.
  if (phone_info.countryCode !== '86') throw new VendorError('wechat', 'bad_request', false)
  return phone_info.purePhoneNumber
}

/** `POST /cgi-bin/message/subscribe/send` */
export async function sendSubscribeMessage(api: WechatApi, access_token: string, message: Message): Promise<void> {
  const body = {
    touser: message.openid,
    template_id: message.templateId,
    // app.json names pages without a leading slash, and WeChat compares with app.json.
    page: message.page.replace(/^\/+/, ''),
    data: Object.fromEntries(Object.entries(message.data).map(([field, value]) => [field, { value }])),
    miniprogram_state: 'formal',
    lang: 'zh_CN',
  }
  await api({ path: '/cgi-bin/message/subscribe/send', query: { access_token }, body, reply: nothing, repeat: 'never' })
}
