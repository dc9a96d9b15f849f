import type { Body, settlement as contract } from '@pitlane/contract'
import { AppError, DAY_MS, MINUTE_MS, type AuditActor, type StaffActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { audit } from '../../platform/audit'
import type { Reader, Tx } from '../../platform/database'
import { newId } from '../../platform/id'
import type { Refund } from '../../platform/pay-port'
import { VendorError } from '../../platform/ports'
import { addTodo } from '../store'
import { lockWorkorder, requireReachableWorkorder, type Workorder } from '../workorder'
import { paidShare, refundableFen, sumGoods, type Fens } from './computing'
import { takeBrokenBack } from './couponing.service'
import { enter, noteMoney } from './entering.service'
import { MoneyEntry, PayOrder, PayRefund, type Settlement } from './payment.entity'
import { findEntries, findPendingRefunds, requireEntry, requireSettlement } from './settlement.queries'
import { pricedLines } from './standing.queries'
import { requirePay, WECHAT } from './wechat.service'

/** WeChat gives money back within a year (DOMAIN §9.3). */
const WECHAT_REFUND_DAYS = 365
/** Our number of a refund. */
const numberOf = (id: string): string => `RF${id}`
/** When WeChat is asked what became of a refund of which nothing was heard, in minutes. */
const CHECK_AFTER_MINUTES = [5, 30, 120, 720, 1440] as const

export interface RefundOrder {
  readonly amountFen: number
  readonly reason: string
  /** By key of the line, before coupons. */
  readonly goods: Fens
  readonly requestId: string
  readonly via: 'original' | 'cash' | 'transfer'
}

/**
 * Part of a receipt goes back the way it came, by somebody who did not take it. Throws `settlement.own_receipt`,
 * `settlement.too_much`, `settlement.refund_too_late`.
 */
export async function refund(
  app: App,
  by: StaffActor,
  receiptId: string,
  order: Body<typeof contract.refund>,
): Promise<Workorder> {
  const receipt = await requireEntry(app.db.read, receiptId)
  const workorder = await requireReachableWorkorder(app, by, 'settlement.refund', receipt.workorderId)
  await app.db.tx(async (tx) => {
    await lockWorkorder(app, tx, workorder.id)
    const settlement = await requireSettlement(tx, receipt.settlementId)
    const goods = Object.fromEntries(order.goods.map(({ key, amountFen }) => [key, amountFen]))
    if (await isKnown(tx, receipt, order)) return
    await assertGoods(tx, settlement, goods, order.amountFen)
    await giveBack(app, tx, receipt, by, { ...order, goods })
    if (order.isOurFault) await returnBroken(app, tx, settlement, by)
  })
  return workorder
}

/** What was given back of each line, done or on its way. */
async function returnedOf(tx: Reader, settlementId: string): Promise<Record<string, number>> {
  const entries = await findEntries(tx, settlementId)
  const pending = await findPendingRefunds(
    tx,
    entries.map(({ id }) => id),
  )
  return sumGoods([...entries, ...pending])
}

/** The amount is exactly what was paid for what is given back. Throws `settlement.line_unknown`, `settlement.too_much`, `settlement.changed`. */
async function assertGoods(tx: Tx, { id, agreed }: Settlement, goods: Fens, amountFen: number): Promise<void> {
  if (Object.keys(goods).length === 0) return
  const share = paidShare(agreed?.lines ?? [], await returnedOf(tx, id), goods)
  if (share === 'unknown') throw new AppError('settlement.line_unknown')
  if (share === 'too_much') throw new AppError('settlement.too_much')
  if (share !== amountFen) throw new AppError('settlement.changed')
}

async function returnBroken(app: App, tx: Tx, settlement: Settlement, by: StaffActor): Promise<void> {
  const returned = await returnedOf(tx, settlement.id)
  const lines = await pricedLines(tx, settlement.workorderId, settlement)
  const left = lines.map((line) => ({ ...line, amountFen: line.amountFen - (returned[line.key] ?? 0) }))
  const couponIds = await takeBrokenBack(app, tx, settlement, left, by)
  if (couponIds.length === 0) return
  await audit(tx, app.clock.now(), {
    ...{ actor: by, action: 'settlement.return_coupons', subject: { type: 'settlement', id: settlement.id } },
    ...{ storeId: settlement.storeId, after: { couponIds } },
  })
}

/** The same request again does nothing. Call it behind the lock of the work order. */
export async function giveBack(
  app: App,
  tx: Tx,
  receipt: MoneyEntry,
  by: StaffActor,
  order: RefundOrder,
): Promise<void> {
  if (await isKnown(tx, receipt, order)) return
  const entries = await findEntries(tx, receipt.settlementId)
  if (receipt.kind !== 'receipt') throw new AppError('settlement.not_found')
  if (receipt.byId === by.staffId) throw new AppError('settlement.own_receipt')
  const left = refundableFen(receipt, entries, await findPendingRefunds(tx, [receipt.id]))
  if (order.amountFen > left) throw new AppError('settlement.too_much')
  const { amountFen, reason, via, goods, requestId } = order
  const method = via === 'original' ? receipt.method : via
  if (method === 'wechat') return askWechat(app, tx, receipt, by, order)
  await bookRefund(app, tx, receipt, { amountFen, method, cause: causeOf(receipt, requestId), note: reason, goods }, by)
}

const causeOf = ({ id }: MoneyEntry, requestId: string): string => `refund:${id}:${requestId}`

async function isKnown(tx: Tx, receipt: MoneyEntry, { requestId }: Pick<RefundOrder, 'requestId'>): Promise<boolean> {
  const asked = await tx.count(PayRefund, { receiptId: receipt.id, requestId })
  return asked > 0 || (await tx.count(MoneyEntry, { cause: causeOf(receipt, requestId) })) > 0
}

interface Back {
  readonly amountFen: number
  readonly method: MoneyEntry['method']
  readonly cause: string
  readonly note: string
  readonly goods: Fens
}

async function bookRefund(app: App, tx: Tx, receipt: MoneyEntry, back: Back, by: AuditActor) {
  const settlement = await requireSettlement(tx, receipt.settlementId)
  const { amountFen, method, cause, note, goods } = back
  const { payer, id: refundOf } = receipt
  const entry = { kind: 'refund', payer, method, amountFen: -amountFen, refundOf, cause, note, goods } as const
  const workorder = await lockWorkorder(app, tx, receipt.workorderId)
  if (await enter(app, tx, settlement, entry, by))
    await noteMoney(app, tx, workorder, by, { what: '已退款', fen: amountFen })
}

/** WeChat is asked by a job, so that a refund is neither lost nor asked twice under another number. */
async function askWechat(app: App, tx: Tx, receipt: MoneyEntry, by: StaffActor, order: RefundOrder): Promise<void> {
  const now = app.clock.now()
  if (now.getTime() - receipt.at.getTime() > WECHAT_REFUND_DAYS * DAY_MS)
    throw new AppError('settlement.refund_too_late')
  const paid = await tx.findOne(PayOrder, { number: receipt.cause.slice('pay:'.length) })
  if (!paid) throw new AppError('settlement.not_found')
  const id = newId()
  await tx.insert(PayRefund, {
    ...{ id, number: numberOf(id), requestId: order.requestId, orderId: paid.id, receiptId: receipt.id },
    ...{
      amountFen: order.amountFen,
      goods: order.goods,
      reason: order.reason,
      state: 'asked',
      byId: by.staffId,
      createdAt: now,
      doneAt: null,
    },
  })
  await audit(tx, now, {
    ...{ actor: by, action: 'settlement.ask_refund', subject: { type: 'pay_refund', id }, storeId: receipt.storeId },
    ...{
      reason: order.reason,
      requestId: order.requestId,
      after: { receiptId: receipt.id, amountFen: order.amountFen },
    },
  })
  tx.enqueue({ kind: 'payment.refund', payload: { refundId: id }, runAt: now })
  for (const minutes of CHECK_AFTER_MINUTES)
    tx.enqueue({
      kind: 'payment.refund',
      payload: { refundId: id },
      runAt: new Date(now.getTime() + minutes * MINUTE_MS),
    })
}

/** The job of a refund: asks for it, and asks what became of it. The same number gives the same refund. */
export async function pursueRefund(app: App, refundId: string): Promise<void> {
  const row = await app.db.read.findOne(PayRefund, { id: refundId })
  if (row?.state !== 'asked') return
  const order = await app.db.read.findOne(PayOrder, { id: row.orderId })
  if (!order) return
  const { number: outRefundNo, amountFen, reason } = row
  try {
    const asked = { outTradeNo: order.number, outRefundNo, amountFen, totalFen: order.amountFen, reason }
    await markRefunded(app, await requirePay(app).refund(asked))
  } catch (e) {
    if (!(e instanceof VendorError) || e.retryable) throw e
    await fail(app, row, order)
  }
}

/** What WeChat says of a refund, however often. */
export async function markRefunded(
  app: App,
  { outRefundNo, state }: Pick<Refund, 'outRefundNo' | 'state'>,
): Promise<void> {
  const row = await app.db.read.findOne(PayRefund, { number: outRefundNo })
  if (!row) return
  if (state === 'done') return done(app, row)
  if (state === 'processing') return
  const order = await app.db.read.findOne(PayOrder, { id: row.orderId })
  if (order) await fail(app, row, order)
}

async function done(app: App, { id, receiptId, number, amountFen, reason, goods }: PayRefund): Promise<void> {
  const receipt = await requireEntry(app.db.read, receiptId)
  await app.db.tx(async (tx) => {
    await lockWorkorder(app, tx, receipt.workorderId)
    const set = { state: 'done', doneAt: app.clock.now() } as const
    if ((await tx.update(PayRefund, { id, state: 'asked' }, set)) === 0) return
    const back: Back = { amountFen, method: 'wechat', cause: `refund:${number}`, note: reason, goods: goods ?? {} }
    await bookRefund(app, tx, receipt, back, WECHAT)
  })
}

/** WeChat does not give it back: what was held of the receipt is free again, and somebody has to pay it back another way. */
async function fail(app: App, { id, number }: PayRefund, { storeId, workorderId }: PayOrder): Promise<void> {
  await app.db.tx(async (tx) => {
    if ((await tx.update(PayRefund, { id, state: 'asked' }, { state: 'failed' })) === 0) return
    await addTodo(tx, app.clock.now(), storeId, {
      ...{ kind: 'payment', dedupe: `refund:${number}`, subjectId: workorderId },
      title: `微信退款 ${number} 没有成功，请处理`,
      body: '微信没有受理这笔原路退款。请联系客户确认账户，改用其他方式退款，并在结算单上登记。',
    })
  })
}
