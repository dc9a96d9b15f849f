import { randomBytes } from 'node:crypto'
import { isOpenid, openidOf } from '../openid'
import type { Account } from '../options'
import { addressIn, type Body, fenIn, objectIn, optionalTextIn, orderNumber, textIn } from './fields'
import type { PayOptions } from './options'
import { paramError, PayRefusal } from './refusal'

/** How many orders are kept. */
const MAX_ORDERS = 20_000

/** One refund of an order. Times are milliseconds since 1970, money is in fen. */
export interface SimRefund {
  refundId: string
  outRefundNo: string
  outTradeNo: string
  fen: number
  reason: string
  notifyUrl: string
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
  askedAt: number
  doneAt?: number
  /** What the bill says instead; null leaves the line out. */
  billedFen?: number | null
}

/** One order. Times are milliseconds since 1970, money is in fen. */
export interface SimOrder {
  prepayId: string
  outTradeNo: string
  /** Empty for an order by code until somebody has scanned it and paid. */
  openid: string
  description: string
  attach: string
  totalFen: number
  notifyUrl: string
  openedAt: number
  expiresAt: number
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'
  transactionId?: string
  paidAt?: number
  refunds: SimRefund[]
  /** What the bill says instead; null leaves the line out. */
  billedFen?: number | null
}

/** The merchant's orders, and the rules by which they open, are paid and close. */
export interface Orders {
  /** By JSAPI, where the payer is known, or by code (Native). */
  open(body: Body, way: 'jsapi' | 'native'): SimOrder
  /** @throws PayRefusal ORDER_NOT_EXIST */
  known(outTradeNo: string): SimOrder
  byPrepayId(prepayId: string): SimOrder | undefined
  find(outTradeNo: string): SimOrder | undefined
  close(outTradeNo: string): void
  /** The user pays. Answers undefined and what stands in the way when that cannot be. */
  pay(order: SimOrder): string | undefined
  list(): readonly SimOrder[]
}

export const isPaid = (order: SimOrder): boolean => order.state === 'SUCCESS' || order.state === 'REFUND'

const digits = (count: number): string => [...randomBytes(count)].map((byte) => String(byte % 10)).join('')

/** WeChat's own numbers have 28 digits, with the day in them. */
export const wechatNumber = (prefix: string, at: number): string =>
  prefix + new Date(at).toISOString().slice(0, 10).replaceAll('-', '') + digits(28 - prefix.length - 8)

function payerIn(body: Body, account: Account, options: PayOptions): string {
  const openid = textIn(objectIn(body, 'payer'), 'openid', 128)
  if (!options.anyOpenid && !isOpenid(account.appid, openid)) throw paramError('payer.openid')
  return openid
}

function read(body: Body, account: Account, options: PayOptions): Omit<SimOrder, 'openid'> {
  if (body.appid !== account.appid || body.mchid !== options.mchid)
    throw new PayRefusal(400, 'APPID_MCHID_NOT_MATCH', 'appid和mchid不匹配')
  const expiresAt = Date.parse(textIn(body, 'time_expire', 64))
  if (!(expiresAt > account.now())) throw paramError('time_expire')
  return {
    prepayId: `wx${randomBytes(17).toString('hex')}`,
    outTradeNo: textIn(body, 'out_trade_no', 32, orderNumber),
    description: textIn(body, 'description', 127),
    attach: optionalTextIn(body, 'attach', 128),
    totalFen: fenIn(objectIn(body, 'amount'), 'total'),
    notifyUrl: addressIn(body, 'notify_url'),
    openedAt: account.now(),
    expiresAt,
    state: 'NOTPAY',
    refunds: [],
  }
}

const isSame = (one: SimOrder, other: SimOrder): boolean =>
  one.openid === other.openid &&
  one.totalFen === other.totalFen &&
  one.description === other.description &&
  one.attach === other.attach

/** @throws PayRefusal unless the order may be opened again */
function requireReopened(known: SimOrder, order: SimOrder): void {
  if (isPaid(known)) throw new PayRefusal(400, 'ORDERPAID', '该订单已支付')
  if (known.state === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '该订单已关闭')
  if (!isSame(known, order)) throw new PayRefusal(403, 'OUT_TRADE_NO_USED', '商户订单号重复')
}

function obstacleOf(order: SimOrder, now: number): string | undefined {
  if (isPaid(order)) return '订单已支付'
  if (order.state === 'CLOSED') return '订单已关闭'
  return now >= order.expiresAt ? '订单已过期' : undefined
}

export function createOrders(account: Account, options: PayOptions): Orders {
  const orders = new Map<string, SimOrder>()
  const byPrepayId = new Map<string, SimOrder>()

  function known(outTradeNo: string): SimOrder {
    const order = orders.get(outTradeNo)
    if (!order) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在')
    return order
  }

  function keep(order: SimOrder): void {
    orders.set(order.outTradeNo, order)
    byPrepayId.set(order.prepayId, order)
    const [oldest] = orders.size > MAX_ORDERS ? orders.values() : []
    if (!oldest) return
    orders.delete(oldest.outTradeNo)
    byPrepayId.delete(oldest.prepayId)
  }

  return {
    open(body, way) {
      const openid = way === 'jsapi' ? payerIn(body, account, options) : ''
      const order = { ...read(body, account, options), openid }
      const before = orders.get(order.outTradeNo)
      if (before) requireReopened(before, order)
      else keep(order)
      return before ?? order
    },
    known,
    byPrepayId: (prepayId) => byPrepayId.get(prepayId),
    find: (outTradeNo) => orders.get(outTradeNo),
    close(outTradeNo) {
      const order = known(outTradeNo)
      if (isPaid(order)) throw new PayRefusal(400, 'ORDERPAID', '订单已支付，不能关单')
      if (order.state === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '订单已关闭')
      order.state = 'CLOSED'
    },
    pay(order) {
      const obstacle = obstacleOf(order, account.now())
      if (obstacle) return obstacle
      order.state = 'SUCCESS'
      order.paidAt = account.now()
      order.transactionId = wechatNumber('4200', order.paidAt)
      order.openid ||= openidOf(account.appid, 'scanned the code')
      return undefined
    },
    list: () => [...orders.values()],
  }
}
