import * as z from 'zod/mini'

/** 结算单 states. `open` is computed anew with each look, `agreed` has money or locked coupons on it. */
export const settlementStates = { open: '待结算', agreed: '收款中', paid: '已结清', reversed: '已反结算' } as const
export const SettlementState = z.enum(Object.keys(settlementStates) as (keyof typeof settlementStates)[])
export type SettlementState = z.infer<typeof SettlementState>

/** Who pays a line. */
export const payers = { owner: '客户', insurance: '保险', warranty: '厂家保修', account: '挂账单位' } as const
export type Payer = keyof typeof payers

/** How money comes or goes: `account` is on credit, `claim` is asked of the insurer or maker. */
export const receiptMethods = {
  wechat: '微信支付',
  cash: '现金',
  pos: '刷卡',
  transfer: '转账',
  account: '挂账',
  claim: '理赔',
} as const
export const ReceiptMethod = z.enum(Object.keys(receiptMethods) as (keyof typeof receiptMethods)[])
export type ReceiptMethod = z.infer<typeof ReceiptMethod>
