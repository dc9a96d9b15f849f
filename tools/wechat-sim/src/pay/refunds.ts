import type { Account } from '../options'
import { addressIn, type Body, fenIn, objectIn, refundNumber, textIn } from './fields'
import type { PayOptions } from './options'
import { isPaid, type Orders, type SimOrder, type SimRefund, wechatNumber } from './orders'
import { invalid, PayRefusal } from './refusal'

const YEAR_MS = 365 * 24 * 3600_000
const MAX_PER_ORDER = 50
const GAP_MS = 60_000

export type RefundOutcome = Exclude<SimRefund['status'], 'PROCESSING'>

/** Money that goes back. */
export interface Refunds {
  /** A new refund, or the one that this number named before. */
  ask(body: Body): { refund: SimRefund; isNew: boolean }
  /** @throws PayRefusal RESOURCE_NOT_EXISTS */
  known(outRefundNo: string): SimRefund
  find(outRefundNo: string): SimRefund | undefined
  /** True when it had not ended before. */
  end(refund: SimRefund, outcome: RefundOutcome): boolean
}

const sumOf = (refunds: readonly SimRefund[]): number =>
  refunds.reduce((sum, { fen, status }) => sum + (status === 'CLOSED' ? 0 : fen), 0)

function requireRoom(order: SimOrder, fen: number, gapMs: number, now: number): void {
  const last = order.refunds.at(-1)
  if (last && now - last.askedAt < gapMs)
    throw new PayRefusal(429, 'FREQUENCY_LIMITED', '同一笔订单多次退款的请求需相隔1分钟')
  if (order.refunds.length >= MAX_PER_ORDER) throw invalid('一笔订单最多支持50次部分退款')
  if (now - (order.paidAt ?? now) > YEAR_MS) throw invalid('订单已超过可退款的最大期限')
  if (sumOf(order.refunds) + fen > order.totalFen) throw invalid('申请退款金额大于订单剩余可退金额')
}

export function createRefunds(account: Account, orders: Orders, options: PayOptions): Refunds {
  const refunds = new Map<string, SimRefund>()
  const gapMs = options.refundGapMs ?? GAP_MS

  function paidOrder(body: Body): SimOrder {
    const order = orders.find(textIn(body, 'out_trade_no', 32))
    if (!order) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
    if (!isPaid(order)) throw invalid('订单未支付')
    return order
  }

  function read(body: Body): { order: SimOrder; refund: SimRefund } {
    const order = paidOrder(body)
    const amount = objectIn(body, 'amount')
    if (fenIn(amount, 'total') !== order.totalFen) throw invalid('订单金额不一致')
    const askedAt = account.now()
    const refund: SimRefund = {
      refundId: wechatNumber('5030', askedAt),
      outRefundNo: textIn(body, 'out_refund_no', 64, refundNumber),
      outTradeNo: order.outTradeNo,
      fen: fenIn(amount, 'refund'),
      reason: textIn(body, 'reason', 80),
      notifyUrl: addressIn(body, 'notify_url'),
      status: 'PROCESSING',
      askedAt,
    }
    return { order, refund }
  }

  return {
    ask(body) {
      const { order, refund } = read(body)
      const before = refunds.get(refund.outRefundNo)
      if (before) {
        const isSame = before.outTradeNo === refund.outTradeNo && before.fen === refund.fen
        if (!isSame) throw invalid('请求参数与该商户退款单号之前的请求不一致')
        return { refund: before, isNew: false }
      }
      requireRoom(order, refund.fen, gapMs, account.now())
      refunds.set(refund.outRefundNo, refund)
      order.refunds.push(refund)
      order.state = 'REFUND'
      return { refund, isNew: true }
    },
    known(outRefundNo) {
      const refund = refunds.get(outRefundNo)
      if (!refund) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
      return refund
    },
    find: (outRefundNo) => refunds.get(outRefundNo),
    end(refund, outcome) {
      if (refund.status !== 'PROCESSING') return false
      refund.status = outcome
      refund.doneAt = account.now()
      return true
    },
  }
}
