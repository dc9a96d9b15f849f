import { type Body, bodyOf, Misuse, oneOf, text, whole } from '../control-body'
import type { SimRequest } from '../http'
import type { SimState } from '../sim-state'
import { callFaults, noticeFaults, type PayFault, type PayFaultOrder } from './faults'
import { noticeKinds, payCalls } from './options'
import type { SimOrder } from './orders'
import type { PayState } from './pay-state'

function payOf({ pay }: SimState): PayState {
  if (!pay) throw new Misuse('没有配置商户号')
  return pay
}

function orderIn(pay: PayState, body: Body): SimOrder {
  const order =
    body.prepayId === undefined
      ? pay.orders.find(text(body, 'outTradeNo'))
      : pay.orders.byPrepayId(text(body, 'prepayId'))
  if (!order) throw new Misuse('没有这个订单')
  return order
}

function payOrder(pay: PayState, body: Body): object {
  const order = orderIn(pay, body)
  const obstacle = pay.pay(order)
  if (obstacle) throw new Misuse(obstacle)
  return order
}

const outcomes = ['SUCCESS', 'CLOSED', 'ABNORMAL'] as const

function endRefund(pay: PayState, body: Body): object {
  const refund = pay.refunds.find(text(body, 'outRefundNo'))
  if (!refund) throw new Misuse('没有这个退款单')
  pay.end(refund, oneOf(body, 'outcome', outcomes))
  return refund
}

function faultOrder(body: Body): PayFaultOrder {
  const common = { delayMs: whole(body, 'delayMs', 0), times: whole(body, 'times', 1) }
  const on = oneOf(body, 'on', [...payCalls, ...noticeKinds, '*'])
  const notice = noticeKinds.find((kind) => kind === on)
  if (notice) return { ...common, on: notice, kind: oneOf(body, 'kind', noticeFaults) }
  const call = payCalls.find((each) => each === on) ?? '*'
  const code = body.code === undefined ? undefined : text(body, 'code', /^[A-Z_]{1,40}$/)
  return { ...common, on: call, kind: oneOf(body, 'kind', callFaults), code, status: whole(body, 'status', 400) }
}

function clearFaults(pay: PayState, { url }: SimRequest): readonly PayFault[] {
  const id = url.searchParams.get('id')
  pay.faults.clear(id === null ? undefined : Number(id))
  return pay.faults.list()
}

/** Lets the bill say something else of a payment or a refund, or nothing. */
function plant(pay: PayState, body: Body): object {
  const entry = body.outRefundNo === undefined ? orderIn(pay, body) : pay.refunds.find(text(body, 'outRefundNo'))
  if (!entry) throw new Misuse('没有这个退款单')
  entry.billedFen = body.billedFen === null ? null : whole(body, 'billedFen', 1)
  return entry
}

/** The part of the control API that is about WeChat Pay. */
export const payRoutes: Readonly<Record<string, (state: SimState, request: SimRequest) => object>> = {
  'GET /_sim/pay-orders': (state) => payOf(state).orders.list(),
  'GET /_sim/pay-notices': (state) => payOf(state).notices.list(),
  'POST /_sim/pay-payments': (state, request) => payOrder(payOf(state), bodyOf(request)),
  'POST /_sim/pay-refunds': (state, request) => endRefund(payOf(state), bodyOf(request)),
  'POST /_sim/pay-bill': (state, request) => plant(payOf(state), bodyOf(request)),
  'POST /_sim/pay-faults': (state, request) => payOf(state).faults.add(faultOrder(bodyOf(request))),
  'GET /_sim/pay-faults': (state) => payOf(state).faults.list(),
  'DELETE /_sim/pay-faults': (state, request) => clearFaults(payOf(state), request),
}
