import type { Body, settlement as contract, View } from '@pitlane/contract'
import { AppError, MINUTE_MS, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { newId } from '../../platform/id'
import { findOpenids } from '../customer'
import { requireStore } from '../store'
import { isRepeat, requireOwnWorkorder } from '../workorder'
import { dueOf, partsOf } from './computing'
import { finishIfPaid } from './entering.service'
import { PayOrder } from './payment.entity'
import { findEntries, findOpenOrder } from './settlement.queries'
import { agree, holdSettlement, type Held } from './settling.service'
import { asking, requirePay } from './wechat.service'

type Order = Body<typeof contract.pay>
type Answer = View<typeof contract.pay>

/** An open payment holds its coupons and its amount so long (DOMAIN §6.3). */
const OPEN_MINUTES = 30
/** When WeChat is asked what became of a payment of which nothing was heard. */
const CHECK_AFTER_MINUTES = [1, 3, 8, 15, OPEN_MINUTES] as const

/** Our number of a payment: letters and digits, as WeChat wants. */
const numberOf = (id: string): string => `PL${id}`

/**
 * Begins to pay exactly what was shown. The same request again, or a second tap while a payment of the same amount is open, goes on
 * with that one. Throws `settlement.amount_changed`, `settlement.order_open`, `settlement.coupon_unfit`, `settlement.wrong_state`,
 * `settlement.unavailable`.
 */
export async function beginPayment(app: App, by: CustomerActor, workorderId: string, order: Order): Promise<Answer> {
  await requireOwnWorkorder(app.db.read, by.customerId, workorderId)
  const [openid] = order.via === 'wechat' ? await findOpenids(app.db.read, app.vault, by.customerId) : []
  const opened = await app.db.tx(async (tx) => {
    const held = await holdSettlement(app, tx, workorderId)
    const open = await findOpenOrder(tx, held.settlement.id)
    if (open) return continued(open, order)
    if (held.settlement.state === 'paid') return undefined
    const settlement = await agree(app, held, by, order.couponIds)
    return place(app, { ...held, settlement }, by, order)
  })
  if (!opened) return { isSettled: true, way: null }
  return { isSettled: false, way: await wayOf(app, opened, openid) }
}

/** A payment that is open already goes on where it is the same. */
function continued(open: PayOrder, { dueFen, requestId }: Order): PayOrder {
  if (open.amountFen !== dueFen && open.requestId !== requestId) throw new AppError('settlement.order_open')
  return open
}

/** Undefined where nothing is left to pay. */
async function place(app: App, held: Held, by: CustomerActor, order: Order): Promise<PayOrder | undefined> {
  const { tx, workorder, settlement } = held
  if (!settlement.agreed) throw new AppError('settlement.wrong_state')
  const parts = partsOf(settlement.agreed, await findEntries(tx, settlement.id))
  const due = dueOf(parts, 'owner')
  if (due !== order.dueFen) throw new AppError('settlement.amount_changed')
  await isRepeat(app, tx, { workorderId: workorder.id, requestId: order.requestId, command: 'pay' })
  if (due === 0) {
    await finishIfPaid(app, held, by)
    return undefined
  }
  const now = app.clock.now()
  const id = newId()
  const row: PayOrder = {
    ...{ id, number: numberOf(id), requestId: order.requestId, settlementId: settlement.id, workorderId: workorder.id },
    ...{ storeId: workorder.storeId, customerId: by.customerId, amountFen: due, state: 'open', openKey: settlement.id },
    ...{ transactionId: null, createdAt: now, expiresAt: new Date(now.getTime() + OPEN_MINUTES * MINUTE_MS) },
    ...{ paidAt: null, closedAt: null },
  }
  await tx.insert(PayOrder, row)
  for (const minutes of CHECK_AFTER_MINUTES) {
    const runAt = new Date(now.getTime() + minutes * MINUTE_MS)
    tx.enqueue({ kind: 'payment.check', payload: { orderId: id }, runAt })
  }
  return row
}

/** How it is paid; WeChat knows the order from here on. Asked again it answers for the same order. */
async function wayOf(app: App, order: PayOrder, openid: string | undefined): Promise<Answer['way']> {
  const pay = requirePay(app)
  const { name } = await requireStore(app.db.read, order.storeId)
  const { id: orderId, number: outTradeNo, amountFen, expiresAt } = order
  const asked = { description: descriptionOf(name), outTradeNo, amountFen, expiresAt }
  const facts = { orderId, expiresAt: expiresAt.toISOString() }
  if (openid === undefined) return { ...facts, wechat: null, codeUrl: await asking(() => pay.prepayByCode(asked)) }
  return { ...facts, wechat: await asking(() => pay.prepay({ ...asked, openid })), codeUrl: null }
}

/** WeChat takes 127 bytes. */
const MAX_NAME = 30
const descriptionOf = (storeName: string): string => `${[...storeName].slice(0, MAX_NAME).join('')}-维修保养`
