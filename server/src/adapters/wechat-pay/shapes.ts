import * as z from 'zod'
import type { Payment, Refund } from '../../platform/pay-port'

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const fen = z.number().int().min(0)
const yuan = z.literal('CNY').default('CNY')

const success = z.object({
  out_trade_no: z.string(),
  transaction_id: z.string().min(1),
  trade_state: z.enum(['SUCCESS', 'REFUND']),
  success_time: instant,
  attach: z.string().optional(),
  payer: z.object({ openid: z.string().min(1) }),
  amount: z.object({ total: fen.min(1), payer_total: fen.optional(), currency: yuan }),
})

/** An order that has been paid. */
export const paid = success.transform((order) => {
  const { total, payer_total = total } = order.amount
  return {
    outTradeNo: order.out_trade_no,
    state: order.trade_state === 'SUCCESS' ? ('paid' as const) : ('refunded' as const),
    transactionId: order.transaction_id,
    paidAt: order.success_time,
    amountFen: total,
    payerFen: payer_total,
    openid: order.payer.openid,
    ...(order.attach && { attach: order.attach }),
  }
})

const unpaidStates = {
  NOTPAY: 'unpaid',
  USERPAYING: 'unpaid',
  CLOSED: 'closed',
  REVOKED: 'closed',
  PAYERROR: 'failed',
} as const

const unpaid = z
  .object({
    out_trade_no: z.string(),
    trade_state: z.enum(['NOTPAY', 'USERPAYING', 'CLOSED', 'REVOKED', 'PAYERROR']),
  })
  .transform((order) => ({ outTradeNo: order.out_trade_no, state: unpaidStates[order.trade_state] }))

/** An order in any state. */
export const payment: z.ZodType<Payment> = z.union([paid, unpaid])

const refundStates = { SUCCESS: 'done', PROCESSING: 'processing', CLOSED: 'closed', ABNORMAL: 'abnormal' } as const

const refundStatus = z.enum(['SUCCESS', 'PROCESSING', 'CLOSED', 'ABNORMAL'])

const refundParts = z.object({
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  refund_id: z.string().min(1),
  success_time: instant.optional(),
  amount: z.object({ total: fen.min(1), refund: fen.min(1), currency: yuan }),
})

const refundOf = (parts: z.infer<typeof refundParts>, status: z.infer<typeof refundStatus>): Refund => ({
  outRefundNo: parts.out_refund_no,
  outTradeNo: parts.out_trade_no,
  refundId: parts.refund_id,
  state: refundStates[status],
  amountFen: parts.amount.refund,
  totalFen: parts.amount.total,
  ...(parts.success_time && { doneAt: parts.success_time }),
})

/** A refund as a call answers it. */
export const refund = refundParts.extend({ status: refundStatus }).transform((parts) => refundOf(parts, parts.status))

/** A refund as a notice tells it. */
export const noticedRefund = refundParts
  .extend({ refund_status: refundStatus.exclude(['PROCESSING']) })
  .transform((parts) => refundOf(parts, parts.refund_status))
