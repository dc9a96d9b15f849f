import type { settlement as contract } from '@pitlane/contract'
import { at, big, day, flag, id, int, json, oneOf, sealed, table, text, type Row } from '../../platform/table'
import type { Agreed, Fens, PayerOf } from './computing'

/** 结算单. One of a work order is not reversed; before the first write there is none. */
export const Settlement = table('settlement', {
  id: id().key(),
  workorderId: id(),
  ordinal: int(),
  storeId: id(),
  customerId: id(),
  vehicleId: id(),
  state: oneOf('open', 'agreed', 'paid', 'reversed'),
  version: int(),
  discounts: json<Fens>(),
  payers: json<PayerOf>(),
  /** Null while the best combination is chosen by itself. */
  couponIds: json<readonly string[]>().nullable(),
  /** What was agreed to; null while it is open. */
  agreed: json<Agreed>().nullable(),
  discountedBy: id().nullable(),
  createdAt: at(),
  agreedAt: at().nullable(),
  paidAt: at().nullable(),
  reversedAt: at().nullable(),
  reversedBy: id().nullable(),
  reason: text(80).nullable(),
})
export type Settlement = Row<typeof Settlement>

/** 收付流水: only ever added to. */
export const MoneyEntry = table('money_entry', {
  id: id().key(),
  settlementId: id(),
  workorderId: id(),
  storeId: id(),
  kind: oneOf('receipt', 'refund'),
  payer: oneOf('owner', 'insurance', 'warranty', 'account'),
  method: oneOf('wechat', 'cash', 'pos', 'transfer', 'account', 'claim'),
  /** Below 0 for what went back. */
  amountFen: big(),
  refundOf: id().nullable(),
  /** Of a refund: what was given back of which line, by its price before coupons. */
  goods: json<Fens>().nullable(),
  /** What it comes from, once. */
  cause: text(80),
  note: text(100),
  byId: id().nullable(),
  at: at(),
})
export type MoneyEntry = Row<typeof MoneyEntry>

/** 微信支付单 */
export const PayOrder = table('pay_order', {
  id: id().key(),
  /** 商户订单号 */
  number: text(32),
  requestId: text(36),
  settlementId: id(),
  workorderId: id(),
  storeId: id(),
  customerId: id(),
  amountFen: big(),
  state: oneOf('open', 'paid', 'closed'),
  /** The settlement while it is open: unique. */
  openKey: id().nullable(),
  /** 微信支付订单号 */
  transactionId: text(32).nullable(),
  createdAt: at(),
  expiresAt: at(),
  paidAt: at().nullable(),
  closedAt: at().nullable(),
})
export type PayOrder = Row<typeof PayOrder>

/** 微信退款单 */
export const PayRefund = table('pay_refund', {
  id: id().key(),
  /** 商户退款单号 */
  number: text(32),
  requestId: text(36),
  orderId: id(),
  receiptId: id(),
  amountFen: big(),
  /** What was given back of which line, by its price before coupons. */
  goods: json<Fens>().nullable(),
  reason: text(80),
  state: oneOf('asked', 'done', 'failed'),
  byId: id().nullable(),
  createdAt: at(),
  doneAt: at().nullable(),
})
export type PayRefund = Row<typeof PayRefund>

/** A notice of WeChat Pay that was taken. */
export const PayNotice = table('pay_notice', {
  id: text(64).key(),
  kind: text(40),
  number: text(32),
  receivedAt: at(),
})

/** 开票申请 */
export const InvoiceRequest = table('invoice_request', {
  workorderId: id().key(),
  customerId: id(),
  kind: oneOf('personal', 'company'),
  titleSealed: sealed(),
  taxNumber: text(20).nullable(),
  emailSealed: sealed().nullable(),
  at: at(),
})
export type InvoiceRequest = Row<typeof InvoiceRequest>

/** 日结 */
export const TillClose = table('till_close', {
  id: id().key(),
  storeId: id(),
  requestId: text(36),
  /** The close before. */
  afterId: id().nullable(),
  /** Store and close before: unique, so that a till is closed once. */
  chainKey: text(53),
  fromAt: at().nullable(),
  untilAt: at(),
  sums: json<readonly { method: contract.ReceiptMethod; count: number; inFen: number; outFen: number }[]>(),
  countedFen: big(),
  differenceFen: big(),
  note: text(100),
  byId: id(),
})
export type TillClose = Row<typeof TillClose>

/** What a close counted: each receipt and refund once. */
export const TillCloseEntry = table('till_close_entry', {
  entryId: id().key(),
  closeId: id(),
})

/** A day that was compared with the bill of WeChat Pay. */
export const ReconciliationDay = table('reconciliation_day', {
  day: day().key(),
  comparedAt: at(),
  payments: int(),
  refunds: int(),
})
export type ReconciliationDay = Row<typeof ReconciliationDay>

export const ReconciliationDifference = table('reconciliation_difference', {
  id: id().key(),
  day: day(),
  kind: oneOf('missing_here', 'missing_there', 'amount', 'state'),
  isRefund: flag(),
  number: text(32),
  hereFen: big().nullable(),
  thereFen: big().nullable(),
  resolvedNote: text(100).nullable(),
  resolvedBy: id().nullable(),
  resolvedAt: at().nullable(),
})
export type ReconciliationDifference = Row<typeof ReconciliationDifference>
