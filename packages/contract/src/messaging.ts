import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { freeText, Id, Instant, Nothing } from './fields'

/** What a message is about, and the word that owners read before it. */
export const messageKinds = {
  booking_confirmed: '预约成功',
  booking_reminder: '到店提醒',
  booking_rejected: '预约未接受',
  booking_cancelled: '预约取消',
  booking_moved: '预约改期',
  booking_delayed: '预约时间调整',
  waitlist_offer: '候补有空位',
  trip_update: '取送车进度',
  quote_sent: '待您确认',
  addon_asked: '增减项确认',
  parts_waiting: '等待备件',
  car_ready: '可以取车',
  coupon_ending: '卡券即将到期',
} as const
export const MessageKind = z.enum([
  'booking_confirmed',
  'booking_reminder',
  'booking_rejected',
  'booking_cancelled',
  'booking_moved',
  'booking_delayed',
  'waitlist_offer',
  'trip_update',
  'quote_sent',
  'addon_asked',
  'parts_waiting',
  'car_ready',
  'coupon_ending',
])
export type MessageKind = z.infer<typeof MessageKind>

/** What messages are sent for (DOMAIN §7.8). `service` belongs to the contract; the others an owner allows or refuses. */
export const purposes = {
  service: '服务通知',
  care: '用车关怀',
  survey: '满意度回访',
  marketing: '优惠活动',
} as const
export const Purpose = z.enum(['service', 'care', 'survey', 'marketing'])
export type Purpose = z.infer<typeof Purpose>

export const kindPurposes: Readonly<Record<MessageKind, Purpose>> = {
  ...({ booking_confirmed: 'service', booking_reminder: 'service', booking_rejected: 'service' } as const),
  ...({ booking_cancelled: 'service', booking_moved: 'service', booking_delayed: 'service' } as const),
  ...({ waitlist_offer: 'service', trip_update: 'service', quote_sent: 'service', addon_asked: 'service' } as const),
  ...({ parts_waiting: 'service', car_ready: 'service', coupon_ending: 'marketing' } as const),
}

/** Outside the app nothing is sent between these minutes of the store's day, but what cannot wait. */
export const QUIET_HOURS = { from: 1260, until: 480 } as const

export const MessageView = z.object({
  id: Id,
  kind: MessageKind,
  title: z.string(),
  body: z.string(),
  /** The page of the owner app that shows more, or null. */
  link: z.nullable(z.string()),
  sentAt: Instant,
  isRead: z.boolean(),
})
export type MessageView = z.infer<typeof MessageView>

export const inbox = endpoint({
  method: 'GET',
  path: '/api/me/messages',
  summary: "The owner's messages, latest first, 20 a page.",
  access: 'customer',
  query: z.object({ after: z.optional(Id) }),
  response: z.object({ items: z.array(MessageView), next: z.nullable(Id) }),
  errors: [],
})

const Unread = z.object({ unread: z.int() })

export const unreadCount = endpoint({
  method: 'GET',
  path: '/api/me/message-count',
  summary: 'How many messages the owner has not read.',
  access: 'customer',
  response: Unread,
  errors: [],
})

export const read = endpoint({
  method: 'POST',
  path: '/api/me/messages/:messageId/reading',
  summary: 'Marks one message as read. Repeating it changes nothing.',
  access: 'customer',
  params: z.object({ messageId: Id }),
  response: Unread,
  errors: ['messaging.message_not_found'],
})

export const readAll = endpoint({
  method: 'POST',
  path: '/api/me/message-readings',
  summary: 'Marks every message as read.',
  access: 'customer',
  response: Unread,
  errors: [],
})

/** Subscribe messages (订阅消息) that WeChat lets us send once per consent. */
export const TemplateKey = z.enum([
  ...(['booking_confirmed', 'booking_reminder', 'booking_changed', 'waitlist_offer'] as const),
  ...(['quote_asked', 'service_progress', 'car_ready', 'coupon_ending'] as const),
])
export type TemplateKey = z.infer<typeof TemplateKey>

/** As many as every version of WeChat asks for at once. */
export const MAX_ASKED_AT_ONCE = 3

/**
 * When consent is asked for: after a booking, with a tap on 加入候补, with a tap on the page of a visit (a quote is agreed to), after
 * a payment, or on the page that lists what was allowed.
 */
export const ConsentMoment = z.enum(['booking', 'waitlist', 'visit', 'payment', 'ledger'])
export type ConsentMoment = z.infer<typeof ConsentMoment>

