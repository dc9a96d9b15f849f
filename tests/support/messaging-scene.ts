import { randomUUID } from 'node:crypto'
import { board, booking, messaging } from '@pitlane/contract'
import { WechatLink } from '../../server/src/modules/customer/customer.entity'
import { CUSTOMER_OPENID } from '../../server/src/modules/customer/sealing'
import { send, type NewMessage, type Plan } from '../../server/src/modules/messaging'
import { Message, MessageDelivery, PhoneTodo } from '../../server/src/modules/messaging/messaging.entity'
import { startTestApp, type TestApp } from './app'
import { ownerScene, wish } from './booking-scene'
import { given } from './given'

/** The account's templates, as the simulator knows them. */
const TEMPLATES = {
  WECHAT_TEMPLATE_BOOKING_CONFIRMED: 'sim-booking-confirmed',
  WECHAT_TEMPLATE_BOOKING_REMINDER: 'sim-booking-reminder',
  WECHAT_TEMPLATE_BOOKING_CHANGED: 'sim-booking-changed',
  WECHAT_TEMPLATE_WAITLIST_OFFER: 'sim-waitlist-ready',
  WECHAT_TEMPLATE_QUOTE_ASKED: 'sim-addon-approval',
  WECHAT_TEMPLATE_SERVICE_PROGRESS: 'sim-progress',
  WECHAT_TEMPLATE_CAR_READY: 'sim-ready-for-pickup',
  WECHAT_TEMPLATE_COUPON_ENDING: 'sim-coupon-expiring',
}

/** A server that may send subscribe messages. */
export const startMessagingApp = (over: { at?: string; env?: Record<string, string> } = {}) =>
  startTestApp({ ...over, env: { ...TEMPLATES, ...over.env } })

/** Ties a WeChat account to a customer. */
export async function linkWechat(t: TestApp, customerId: string, openid = `openid-${customerId}`): Promise<string> {
  const { vault, db } = t.world.app
  await db.tx((tx) =>
    tx.insert(WechatLink, {
      ...{ openidHash: vault.blind(CUSTOMER_OPENID, openid), openidSealed: vault.seal(CUSTOMER_OPENID, openid) },
      ...{ customerId, createdAt: t.clock.now() },
    }),
  )
  return openid
}

/** The owner allows one message of each of these templates. */
export const allow = (t: TestApp, token: string, accepted: messaging.TemplateKey[], requestId: string = randomUUID()) =>
  t.ok(messaging.recordConsents, { body: { requestId, accepted } }, token)

/** An owner with a booking on Wednesday at 14:00. */
export async function bookedScene(t: TestApp, over: { day?: string; minute?: number } = {}) {
  const scene = await ownerScene(t, 2)
  const call = wish({ ...scene.mine, day: '2026-11-25', minute: 840, ...over })
  const placed = await t.ok(booking.place, call, scene.driver.token)
  await t.settle()
  return { ...scene, placed, customerId: scene.driver.customerId }
}

const call: NonNullable<Plan['call']> = {
  ...{ title: '消息没有送达', reason: '请致电车主。', dueAt: '2026-11-24T02:00:00.000Z' },
}

/** A plan with every rung. */
export const fullPlan: Plan = {
  wechat: {
    template: 'booking_reminder',
    values: { time: '2026年11月24日 10:00', address: '示例路 1 号', advisor: '门店前台', phone: '021-55500001' },
  },
  sms: { template: 'booking_reminder', variables: { time: '11月24日 10:00', store: '浦东店', phone: '021-55500001' } },
  call,
}

/** Says something to an owner. */
export const say = (t: TestApp, to: Pick<NewMessage, 'customerId' | 'storeId'>, over: Partial<NewMessage> = {}) =>
  t.world.app.db.tx((tx) =>
    send(t.world.app, tx, {
      ...{ dedupe: randomUUID(), bookingId: null, kind: 'booking_reminder', body: '明天 10:00 到店。', link: null },
      ...{ plan: {}, ...to, ...over },
    }),
  )

/** What stands in the database of one owner. */
export const messagesOf = (t: TestApp, customerId: string) =>
  t.world.app.db.read.find(Message, { where: { customerId }, order: { id: 'ASC' } })

export const todosOf = (t: TestApp, customerId: string) =>
  t.world.app.db.read.find(PhoneTodo, { where: { customerId }, order: { id: 'ASC' } })

/** `wechat failed:user_refused`, `sms sent`: the rungs of all messages. */
export async function rungs(t: TestApp): Promise<string[]> {
  const rows = await t.world.app.db.read.find(MessageDelivery, { order: { at: 'ASC' } })
  const order = ['wechat', 'sms', 'call']
  return rows
    .sort((a, b) => order.indexOf(a.channel) - order.indexOf(b.channel))
    .map(({ channel, state, errorCode }) => `${channel} ${state}${errorCode ? `:${errorCode}` : ''}`)
}

/** What an owner was told, in order. */
export const kindsOf = async (t: TestApp, customerId: string) =>
  (await messagesOf(t, customerId)).map(({ kind }) => kind)

/** The front desk decides about a booking, and everybody hears of it. */
export async function decide(
  t: TestApp,
  placed: booking.BookingView,
  what: 'confirm' | 'arrive' | 'reject' | 'cancel',
  version = placed.version,
): Promise<void> {
  const { token } = await given(t).staff('reception', 'store', placed.storeId)
  const params = { bookingId: placed.id }
  if (what === 'reject') {
    const body = { version, reason: 'no_parts' as const, note: '机滤明天到货' }
    await t.ok(board.reject, { params, body }, token)
  } else if (what === 'cancel') {
    await t.ok(board.cancelForCustomer, { params, body: { version, by: 'store', note: '工位临时检修' } }, token)
  } else await t.ok(what === 'confirm' ? board.confirm : board.arrive, { params, body: { version } }, token)
  await t.settle()
}
