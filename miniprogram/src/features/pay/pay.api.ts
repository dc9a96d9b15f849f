import { settlement, type Body } from '@pitlane/contract'
import { api } from '../../lib/api'

export type Bill = settlement.OwnerBill
export type PayWay = settlement.PayWay
export type Invoice = settlement.InvoiceRequest

/** Coupons that the owner chose; null takes the best. */
export type Wanted = readonly string[] | null

export const readBill = (workorderId: string, wanted: Wanted = null) =>
  api(settlement.bill, { params: { workorderId }, query: wanted ? { coupons: wanted.join(',') } : {} })

export const beginPayment = (workorderId: string, body: Body<typeof settlement.pay>) =>
  api(settlement.pay, { params: { workorderId }, body })

export const checkPayment = async (orderId: string, gaveUp: boolean) =>
  (await api(settlement.checkPayment, { params: { orderId }, body: { gaveUp } })).state

export const requestInvoice = (workorderId: string, body: Invoice) =>
  api(settlement.requestInvoice, { params: { workorderId }, body })