export const subscribeTemplates = endpoint({
  method: 'GET',
  path: '/api/me/subscribe-templates',
  summary:
    'The templates to ask consent for at this moment, with the ids of this account and how many consents are left. At most three, as many as every WeChat can ask for at once: in the ledger those of which the fewest are left.',
  access: 'customer',
  query: z.object({ moment: z._default(ConsentMoment, 'booking') }),
  response: z.array(z.object({ key: TemplateKey, templateId: z.string(), credits: z.int() })),
  errors: [],
})

export const recordConsents = endpoint({
  method: 'POST',
  path: '/api/me/subscribe-consents',
  summary: 'Writes down what the owner allowed in WeChat: one message per template. The same `requestId` counts once.',
  access: 'customer',
  limit: { points: 30, seconds: 60, by: 'session' },
  body: z.object({
    /** Made once per answer of WeChat by the client. */
    requestId: z.uuid(),
    accepted: z.array(TemplateKey).check(z.minLength(1), z.maxLength(MAX_ASKED_AT_ONCE)),
  }),
  response: Nothing,
  errors: [],
})

export const consentLedger = endpoint({
  method: 'GET',
  path: '/api/me/subscribe-consents',
  summary:
    'What the owner has allowed in WeChat: per template how many messages may still be sent, and when the last one was.',
  access: 'customer',
  response: z.array(
    z.object({
      key: TemplateKey,
      /** The account has this template, so it can be asked for and sent. */
      isOffered: z.boolean(),
      /** Messages that may still be sent, one per consent. */
      left: z.int(),
      lastAllowedAt: z.nullable(Instant),
      lastSentAt: z.nullable(Instant),
    }),
  ),
  errors: [],
})

/** How a call ended. */
export const callOutcomes = {
  reached: '已接通',
  no_answer: '无人接听',
  wrong_number: '空号或停机',
  refused: '拒接',
} as const
export const CallOutcome = z.enum(['reached', 'no_answer', 'wrong_number', 'refused'])
export type CallOutcome = z.infer<typeof CallOutcome>

/** Why somebody has to call. */
export const todoKinds = {
  undelivered: '消息未送达',
  unconfirmed: '预约待确认',
  unseated: '预约没有工位',
  quote: '报价待确认',
  addon: '增项待确认',
} as const
export const TodoKind = z.enum(['undelivered', 'unconfirmed', 'unseated', 'quote', 'addon'])
export type TodoKind = z.infer<typeof TodoKind>

export const PhoneTodoView = z.object({
  id: Id,
  kind: TodoKind,
  title: z.string(),
  /** What to say. */
  reason: z.string(),
  bookingId: z.nullable(Id),
  maskedName: z.nullable(z.string()),
  maskedPhone: z.nullable(z.string()),
  /** After this the call is of no use. */
  dueAt: Instant,
  createdAt: Instant,
  state: z.enum(['open', 'done']),
  outcome: z.nullable(CallOutcome),
  note: z.nullable(z.string()),
  doneBy: z.nullable(z.string()),
  doneAt: z.nullable(Instant),
})
export type PhoneTodoView = z.infer<typeof PhoneTodoView>

export const phoneTodos = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/phone-todos',
  summary: 'The calls of a store: those to make (most urgent first) or those made (latest first), 50 a page.',
  access: { staff: 'care.call' },
  params: z.object({ storeId: Id }),
  query: z.object({ state: z.enum(['open', 'done']), after: z.optional(Id) }),
  response: z.object({ items: z.array(PhoneTodoView), next: z.nullable(Id), open: z.int() }),
  errors: ['store.not_found', 'messaging.todo_not_found'],
})

const todoParams = z.object({ todoId: Id })

export const finishTodo = endpoint({
  method: 'POST',
  path: '/api/phone-todos/:todoId/completion',
  summary: 'Says how the call ended. Of two at once the second is told that it was done.',
  access: { staff: 'care.call' },
  params: todoParams,
  body: z.object({ outcome: CallOutcome, note: z._default(freeText(200), '') }),
  response: PhoneTodoView,
  errors: ['messaging.todo_not_found', 'messaging.todo_done'],
})

export const revealTodo = endpoint({
  method: 'POST',
  path: '/api/phone-todos/:todoId/contact',
  summary: 'Name and number in full, to make the call. Every look is written to the audit log.',
  access: { staff: 'customer.reveal' },
  limit: { points: 60, seconds: 86_400, by: 'session' },
  params: todoParams,
  response: z.object({ name: z.nullable(z.string()), phone: z.nullable(z.string()) }),
  errors: ['messaging.todo_not_found'],
})
