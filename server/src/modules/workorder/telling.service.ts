import { messaging } from '@pitlane/contract'
import { formatMinute, MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { send } from '../messaging'
import { requireStore } from '../store'
import { sayMoment } from './job-words'
import type { Workorder } from './workorder.entity'

interface News {
  readonly dedupe: string
  readonly kind: messaging.MessageKind
  readonly body: string
  /** In a few words, for the subscribe message. */
  readonly brief: string
  /** What to say where nothing arrives and somebody has to call; not worth a call where it is missing. */
  readonly call?: string
}

/** So long a call is of use. */
const CALL_WITHIN_MS = 30 * MINUTE_MS

/**
 * Tells the owner of a car something: in the app, where it leads to the progress of the visit, and by a subscribe message, else by a
 * call. Once per occasion.
 */
export async function tellOwner(app: App, tx: Tx, workorder: Workorder, news: News): Promise<void> {
  const { id, customerId, storeId, bookingId } = workorder
  const { dedupe, kind, body, brief, call: reason } = news
  const { timeZone } = await requireStore(tx, storeId)
  const now = app.clock.now()
  const { day, minute } = toLocal(now, timeZone)
  const title = messaging.messageKinds[kind]
  const values = { state: title, time: `${day} ${formatMinute(minute)}`, reason: brief }
  const dueAt = new Date(now.getTime() + CALL_WITHIN_MS).toISOString()
  await send(app, tx, {
    ...{ dedupe, kind, body, customerId, storeId, bookingId },
    link: `/packages/visit/pages/progress/index?workorderId=${id}`,
    plan: { wechat: { template: 'booking_changed', values }, ...(reason ? { call: { title, reason, dueAt } } : {}) },
  })
}

interface Missing {
  readonly occasion: string
  /** What material is for, or its name. */
  readonly what: string
  readonly etaAt: Date | null
  /** The new promise, where the old one cannot be kept. */
  readonly promisedAt?: Date | null
}

/** Waiting for material begins: the owner hears in the transaction that writes it (DOMAIN §2.3: within 30 minutes). */
export async function tellWaiting(
  app: App,
  tx: Tx,
  workorder: Workorder,
  { occasion, what, etaAt, promisedAt }: Missing,
): Promise<void> {
  const { timeZone, phone } = await requireStore(tx, workorder.storeId)
  const eta = etaAt ? `预计 ${sayMoment(toLocal(etaAt, timeZone))} 到货` : '到货时间确认后会马上告诉您'
  const later = promisedAt ? `最晚交车时间改为 ${sayMoment(toLocal(promisedAt, timeZone))}。` : ''
  await tellOwner(app, tx, workorder, {
    ...{ dedupe: `waiting:${occasion}`, kind: 'parts_waiting' },
    body: `您的车正在等待备件（${what}），${eta}。${later}到料后立即继续施工。如需先取车或代步车，请致电 ${phone}。`,
    brief: `${what}待料，到料即施工`,
    call: `请致电车主说明正在等待备件（${what}），${eta}。${later}请商量等待、代步车或改日取车。`,
  })
}
