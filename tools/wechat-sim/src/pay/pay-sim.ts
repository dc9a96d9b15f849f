import type { PayFault, PayFaultOrder } from './faults'
import type { SimNotice } from './notices'
import type { SimOrder, SimRefund } from './orders'
import type { PayState } from './pay-state'
import type { RefundOutcome } from './refunds'

/** The pay side, for tests. */
export interface PaySim {
  orders(): readonly SimOrder[]
  order(outTradeNo: string): SimOrder | undefined
  refundOf(outRefundNo: string): SimRefund | undefined
  /** The user pays. Answers what stands in the way, if anything. */
  pay(outTradeNo: string): string | undefined
  endRefund(outRefundNo: string, outcome: RefundOutcome): void
  /** @throws Error for a fault that does not fit where it is put */
  addFault(order: PayFaultOrder): PayFault
  clearFaults(): void
  /** The last 500, oldest first. */
  notices(): readonly SimNotice[]
  /** Resolves when no notice is under way. */
  idle(): Promise<void>
  /** A body as WeChat would post it now, signed. */
  notice(event: string, content: object): { body: string; headers: Record<string, string> }
}

export function createPaySim(pay: PayState): PaySim {
  return {
    orders: () => pay.orders.list(),
    order: (outTradeNo) => pay.orders.find(outTradeNo),
    refundOf: (outRefundNo) => pay.refunds.find(outRefundNo),
    pay: (outTradeNo) => pay.pay(pay.orders.known(outTradeNo)),
    endRefund: (outRefundNo, outcome) => pay.end(pay.refunds.known(outRefundNo), outcome),
    addFault: (order) => pay.faults.add(order),
    clearFaults: () => pay.faults.clear(),
    notices: () => pay.notices.list(),
    idle: () => pay.notices.idle(),
    notice: (event, content) => pay.notices.written(event, content),
  }
}
