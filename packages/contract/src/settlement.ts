import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { FenField, freeText, Id, Instant } from './fields'
import { InvoiceRequest, PayerField, SettlementView } from './settlement-view'

export * from './settlement-view'
export * from './settlement-words'

const params = z.object({ workorderId: Id })
const once = { requestId: z.uuid() }
/** 0 before the first write: nothing is kept until somebody settles. */
const seen = { ...once, version: z.int().check(z.minimum(0)) }

const errors = ['workorder.not_found', 'settlement.changed', 'settlement.wrong_state'] as const

export const read = endpoint({
  method: 'GET',
  path: '/api/workorders/:workorderId/settlement',
  summary: 'What a visit costs, who pays, and what was paid. Before it is kept it is computed anew each time.',
  access: { staff: 'settlement.read' },
  params,
  response: SettlementView,
  errors: ['workorder.not_found'],
})

export const save = endpoint({
  method: 'PUT',
  path: '/api/workorders/:workorderId/settlement',
  summary: 'Discounts within the limit of the role, who pays which line, and which coupons; nothing is paid by it.',
  access: { staff: 'settlement.draft' },
  params,
  body: z.object({
    ...seen,
    discounts: z
      .array(z.object({ key: z.string(), discountFen: FenField.check(z.minimum(1)) }))
      .check(z.maxLength(200)),
    payers: z.array(z.object({ key: z.string(), payer: PayerField })).check(z.maxLength(200)),
    /** Null chooses the best combination. */
    couponIds: z.nullable(z.array(Id).check(z.maxLength(10))),
  }),
  response: SettlementView,
  errors: [...errors, 'settlement.line_unknown', 'settlement.discount_too_high', 'settlement.coupon_unfit'],
})

export const scanCoupon = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/settlement/coupon-scans',
  summary:
    'Takes a coupon for a bill by its QR code or its twelve digits, and holds it until it is paid. It takes the place of coupons that it does not go with.',
  access: { staff: 'coupon.redeem' },
  limit: { points: 5, seconds: 60, by: 'session' },
  params,
  body: z.object({ requestId: z.uuid(), code: z.string().check(z.minLength(1), z.maxLength(200)) }),
  response: SettlementView,
  errors: [
    ...(['workorder.not_found', 'settlement.wrong_state', 'settlement.coupon_unfit'] as const),
    ...(['settlement.coupon_elsewhere', 'coupon.qr_invalid', 'coupon.qr_over', 'coupon.qr_used'] as const),
    ...(['coupon.code_wrong', 'coupon.code_locked'] as const),
  ],
})

export const receive = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/receipts',
  summary:
    'Money that was taken at the desk, in whole or in part. The last part settles the visit and redeems its coupons; of 0 fen where nothing is due.',
  access: { staff: 'settlement.receive' },
  params,
  body: z.object({
    ...seen,
    payer: PayerField,
    method: z.enum(['cash', 'pos', 'transfer', 'account', 'claim']),
    amountFen: FenField.check(z.minimum(0), z.maximum(1_000_000_000)),
    note: freeText(100),
  }),
  response: SettlementView,
  errors: [
    ...errors,
    ...([
      'settlement.too_much',
      'settlement.nothing_due',
      'settlement.coupon_unfit',
      'settlement.method_unfit',
    ] as const),
    'coupon.own_hands',
  ],
})

export const refund = endpoint({
  method: 'POST',
  path: '/api/receipts/:receiptId/refunds',
  summary: 'Part of a receipt goes back the way it came, by somebody who did not take it in (DOMAIN §1.2).',
  access: { staff: 'settlement.refund' },
  params: z.object({ receiptId: Id }),
  body: z.object({
    ...once,
    amountFen: FenField.check(z.minimum(1)),
    reason: freeText(80).check(z.minLength(2)),
    /** Work or goods that are given back, by their price before coupons; the amount is what was paid for it. Empty where it is only money. */
    goods: z._default(
      z.array(z.object({ key: z.string(), amountFen: FenField.check(z.minimum(1)) })).check(z.maxLength(100)),
      [],
    ),
    /** The store's fault: coupons whose threshold the rest does not reach any more come back (DOMAIN §6.6). */
    isOurFault: z._default(z.boolean(), false),
    /** The way it came, or another where that does not work. */
    via: z._default(z.enum(['original', 'cash', 'transfer']), 'original'),
  }),
  response: SettlementView,
  errors: [
    ...([
      'settlement.not_found',
      'settlement.too_much',
      'settlement.own_receipt',
      'settlement.refund_too_late',
    ] as const),
    ...(['settlement.changed', 'settlement.line_unknown'] as const),
  ],
})

