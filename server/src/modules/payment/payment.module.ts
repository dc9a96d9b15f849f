import type { Module } from '../../platform/module'
import {
  InvoiceRequest,
  MoneyEntry,
  PayNotice,
  PayOrder,
  PayRefund,
  ReconciliationDay,
  ReconciliationDifference,
  Settlement,
  TillClose,
  TillCloseEntry,
} from './payment.entity'
import { checkJob, noticeJob, reconcileJob, refundJob } from './payment.jobs'
import { paymentRoutes } from './payment.routes'

export const paymentModule: Module = {
  name: 'payment',
  tables: [
    ...[Settlement, MoneyEntry, PayOrder, PayRefund, PayNotice, InvoiceRequest],
    ...[TillClose, TillCloseEntry, ReconciliationDay, ReconciliationDifference],
  ] as never,
  routes: paymentRoutes,
  jobs: [checkJob, noticeJob, refundJob, reconcileJob],
}
