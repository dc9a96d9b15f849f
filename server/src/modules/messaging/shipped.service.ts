import type { messaging, messageWordings } from '@pitlane/contract'
import { namesIn, smsTexts, type SmsTemplate } from '../../platform/ports'
import { libraryFields } from './template-fields'

type Kind = messaging.MessageKind
type Content = messageWordings.WordingContent

/** What each name in a wording means, with a sample for the preview. */
export const variables: Readonly<Record<string, { readonly label: string; readonly sample: string }>> = {
  text: { label: '系统生成的完整内容', sample: '您的车已完工，可以来取车了。' },
  time: { label: '时间', sample: '11月25日（周三）14:00' },
  store: { label: '门店名称', sample: '浦东店' },
  phone: { label: '门店电话', sample: '021-55500001' },
  address: { label: '门店地址', sample: '浦东新区示例路 1 号' },
  service: { label: '服务项目', sample: '常规保养' },
  plate: { label: '车牌', sample: '沪A12345' },
  reason: { label: '原因', sample: '工位临时检修' },
  state: { label: '状态', sample: '已改期' },
  note: { label: '提示', sample: '请按时到店，改约请打开小程序' },
  advisor: { label: '服务顾问', sample: '门店前台' },
  from: { label: '原时间', sample: '11月24日（周二）10:00' },
  minutes: { label: '分钟数', sample: '15' },
  next: { label: '新的时间', sample: '11月25日（周三）14:30' },
  proposals: { label: '可以改约的时间', sample: '门店可为您安排：11月26日（周四）09:00。' },
  way: { label: '下一步', sample: '点开预约即可改约，也可以另选时间' },
  what: { label: '项目', sample: '更换前刹车片' },
  amount: { label: '金额', sample: '¥580.00' },
  until: { label: '截止时间', sample: '2026年11月25日 14:30' },
  promised: { label: '预计交车', sample: '2026年11月25日 17:00' },
  coupon: { label: '券名', sample: '回店礼' },
  count: { label: '张数', sample: '2' },
  ends: { label: '到期日', sample: '12月3日' },
}

/** Names that every message has: the store's own, and what the system would say. */
const ALWAYS = ['text', 'store', 'phone'] as const

/** Version 1 of what stands in the app. A test holds the senders to these words. */
const inbox: Readonly<Record<Kind, string>> = {
  booking_confirmed: '您预约的{time}到店已确认。门店：{store}，服务：{service}。请按时到店。',
  booking_reminder:
    '您预约了{time}到{store}做{service}。地址：{address}。请带上行驶证；不能到店请提前取消，或致电 {phone}。',
  booking_rejected:
    '很抱歉，门店没能接受您的预约：{time}，{service}。原因：{reason}。{proposals}{way}，或致电 {phone}。',
  booking_cancelled:
    '很抱歉，门店取消了您的预约：{time}，{service}。原因：{reason}。{proposals}{way}，或致电 {phone}。',
  booking_moved: '您的预约已从{from}改到{time}。门店：{store}，服务：{service}。如不方便请致电 {phone}。',
  booking_delayed:
    '非常抱歉，因车间作业安排变化，您预约的{time}{service}要推迟约 {minutes} 分钟，预计{next}开始。' +
    '您可以晚些到店，也可以改约其他时间，都不会影响您的信用。如需帮助请致电 {phone}。',
  waitlist_offer: '您候补的时间有空位了：{time}，{store}。为您保留 {minutes} 分钟，请到“我的预约”接受。',
  trip_update: '{text}',
  quote_sent: '{text}',
  addon_asked: '{text}',
  parts_waiting: '{text}',
  car_ready: '{text}',
  coupon_ending: '您有 {count} 张券即将到期：{coupon}，最早 {ends} 到期。',
}

const wechat: Readonly<Partial<Record<Kind, messaging.TemplateKey>>> = {
  ...({ booking_confirmed: 'booking_confirmed', booking_reminder: 'booking_reminder' } as const),
  ...({ booking_rejected: 'booking_changed', booking_cancelled: 'booking_changed' } as const),
  ...({ booking_moved: 'booking_changed', booking_delayed: 'booking_changed' } as const),
  ...({ waitlist_offer: 'waitlist_offer', quote_sent: 'quote_asked', addon_asked: 'quote_asked' } as const),
  ...({ parts_waiting: 'service_progress', car_ready: 'car_ready', coupon_ending: 'coupon_ending' } as const),
}

const isSmsTemplate = (kind: string): kind is SmsTemplate => Object.hasOwn(smsTexts, kind)

/** The wording that is shipped, and the names it may use; undefined where the kind has nothing to say on the channel. */
export interface Shipped {
  readonly content: Content
  readonly names: readonly string[]
  /** Of a subscribe message: which value goes into which field. */
  readonly template?: messaging.TemplateKey
}

function shippedWechat(kind: Kind): Shipped | undefined {
  const template = wechat[kind]
  if (!template) return undefined
  const names = Object.keys(libraryFields[template])
  const fields = Object.fromEntries(names.map((name) => [name, `{${name}}`]))
  return { content: { text: '', fields, vendorTemplate: null }, names, template }
}

function shippedSms(kind: Kind): Shipped | undefined {
  if (!isSmsTemplate(kind)) return undefined
  const text = smsTexts[kind]
  return { content: { text, fields: {}, vendorTemplate: null }, names: namesIn(text) }
}

export function findShipped(kind: Kind, channel: messageWordings.WordingChannel): Shipped | undefined {
  if (channel === 'wechat') return shippedWechat(kind)
  if (channel === 'sms') return shippedSms(kind)
  const text = inbox[kind]
  const names = [...new Set([...namesIn(text), ...ALWAYS])]
  return { content: { text, fields: {}, vendorTemplate: null }, names }
}
