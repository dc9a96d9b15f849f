import type { settlement } from '@pitlane/contract'
import { WORKORDER } from '../progress/scene'

export const BILL = `GET /api/me/workorders/${WORKORDER}/bill`
export const PAY = `POST /api/me/workorders/${WORKORDER}/payments`
export const ORDER = '01J00000000000000000000951'
export const CHECK = `POST /api/me/payments/${ORDER}/check`
export const CUT = '01J00000000000000000000961'
export const CASH = '01J00000000000000000000962'

const line = {
  ...{ discountFen: 0, couponFen: 0, returnedFen: 0, payer: 'owner' as const },
}

/** A car that is ready, with a coupon chosen and another left out. */
export const bill: settlement.OwnerBill = {
  ...{ workorderId: WORKORDER, version: 0, state: 'open', isBest: true },
  lines: [
    { ...line, key: 'q:0', kind: 'labour', name: '更换前刹车片', amountFen: 30_000, payableFen: 30_000 },
    {
      ...{ ...line, key: 'q:1', kind: 'material', name: '前刹车片', amountFen: 56_000 },
      ...{ couponFen: 8_000, payableFen: 48_000 },
    },
  ],
  coupons: [{ id: CUT, name: '秋季保养券', valueFen: 8_000, text: '满¥500减¥80，本单优惠¥80' }],
  losers: [{ id: CASH, name: '新客代金券', reason: '与已选的券一起用不会更优惠' }],
  ...{ totalFen: 86_000, discountFen: 0, couponFen: 8_000, dueFen: 78_000, canPay: true },
  parts: [{ payer: 'owner', payableFen: 78_000, paidFen: 0, dueFen: 78_000 }],
  ...{ receipts: [], pendingRefunds: [], openOrder: null, invoice: null },
}

const soon = (): string => new Date(Date.now() + 30 * 60_000).toISOString()

export const way = {
  isSettled: false,
  way: {
    ...{ orderId: ORDER, expiresAt: soon(), codeUrl: null },
    wechat: { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'RSA', paySign: 's' },
  },
}

/** Locked by a payment that was begun. */
export const begun: Partial<settlement.OwnerBill> = {
  ...{ state: 'agreed', losers: [], openOrder: { amountFen: 78_000, expiresAt: soon() } },
}

export const paid: Partial<settlement.OwnerBill> = {
  ...{ state: 'paid', canPay: false, dueFen: 0 },
  parts: [{ payer: 'owner', payableFen: 78_000, paidFen: 78_000, dueFen: 0 }],
}
