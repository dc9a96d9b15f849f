import { cashier, settlement } from '@pitlane/contract'
import { bind } from '../../platform/bind'
import { requireOwnWorkorder, requireReachableWorkorder, requireWorkorder } from '../workorder'
import { closeTillView, readReconciliation, tillView, differenceView } from './cashier-view.queries'
import { scanCoupon } from './coupon-scanning.service'
import { saveDraft } from './drafting.service'
import { checkOwnPayment, closePayment } from './following.service'
import { requestInvoice } from './invoicing.service'
import { takeNotice } from './noticing.service'
import { beginPayment } from './paying.service'
import { receive } from './receiving.service'
import { resolve } from './reconciling.service'
import { refund } from './refunding.service'
import { reverse } from './reversing.service'
import { ownerBill, settlementView } from './settlement-view.queries'
import { closeTill } from './till.service'

const deskRoutes = [
  bind(settlement.read, async (app, { actor, params }) =>
    settlementView(app, actor, await requireReachableWorkorder(app, actor, 'settlement.read', params.workorderId)),
  ),
  bind(settlement.save, async (app, { actor, params, body }) =>
    settlementView(app, actor, await saveDraft(app, actor, params.workorderId, body)),
  ),
  bind(settlement.scanCoupon, async (app, { actor, params, body }) =>
    settlementView(app, actor, await scanCoupon(app, actor, params.workorderId, body)),
  ),
  bind(settlement.receive, async (app, { actor, params, body }) => {
    await receive(app, actor, params.workorderId, body)
    return settlementView(app, actor, await requireWorkorder(app.db.read, params.workorderId))
  }),
  bind(settlement.refund, async (app, { actor, params, body }) =>
    settlementView(app, actor, await refund(app, actor, params.receiptId, body)),
  ),
  bind(settlement.reverse, async (app, { actor, params, body }) => {
    await reverse(app, actor, params.workorderId, body)
    return settlementView(app, actor, await requireWorkorder(app.db.read, params.workorderId))
  }),
  bind(settlement.closeOrder, async (app, { actor, params }) =>
    settlementView(app, actor, await closePayment(app, actor, params.workorderId)),
  ),
]

const ownerRoutes = [
  bind(settlement.bill, async (app, { actor, params, query }) => {
    const workorder = await requireOwnWorkorder(app.db.read, actor.customerId, params.workorderId)
    return ownerBill(app, workorder, query.coupons?.split(',').filter(Boolean))
  }),
  bind(settlement.pay, (app, { actor, params, body }) => beginPayment(app, actor, params.workorderId, body)),
  bind(settlement.checkPayment, async (app, { actor, params, body }) => ({
    state: (await checkOwnPayment(app, actor, params.orderId, body)).state,
  })),
  bind(settlement.requestInvoice, (app, { actor, params, body }) =>
    requestInvoice(app, actor, params.workorderId, body),
  ),
  bind(settlement.notice, async (app, { signed }) => {
    await takeNotice(app, signed)
    return {}
  }),
]

const cashierRoutes = [
  bind(cashier.till, (app, { actor, params }) => tillView(app, actor, params.storeId)),
  bind(cashier.closeTill, async (app, { actor, params, body }) =>
    closeTillView(app, await closeTill(app, actor, params.storeId, body)),
  ),
  bind(cashier.reconciliation, (app) => readReconciliation(app)),
  bind(cashier.resolveDifference, async (app, { actor, params, body }) =>
    differenceView(app, await resolve(app, actor, params.differenceId, body.note)),
  ),
]

export const paymentRoutes = [...deskRoutes, ...ownerRoutes, ...cashierRoutes]
