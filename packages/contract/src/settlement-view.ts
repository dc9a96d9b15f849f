import * as z from 'zod/mini'
import { FenField, freeText, Id, Instant } from './fields'
import { payers, ReceiptMethod, SettlementState } from './settlement-words'

export const PayerField = z.enum(Object.keys(payers) as (keyof typeof payers)[])

/** One line of what was authorised, with what is taken off it and who pays it. */
const BillLine = z.object({
  /** Stable while the work order stands: the document and the place in it. */
  key: z.string(),
  kind: z.enum(['labour', 'material']),
  name: z.string(),
  /** Quantity × price; below 0 where it was taken back. */
  amountFen: FenField,
  /** Taken off by staff within the limits of their role (DOMAIN §1.2). */
  discountFen: FenField,
  /** What coupons take off this line; the shares of a coupon add up to it exactly (DOMAIN §6.4). */
  couponFen: FenField,
  /** amount − discount − coupons. */
  payableFen: FenField,
  /** What was given back of it, by its price before coupons. */
  returnedFen: FenField,
  payer: PayerField,
})

/** What came in or went back; rows are only ever added. */
const Receipt = z.object({
  id: Id,
  kind: z.enum(['receipt', 'refund']),
  payer: PayerField,
  method: ReceiptMethod,
  /** Below 0 where it went back. */
  amountFen: FenField,
  at: Instant,
  byName: z.nullable(z.string()),
  note: z.string(),
  /** The receipt that a refund belongs to. */
  refundOf: z.nullable(Id),
  /** What can still go back of a receipt. */
  refundableFen: FenField,
})

/** A refund that is on its way. */
const PendingRefund = z.object({ id: Id, receiptId: Id, amountFen: FenField, state: z.string(), at: Instant })

export const InvoiceRequest = z.object({
  kind: z.enum(['personal', 'company']),
  title: freeText(100).check(z.minLength(2)),
  /** 纳税人识别号, of companies only. */
  taxNumber: z.nullable(z.string().check(z.regex(/^[0-9A-Z]{15,20}$/))),
  email: z.nullable(z.email().check(z.maxLength(100))),
})
export type InvoiceRequest = z.infer<typeof InvoiceRequest>

/** 结算单: what is to be paid, by whom, and what was. */
export const SettlementView = z.object({
  workorderId: Id,
  version: z.int(),
  state: SettlementState,
  lines: z.array(BillLine),
  coupons: z.array(z.object({ id: Id, name: z.string(), valueFen: FenField, text: z.string() })),
  /** Coupons of the owner that do not apply, each with why. */
  losers: z.array(z.object({ id: Id, name: z.string(), reason: z.string() })),
  /** True while the best combination is chosen by itself. */
  isBest: z.boolean(),
  totalFen: FenField,
  discountFen: FenField,
  couponFen: FenField,
  /** Parts of what is payable, by who pays; they add up to it. */
  parts: z.array(z.object({ payer: PayerField, payableFen: FenField, paidFen: FenField, dueFen: FenField })),
  receipts: z.array(Receipt),
  pendingRefunds: z.array(PendingRefund),
  /** An open payment in WeChat, which holds its amount until it is paid or closed. */
  openOrder: z.nullable(z.object({ amountFen: FenField, expiresAt: Instant })),
  invoice: z.nullable(InvoiceRequest),
  /** What the person who asks may do now. */
  may: z.array(z.string()),
})
export type SettlementView = z.infer<typeof SettlementView>
