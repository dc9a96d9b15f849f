import type { messageWordings } from '@pitlane/contract'
import { at, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 消息: what a customer reads in the app. */
export const Message = table('message', {
  id: id().key(),
  /** Names the occasion, so that no occasion is told twice. */
  dedupe: text(80),
  customerId: id(),
  storeId: id(),
  bookingId: id().nullable(),
  kind: oneOf(
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
  ),
  purpose: oneOf('service', 'care', 'survey', 'marketing'),
  title: text(40),
  body: text(300),
  /** A page of the owner app. */
  link: text(120).nullable(),
  /** What is sent outside the app, sealed: it may name a plate. Null once nothing is left to send. */
  planSealed: text(4000).nullable(),
  /** Of the wording of {@link body}; 1 is the shipped one. */
  wordingVersion: int(),
  /** Outside the app it waited until then. */
  heldUntil: at().nullable(),
  /** Why nothing was sent outside the app. */
  withheld: oneOf('no_consent', 'do_not_disturb', 'turned_off', 'superseded').nullable(),
  /** False of a message that was withheld from the inbox as well. */
  isShown: flag(),
  createdAt: at(),
  readAt: at().nullable(),
})
export type Message = Row<typeof Message>

/** One rung of the ladder that a message went up. */
export const MessageDelivery = table('message_delivery', {
  messageId: id().key(),
  channel: oneOf('wechat', 'sms', 'call').key(),
  state: oneOf('sending', 'waiting', 'sent', 'failed', 'skipped', 'unknown'),
  attempts: int(),
  errorCode: text(40).nullable(),
  at: at(),
  wordingVersion: int(),
  /** The vendor's name of it in reports. */
  receiptId: text(64).nullable(),
  /** What the vendor reported later; null while it has not. */
  isDelivered: flag().nullable(),
  reportCode: text(40).nullable(),
  reportedAt: at().nullable(),
})
export type MessageDelivery = Row<typeof MessageDelivery>

/** 订阅消息授权: one consent, good for one message of one template. */
export const SubscribeCredit = table('subscribe_credit', {
  id: id().key(),
  customerId: id(),
  template: text(20),
  requestId: text(36),
  grantedAt: at(),
  spentAt: at().nullable(),
  /** The message it was spent on. */
  spentBy: id().nullable(),
})
export type SubscribeCredit = Row<typeof SubscribeCredit>

/** 电话待办: a call that the staff of a store have to make. */
export const PhoneTodo = table('phone_todo', {
  id: id().key(),
  dedupe: text(80),
  storeId: id(),
  customerId: id(),
  bookingId: id().nullable(),
  kind: oneOf('undelivered', 'unconfirmed', 'unseated', 'quote', 'addon'),
  title: text(40),
  reason: text(300),
  dueAt: at(),
  state: oneOf('open', 'done'),
  outcome: oneOf('reached', 'no_answer', 'wrong_number', 'refused').nullable(),
  note: text(200).nullable(),
  doneBy: id().nullable(),
  doneAt: at().nullable(),
  createdAt: at(),
})
export type PhoneTodo = Row<typeof PhoneTodo>

/** 消息文案: what a group says instead of the shipped wording, which is version 1. At most one draft; published versions stay. */
export const MessageWording = table('message_wording', {
  id: id().key(),
  groupId: id(),
  kind: text(17),
  channel: oneOf('inbox', 'wechat', 'sms'),
  version: int(),
  state: oneOf('draft', 'published'),
  content: json<messageWordings.WordingContent>(),
  revision: int(),
  writtenBy: id(),
  writtenAt: at(),
  publishedBy: id().nullable(),
  publishedAt: at().nullable(),
})
export type MessageWording = Row<typeof MessageWording>

/** 通知设置: where an owner wants no messages. */
export const MessagePreference = table('message_preference', {
  customerId: id().key(),
  isDoNotDisturb: flag(),
  /** `purpose:channel`. */
  muted: json<readonly string[]>(),
  updatedAt: at(),
})
export type MessagePreference = Row<typeof MessagePreference>
