import { wireTime } from './fields'
import { isPaid, type SimOrder, type SimRefund } from './orders'

const stateNames: Readonly<Record<SimOrder['state'], string>> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款',
  CLOSED: '订单已关闭',
}

/** An order as WeChat writes it, in answers and in notices. */
export function transactionOf(order: SimOrder, account: { appid: string; mchid: string }): object {
  const head = {
    ...account,
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: stateNames[order.state],
    attach: order.attach,
    payer: isPaid(order) ? { openid: order.openid } : {},
  }
  if (!isPaid(order) || !order.paidAt) return head
  return {
    ...head,
    transaction_id: order.transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: wireTime(order.paidAt),
    amount: { total: order.totalFen, payer_total: order.totalFen, currency: 'CNY', payer_currency: 'CNY' },
  }
}

const partsOf = (refund: SimRefund, order: SimOrder) => ({
  refund_id: refund.refundId,
  out_refund_no: refund.outRefundNo,
  transaction_id: order.transactionId,
  out_trade_no: order.outTradeNo,
  user_received_account: '支付用户零钱',
  ...(refund.status === 'SUCCESS' && refund.doneAt && { success_time: wireTime(refund.doneAt) }),
})

/** A refund as a call answers it. */
export const refundOf = (refund: SimRefund, order: SimOrder): object => ({
  ...partsOf(refund, order),
  channel: 'ORIGINAL',
  create_time: wireTime(refund.askedAt),
  status: refund.status,
  funds_account: 'AVAILABLE',
  amount: {
    total: order.totalFen,
    refund: refund.fen,
    payer_total: order.totalFen,
    payer_refund: refund.fen,
    settlement_total: order.totalFen,
    settlement_refund: refund.fen,
    discount_refund: 0,
    currency: 'CNY',
  },
})

/** A refund as a notice tells it. */
export const noticedRefundOf = (refund: SimRefund, order: SimOrder, mchid: string): object => ({
  mchid,
  ...partsOf(refund, order),
  refund_status: refund.status,
  amount: { total: order.totalFen, refund: refund.fen, payer_total: order.totalFen, payer_refund: refund.fen },
})
