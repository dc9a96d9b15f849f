import { messaging } from '@pitlane/contract'
import { MINUTE_MS } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import { toLocal } from '../../platform/local-time'
import { send, type Plan } from '../messaging'
import { requireStore } from '../store'
import { findVehicles } from '../vehicle'
import { readAgreedFen } from './agreed.queries'
import { sayMoment } from './job-words'
import { subscribeOf } from './subscribing'
import type { Workorder } from './workorder.entity'

interface News {
  readonly dedupe: string
  readonly kind: messaging.MessageKind
  readonly body: string
  /** In a few words, for the subscribe message. */
  readonly brief: string
  /** What is asked about, below 0 where something is left out; what has been agreed to where it is missing. */
  readonly totalFen?: number
  /** When the question was asked first, where this is a reminder. */
  readonly askedAt?: Date | null
  /** What to say where nothing arrives and somebody has to call; not worth a call where it is missing. */
  readonly call?: string
}

/** So long a call is of use, and so long an answer is waited for. */
const CALL_WITHIN_MS = 30 * MINUTE_MS

/** The subscribe message of the news; undefined where none says it. */
async function wechatOf(app: App, tx: Tx, workorder: Workorder, news: News): Promise<Plan['wechat']> {
  const { kind, brief, askedAt } = news
  const { timeZone, address: storeAddress } = await requireStore(tx, workorder.storeId)
  const [vehicle] = await findVehicles(tx, app.vault, [workorder.vehicleId])
  const agreedFen = await readAgreedFen(tx, workorder)
  const askedFen = news.totalFen ?? agreedFen
  const local = (at: Date) => toLocal(at, timeZone)
  const now = app.clock.now()
  return subscribeOf({
    ...{ kind, brief, storeAddress, plate: vehicle?.plate ?? null, now: local(now) },
    totalFen: askedFen < 0 ? agreedFen + askedFen : askedFen,
    until: local(new Date((askedAt ?? now).getTime() + CALL_WITHIN_MS)),
    promised: workorder.promisedAt && local(workorder.promisedAt),
  })
}

/**
 * Tells the owner of a car something: in the app, where it leads to the progress of the visit, and by a subscribe message, else by a
 * call. Once per occasion.
 */
export async function tellOwner(app: App, tx: Tx, workorder: Workorder, news: News): Promise<void> {
  const { id, customerId, storeId, bookingId } = workorder
  const { dedupe, kind, body, call: reason } = news
  const title = messaging.messageKinds[kind]
  const wechat = await wechatOf(app, tx, workorder, news)
  const dueAt = new Date(app.clock.now().getTime() + CALL_WITHIN_MS).toISOString()
  await send(app, tx, {
    ...{ dedupe, kind, body, customerId, storeId, bookingId },
    link: `/packages/visit/pages/progress/index?workorderId=${id}`,
    plan: { ...(wechat ? { wechat } : {}), ...(reason ? { call: { title, reason, dueAt } } : {}) },
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
  const told = promisedAt ? { ...workorder, promisedAt } : workorder
  await tellOwner(app, tx, told, {
    ...{ dedupe: `waiting:${occasion}`, kind: 'parts_waiting' },
    body: `您的车正在等待备件（${what}），${eta}。${later}到料后立即继续施工。如需先取车或代步车，请致电 ${phone}。`,
    brief: `${what}待料，到料即施工`,
    call: `请致电车主说明正在等待备件（${what}），${eta}。${later}请商量等待、代步车或改日取车。`,
  })
}
