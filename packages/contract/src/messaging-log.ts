import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id, Instant } from './fields'
import { MessageKind, Purpose } from './messaging'

/** Why nothing was sent outside the app. */
export const withheldReasons = {
  no_consent: '车主没有同意接收此类消息',
  do_not_disturb: '车主开启了免打扰',
  turned_off: '车主关闭了这些渠道',
  superseded: '事情已变化，不再需要发送',
} as const
const Withheld = z.enum(['no_consent', 'do_not_disturb', 'turned_off', 'superseded'])

export const deliveryChannels = { wechat: '微信订阅消息', sms: '短信', call: '电话待办' } as const

export const deliveryStates = {
  sending: '发送中',
  waiting: '等待重试',
  sent: '已发出',
  failed: '发送失败',
  skipped: '未使用',
  unknown: '结果不明',
} as const

/** Why a channel was not used, or did not work. */
export const deliveryErrors = {
  no_template: '小程序没有申请对应的订阅消息模板',
  no_openid: '车主没有用微信登录过',
  no_credit: '车主没有可用的订阅授权',
  no_phone: '没有车主的手机号',
  turned_off: '车主关闭了这个渠道',
  user_refused: '车主已拒绝订阅消息（43101）',
  user_blocked: '号码在供应商的黑名单中',
  rate_limited: '供应商要求稍后再发',
  quota: '达到发送上限或余额不足',
  bad_request: '供应商拒绝了内容或配置',
  unavailable: '供应商没有应答',
  undelivered: '运营商回执：没有送达',
} as const

const Delivery = z.object({
  channel: z.enum(['wechat', 'sms', 'call']),
  state: z.enum(['sending', 'waiting', 'sent', 'failed', 'skipped', 'unknown']),
  /** A word of {@link deliveryErrors}, or the vendor's. */
  error: z.nullable(z.string()),
  at: Instant,
  wordingVersion: z.int(),
  /** What the vendor reported later; null while it has not. */
  isDelivered: z.nullable(z.boolean()),
  reportCode: z.nullable(z.string()),
})

const Entry = z.object({
  id: Id,
  kind: MessageKind,
  purpose: Purpose,
  body: z.string(),
  /** The occasion, told once. */
  cause: z.string(),
  bookingId: z.nullable(Id),
  customerId: Id,
  maskedName: z.nullable(z.string()),
  maskedPhone: z.nullable(z.string()),
  createdAt: Instant,
  readAt: z.nullable(Instant),
  /** False of a message that the owner does not see in the app either. */
  isShown: z.boolean(),
  wordingVersion: z.int(),
  /** Quiet hours: outside the app it waits, or waited, until then. */
  heldUntil: z.nullable(Instant),
  withheld: z.nullable(Withheld),
  /** The channels in the order in which they were tried. */
  deliveries: z.array(Delivery),
})
export type Entry = z.infer<typeof Entry>

export const logStandings = {
  withheld: '未发送（有原因）',
  held: '等待发送',
  failed: '有渠道失败',
  unread: '车主未读',
} as const
export const LogStanding = z.enum(['withheld', 'held', 'failed', 'unread'])
export type LogStanding = z.infer<typeof LogStanding>

export const list = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/messages',
  summary:
    'What customers of a store were told, latest first, 30 a page: the occasion, each channel with how it ended and why, or why nothing was sent. Customers are masked.',
  access: { staff: 'message.read' },
  params: z.object({ storeId: Id }),
  query: z.object({
    kind: z.optional(MessageKind),
    standing: z.optional(LogStanding),
    customerId: z.optional(Id),
    after: z.optional(Id),
  }),
  response: z.object({ items: z.array(Entry), next: z.nullable(Id) }),
  errors: ['store.not_found'],
})

export const takeReports = endpoint({
  method: 'POST',
  path: '/api/sms-reports',
  summary:
    'Delivery reports as the SMS vendor posts them, with the key that it was given in the address. The answer is what Aliyun and Tencent Cloud take for yes. A repeat changes nothing.',
  access: 'public',
  limit: { points: 1200, seconds: 60, by: 'address' },
  query: z.object({ key: z.string().check(z.maxLength(200)) }),
  body: z.array(z.unknown()).check(z.maxLength(1000)),
  response: z.object({ code: z.literal(0), msg: z.string(), result: z.literal(0), errmsg: z.string() }),
  errors: [],
})
