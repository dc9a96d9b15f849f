import type { Account } from '../options'
import { type Bills, createBills } from './bill'
import { certificateOf } from './certificate'
import { createPayFaults, type PayFaults } from './faults'
import { createNotices, type Notices } from './notices'
import type { PayOptions } from './options'
import { createOrders, type Orders, type SimOrder, type SimRefund } from './orders'
import { createRefunds, type RefundOutcome, type Refunds } from './refunds'
import { createSigning, type Signing } from './signing'
import { noticedRefundOf, transactionOf } from './views'

const REFUND_TAKES_MS = 1500

/** Everything the pay side remembers, all of it in memory. */
export interface PayState {
  options: PayOptions
  signing: Signing
  orders: Orders
  refunds: Refunds
  bills: Bills
  faults: PayFaults
  notices: Notices
  /** The platform certificate, PEM, where the account has one. */
  certificate: string | undefined
  /** The user pays and WeChat tells the merchant. Answers what stands in the way, if anything. */
  pay(order: SimOrder): string | undefined
  /** The refund takes its time, ends well and WeChat tells the merchant. */
  begin(refund: SimRefund): void
  /** The refund ends now. */
  end(refund: SimRefund, outcome: RefundOutcome): void
}

export function createPayState(account: Account, options: PayOptions): PayState {
  const signing = createSigning(options, account)
  const faults = createPayFaults()
  const orders = createOrders(account, options)
  const refunds = createRefunds(account, orders, options)
  const notices = createNotices({ signing, faults, delaysMs: options.noticeDelaysMs, now: () => account.now() })
  const who = { appid: account.appid, mchid: options.mchid }

  function end(refund: SimRefund, outcome: RefundOutcome): void {
    const order = orders.find(refund.outTradeNo)
    if (!order || !refunds.end(refund, outcome)) return
    notices.send({
      kind: 'refund_notice',
      event: `REFUND.${outcome}`,
      outTradeNo: refund.outTradeNo,
      outRefundNo: refund.outRefundNo,
      notifyUrl: refund.notifyUrl,
      content: noticedRefundOf(refund, order, options.mchid),
    })
  }

  return {
    ...{ options, signing, orders, refunds, faults, notices, end },
    bills: createBills(account, orders, options),
    certificate: options.certificate && certificateOf(options.certificate),
    pay(order) {
      const obstacle = orders.pay(order)
      if (obstacle) return obstacle
      const { outTradeNo, notifyUrl } = order
      const content = transactionOf(order, who)
      notices.send({ kind: 'payment_notice', event: 'TRANSACTION.SUCCESS', outTradeNo, notifyUrl, content })
      return undefined
    },
    begin(refund) {
      const ms = options.refundDelayMs ?? REFUND_TAKES_MS
      if (Number.isFinite(ms)) setTimeout(() => end(refund, 'SUCCESS'), ms).unref()
    },
  }
}
