import type { PayFault, PayFaultOrder } from '../pay/faults'
import type { SimNotice } from '../pay/notices'
import type { NoticeKind, PayCall } from '../pay/options'
import type { SimOrder, SimRefund } from '../pay/orders'
import type { PayState } from '../pay/pay-state'
import { escape, timeOf } from './html'

const SHOWN = 20

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`
const iso = (at: number): string => new Date(at).toISOString()

const orderStates: Readonly<Record<SimOrder['state'], string>> = {
  NOTPAY: '<span class="tag">待支付</span>',
  SUCCESS: '<span class="tag done">已支付</span>',
  REFUND: '<span class="tag done">有退款</span>',
  CLOSED: '<span class="tag stop">已关闭</span>',
}

const refundStates: Readonly<Record<SimRefund['status'], string>> = {
  PROCESSING: '退款中',
  SUCCESS: '已退款',
  CLOSED: '退款关闭',
  ABNORMAL: '退款异常',
}

const noticeStates: Readonly<Record<SimNotice['state'], string>> = {
  waiting: '发送中',
  taken: '已送达',
  lost: '已丢失',
  given_up: '已放弃',
}

/** The Chinese names of faults of WeChat Pay. */
export const payKindNames: Readonly<Record<string, string>> = {
  code: '返回错误码',
  http500: 'HTTP 500',
  slow: '慢 10 秒',
  drop: '办完断线',
  garbage: '返回乱码',
  bad_signature: '签名错误',
  unsigned: '没有签名',
  stale: '时间过期',
  unknown_serial: '未知证书',
  lost: '丢失',
  twice: '重复',
  late: '迟 10 秒',
  out_of_order: '乱序',
  wrong_amount: '金额不符',
  signtest: '签名探测',
}

const placeNames: Readonly<Record<PayCall | NoticeKind | '*', string>> = {
  payment_notice: '支付通知',
  refund_notice: '退款通知',
  prepay: '下单',
  prepay_code: '扫码下单',
  query: '查单',
  close: '关单',
  refund: '退款',
  refund_query: '查退款',
  bill: '申请账单',
  bill_file: '下载账单',
  certificates: '平台证书',
  '*': '全部接口',
}

const postButton = (path: string, body: object, label: string, key: string): string =>
  `<button type="button" data-key="${escape(key)}" data-post="${path}" data-body="${escape(JSON.stringify(body))}">${label}</button>`

const answersOf = ({ answers }: SimNotice): string =>
  answers.length > 0 ? `（${answers.map((status) => status || '无应答').join('、')}）` : ''

function noticeText(notice: SimNotice): string {
  const fault = notice.fault ? ` · ${payKindNames[notice.fault] ?? ''}` : ''
  return `<code>${placeNames[notice.kind]} ${noticeStates[notice.state]}${answersOf(notice)}${fault}</code>`
}

function refundText(refund: SimRefund): string {
  const ends =
    refund.status === 'PROCESSING'
      ? postButton(
          '/_sim/pay-refunds',
          { outRefundNo: refund.outRefundNo, outcome: 'SUCCESS' },
          '到账',
          refund.refundId,
        )
      : ''
  return `<code>${yuan(refund.fen)} ${refundStates[refund.status]} ${escape(refund.outRefundNo)}</code>${ends}`
}

function row(order: SimOrder, notices: readonly SimNotice[]): string {
  const own = notices.filter(({ outTradeNo }) => outTradeNo === order.outTradeNo)
  const pay =
    order.state === 'NOTPAY'
      ? `${postButton('/_sim/pay-payments', { outTradeNo: order.outTradeNo }, '支付', order.prepayId)}
         <a href="/cashier?prepay_id=${escape(order.prepayId)}">收银台</a>`
      : ''
  return `<tr>
    <td class="time">${timeOf(iso(order.openedAt))}</td>
    <td class="path">${escape(order.description)}<code>${escape(order.outTradeNo)}</code></td>
    <td class="num">${yuan(order.totalFen)}</td>
    <td class="outcome"><div>${orderStates[order.state]}${order.refunds.map(refundText).join('')}</div></td>
    <td class="sent"><div>${own.map(noticeText).join('')}</div></td>
    <td class="acts"><div>${pay}</div></td></tr>`
}

/** The merchant's orders, the newest first. */
export function ordersSection(pay: PayState): string {
  const orders = pay.orders.list()
  const shown = orders.slice(-SHOWN).reverse()
  const head = '<tr><th>时间</th><th>订单</th><th class="num">金额</th><th>状态与退款</th><th>通知</th><th></th></tr>'
  const rows = shown.map((order) => row(order, pay.notices.list())).join('')
  const table = `<div class="scroll"><table><thead>${head}</thead><tbody>${rows}</tbody></table></div>`
  const empty = '<p class="empty">还没有订单。车主在服务端下单之后会显示在这里，可以在这里替他支付。</p>'
  const count = orders.length > SHOWN ? `最近 ${SHOWN} 笔` : `${orders.length} 笔`
  return `<section class="card"><h2>微信支付订单<small>商户号 ${escape(pay.options.mchid)} · ${count}</small></h2>
    ${rows ? table : empty}</section>`
}

const offered: readonly (readonly [NoticeKind, readonly Extract<PayFaultOrder, { on: NoticeKind }>['kind'][]])[] = [
  ['payment_notice', ['lost', 'twice', 'late', 'out_of_order', 'bad_signature', 'wrong_amount', 'signtest']],
  ['refund_notice', ['lost', 'twice', 'late', 'out_of_order', 'bad_signature', 'wrong_amount', 'signtest']],
]

const offeredCalls: readonly PayCall[] = ['prepay', 'query', 'refund']
const offeredCallKinds = ['http500', 'slow', 'drop', 'garbage', 'bad_signature'] as const

function ordersOfFaults(): PayFaultOrder[][] {
  return [
    ...offered.map(([on, kinds]) => kinds.map((kind): PayFaultOrder => ({ on, kind }))),
    ...offeredCalls.map((on) => offeredCallKinds.map((kind): PayFaultOrder => ({ on, kind }))),
  ]
}

const isSame = (fault: PayFault, order: PayFaultOrder): boolean => fault.on === order.on && fault.kind === order.kind

function switchFor(faults: readonly PayFault[], order: PayFaultOrder): string {
  const active = faults.find((fault) => isSame(fault, order))
  const act = active ? `data-pay-off="${active.id}"` : `data-pay-order="${escape(JSON.stringify(order))}"`
  const key = `${order.on} ${order.kind}`
  const name = payKindNames[order.kind] ?? order.kind
  return `<button type="button" aria-pressed="${Boolean(active)}" data-key="${key}" ${act}>${name}</button>`
}

/** The switches by which WeChat Pay is told to fail. */
export function payFaultsSection(pay: PayState): string {
  const faults = pay.faults.list()
  const rows = ordersOfFaults().map((orders) => {
    const on = orders[0]?.on ?? '*'
    return `<span>${placeNames[on]}</span><div class="chips">${orders.map((order) => switchFor(faults, order)).join('')}</div>`
  })
  const others = faults.filter(
    (fault) =>
      !ordersOfFaults()
        .flat()
        .some((order) => isSame(fault, order)),
  )
  const otherRow = others.map((fault) => switchFor(faults, fault)).join('')
  return `<section class="card"><h2>微信支付故障<small>点一下打开，再点关闭</small></h2>
    <div class="switches">${rows.join('')}${otherRow && `<span>其他</span><div class="chips">${otherRow}</div>`}</div></section>`
}
