import type { CustomerActor, StaffActor } from '@pitlane/kernel'
import { AppError } from '@pitlane/kernel'
import type { Body, settlement as contract } from '@pitlane/contract'
import type { App } from '../../platform/app'
import type { Tx } from '../../platform/database'
import type { Payment } from '../../platform/pay-port'
import { VendorError } from '../../platform/ports'
import { addTodo } from '../store'
import {
  announceWorkorder,
  lockWorkorder,
  requireReachableWorkorder,
  requireWorkorder,
  type Workorder,
} from '../workorder'
import { enter, finishIfPaid, noteMoney } from './entering.service'
import { PayOrder } from './payment.entity'
import { findOpenOrder, findSettlement, requireSettlement } from './settlement.queries'
import { reopenUnpaid } from './settling.service'
import { asking, requirePay, WECHAT } from './wechat.service'

type PaidOrder = Extract<Payment, { state: 'paid' | 'refunded' }>
/** What counts of a payment. */
type Paid = Pick<PaidOrder, 'outTradeNo' | 'transactionId' | 'amountFen' | 'paidAt'>

/**
 * WeChat says that a payment was made, by a notice or when it was asked, however often: the ledger has it once. Money for an order
 * that was closed, or of another amount than was asked, is in the ledger too, and somebody of the store has to look at it.
 */
export async function markPaid(app: App, payment: Paid): Promise<PayOrder | undefined> {
  const found = await app.db.read.findOne(PayOrder, { number: payment.outTradeNo })
  if (!found) return undefined
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, found.workorderId)
    const order = await tx.findOne(PayOrder, { id: found.id })
    if (!order || order.state === 'paid') return order
    const { transactionId, paidAt } = payment
    const paid: PayOrder = { ...order, state: 'paid', openKey: null, transactionId, paidAt }
    await tx.update(PayOrder, { id: order.id }, paid)
    const settlement = await requireSettlement(tx, order.settlementId)
    const entry = { kind: 'receipt', payer: 'owner', method: 'wechat', amountFen: payment.amountFen } as const
    await enter(
      app,
      tx,
      settlement,
      { ...entry, refundOf: null, cause: `pay:${order.number}`, note: transactionId },
      WECHAT,
    )
    await noteMoney(app, tx, workorder, WECHAT, { what: '已通过微信支付', fen: payment.amountFen })
    const isExpected = order.state === 'open' && settlement.state === 'agreed' && payment.amountFen === order.amountFen
    if (isExpected) await finishIfPaid(app, { tx, workorder, settlement }, WECHAT)
    else await alarm(app, tx, paid, payment)
    announceWorkorder(tx, workorder, 'paid')
    return paid
  })
}

/** Money that nobody expected: somebody of the store decides what becomes of it. */
function alarm(app: App, tx: Tx, { number, storeId, workorderId, amountFen }: PayOrder, payment: Paid): Promise<void> {
  return addTodo(tx, app.clock.now(), storeId, {
    ...{ kind: 'payment', dedupe: `payment:${number}`, subjectId: workorderId },
    title: `微信支付 ${number} 到账异常，请核对`,
    body: `应付 ${yuan(amountFen)}，实到 ${yuan(payment.amountFen)}，到账时这笔支付已关闭或金额不符。请核对结算单，多收的请退款。`,
  })
}

const yuan = (fen: number): string => `${(fen / 100).toFixed(2)} 元`

/** Nobody can pay it any more: its coupons are free again, unless something was paid. */
async function markClosed(app: App, order: PayOrder): Promise<PayOrder> {
  return app.db.tx(async (tx) => {
    const workorder = await lockWorkorder(app, tx, order.workorderId)
    const now = await tx.findOne(PayOrder, { id: order.id })
    if (now?.state !== 'open') return now ?? order
    const closed: PayOrder = { ...now, state: 'closed', openKey: null, closedAt: app.clock.now() }
    await tx.update(PayOrder, { id: order.id }, closed)
    await reopenUnpaid(app, tx, await requireSettlement(tx, order.settlementId), WECHAT)
    announceWorkorder(tx, workorder, 'payment_closed')
    return closed
  })
}

/**
 * Asks WeChat what became of an order: paid is written down, and one that ran out or is given up is closed there first, so that it
 * cannot be paid behind our back.
 */
async function follow(app: App, order: PayOrder, isGivenUp: boolean): Promise<PayOrder> {
  if (order.state !== 'open') return order
  const payment = await requirePay(app).query(order.number)
  if (payment && isPaid(payment)) return (await markPaid(app, payment)) ?? order
  if (payment?.state === 'closed') return markClosed(app, order)
  return isGivenUp || order.expiresAt <= app.clock.now() ? closeOrder(app, order) : order
}

const isPaid = (payment: Payment): payment is PaidOrder => payment.state === 'paid' || payment.state === 'refunded'

/** Closes it at WeChat, which may have taken the money at the last moment. */
async function closeOrder(app: App, order: PayOrder): Promise<PayOrder> {
  try {
    await requirePay(app).close(order.number)
  } catch (e) {
    if (!(e instanceof VendorError)) throw e
    if (e.reason === 'already_paid') return follow(app, order, false)
    // Nobody has ever seen it there.
    if (e.reason !== 'not_found') throw e
  }
  return markClosed(app, order)
}

/** The job of an order: asks WeChat; where it does not answer, the job comes again. */
export async function checkOrder(app: App, orderId: string): Promise<void> {
  const order = await app.db.read.findOne(PayOrder, { id: orderId })
  if (order && app.ports.pay) await follow(app, order, false)
}

/** The owner's phone says that it paid, or gave up. Throws `settlement.not_found`, `settlement.unavailable`. */
export async function checkOwnPayment(
  app: App,
  by: CustomerActor,
  orderId: string,
  { gaveUp }: Body<typeof contract.checkPayment>,
): Promise<PayOrder> {
  const order = await app.db.read.findOne(PayOrder, { id: orderId, customerId: by.customerId })
  if (!order) throw new AppError('settlement.not_found')
  return asking(() => follow(app, order, gaveUp))
}

/** The owner pays at the desk after all. Throws `settlement.unavailable` where WeChat does not answer. */
export async function closePayment(app: App, by: StaffActor, workorderId: string): Promise<Workorder> {
  const workorder = await requireReachableWorkorder(app, by, 'settlement.receive', workorderId)
  const settlement = await findSettlement(app.db.read, workorderId)
  const open = settlement && (await findOpenOrder(app.db.read, settlement.id))
  if (open) await asking(() => follow(app, open, true))
  return requireWorkorder(app.db.read, workorder.id)
}
