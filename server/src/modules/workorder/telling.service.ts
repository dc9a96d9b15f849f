import type { messaging } from '@pitlane/contract'
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
}

/** Tells the owner of a car something in the app, where it leads to the progress of the visit. Once per occasion. */
export function tellOwner(app: App, tx: Tx, workorder: Workorder, { dedupe, kind, body }: News): Promise<void> {
  const { id, customerId, storeId, bookingId } = workorder
  const link = `/packages/visit/pages/progress/index?workorderId=${id}`
  return send(app, tx, { dedupe, kind, body, customerId, storeId, bookingId, link, plan: {} })
}

interface Missing {
  readonly occasion: string
  /** What material is for, or its name. */
  readonly what: string
  readonly etaAt: Date | null
}

/** Waiting for material begins: the owner hears in the transaction that writes it (DOMAIN §2.3: within 30 minutes). */
export async function tellWaiting(app: App, tx: Tx, workorder: Workorder, { occasion, what, etaAt }: Missing) {
  const { timeZone, phone } = await requireStore(tx, workorder.storeId)
  const eta = etaAt ? `预计 ${sayMoment(toLocal(etaAt, timeZone))} 到货` : '到货时间确认后会马上告诉您'
  await tellOwner(app, tx, workorder, {
    ...{ dedupe: `waiting:${occasion}`, kind: 'parts_waiting' },
    body: `您的车正在等待备件（${what}），${eta}。到料后立即继续施工。如需先取车或代步车，请致电 ${phone}。`,
  })
}