export const reverse = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/settlement-reversal',
  summary: '反结算 before the car has left: all money goes back, coupons return, and the visit can be settled anew.',
  access: { staff: 'settlement.reverse' },
  params,
  body: z.object({ ...seen, reason: freeText(80).check(z.minLength(2)) }),
  response: SettlementView,
  errors: [...errors, 'settlement.own_receipt'],
})

export const closeOrder = endpoint({
  method: 'POST',
  path: '/api/workorders/:workorderId/payment-closing',
  summary: 'The owner pays at the desk after all: the open payment in WeChat is closed, or found to be paid.',
  access: { staff: 'settlement.receive' },
  params,
  body: z.object(once),
  response: SettlementView,
  errors: ['workorder.not_found', 'settlement.unavailable'],
})

/** What an owner sees of it. */
export const OwnerBill = z.object({
  ...z.omit(SettlementView, { may: true }).shape,
  /** Of the owner's own part. */
  dueFen: FenField,
  canPay: z.boolean(),
})
export type OwnerBill = z.infer<typeof OwnerBill>

export const bill = endpoint({
  method: 'GET',
  path: '/api/me/workorders/:workorderId/bill',
  summary: 'What one of the owner’s visits costs, with the best coupons chosen and why others do not apply.',
  access: 'customer',
  params,
  query: z.object({
    /** Coupons to try, by id, separated by commas; empty for none. */
    coupons: z.optional(z.string().check(z.maxLength(300))),
  }),
  response: OwnerBill,
  errors: ['workorder.not_found', 'settlement.coupon_unfit'],
})

/** How an open payment is paid: in WeChat by what `wx.requestPayment` takes, elsewhere by a code that WeChat scans (Native 支付). */
const PayWay = z.object({
  orderId: Id,
  expiresAt: Instant,
  wechat: z.nullable(
    z.object({
      timeStamp: z.string(),
      nonceStr: z.string(),
      package: z.string(),
      signType: z.literal('RSA'),
      paySign: z.string(),
    }),
  ),
  codeUrl: z.nullable(z.string()),
})
export type PayWay = z.infer<typeof PayWay>

export const pay = endpoint({
  method: 'POST',
  path: '/api/me/workorders/:workorderId/payments',
  summary:
    'Begins to pay exactly what was shown: coupons are locked for 30 minutes. Where coupons pay all of it, it is settled at once.',
  access: 'customer',
  params,
  body: z.object({
    ...once,
    dueFen: FenField.check(z.minimum(0)),
    /** Null takes the best combination. */
    couponIds: z.nullable(z.array(Id).check(z.maxLength(10))),
    via: z.enum(['wechat', 'browser']),
  }),
  response: z.object({ isSettled: z.boolean(), way: z.nullable(PayWay) }),
  errors: [
    ...errors,
    'settlement.amount_changed',
    'settlement.coupon_unfit',
    'settlement.unavailable',
    'settlement.order_open',
  ],
})

export const checkPayment = endpoint({
  method: 'POST',
  path: '/api/me/payments/:orderId/check',
  summary: 'The phone says that it has paid, or gave up: WeChat is asked what is true.',
  access: 'customer',
  params: z.object({ orderId: Id }),
  limit: { points: 20, seconds: 60, by: 'session' },
  body: z.object({ gaveUp: z._default(z.boolean(), false) }),
  response: z.object({ state: z.enum(['open', 'paid', 'closed']) }),
  errors: ['settlement.not_found', 'settlement.unavailable'],
})

export const requestInvoice = endpoint({
  method: 'PUT',
  path: '/api/me/workorders/:workorderId/invoice-request',
  summary: 'For whom the invoice shall be made out.',
  access: 'customer',
  params,
  body: InvoiceRequest,
  response: InvoiceRequest,
  errors: ['workorder.not_found', 'settlement.tax_number_missing'],
})

export const notice = endpoint({
  method: 'POST',
  path: '/api/payments/wechat/notices',
  summary:
    'WeChat Pay tells of a payment or refund; signed and sealed by it. The same notice again is answered and changes nothing.',
  access: 'public',
  signed: true,
  response: z.object({}),
  errors: ['settlement.notice_refused'],
})
