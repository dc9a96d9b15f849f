import { createHash, randomBytes } from 'node:crypto'
import { keepIn } from '../bounded'
import type { Account } from '../options'
import { beijingDay, wireTime } from './fields'
import type { PayOptions } from './options'
import { isPaid, type Orders, type SimOrder, type SimRefund } from './orders'
import { paramError, PayRefusal } from './refusal'

const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS
const READY_AT_MS = 10 * HOUR_MS
const KEPT_DAYS = 92

const HEAD =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const SUM_HEAD = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`

/** 0.60%, to the fen as WeChat charges it, with the five decimals that it writes. */
const feeOf = (fen: number): string => `${yuan(Math.round((fen * 6) / 1000))}000`

const row = (values: readonly string[]): string => values.map((value) => `\`${value}`).join(',')

interface Line {
  at: number
  paidFen: number
  refundedFen: number
  text: string
}

interface Entry {
  at: number
  state: 'SUCCESS' | 'REFUND'
  paidFen: number
  refundedFen: number
  fee: string
  /** WeChat's and the merchant's number of the refund. */
  refundNumbers: readonly [string, string]
  refundKind: readonly [string, string]
}

function lineOf(entry: Entry, order: SimOrder, account: Account, options: PayOptions): Line {
  const { at, paidFen, refundedFen } = entry
  const text = row([
    ...[wireTime(at).slice(0, 19).replace('T', ' '), account.appid, options.mchid, '0', ''],
    ...[order.transactionId ?? '', order.outTradeNo, order.openid, 'JSAPI', entry.state],
    ...['OTHERS', 'CNY', yuan(paidFen), '0.00', ...entry.refundNumbers, yuan(refundedFen), '0.00', ...entry.refundKind],
    ...[order.description, order.attach, entry.fee, '0.60%', yuan(paidFen), yuan(refundedFen), ''],
  ])
  return { at, paidFen, refundedFen, text }
}

function paymentEntry({ paidAt = 0, billedFen, totalFen }: SimOrder): Entry {
  const paidFen = billedFen ?? totalFen
  const none = { refundedFen: 0, refundNumbers: ['0', '0'], refundKind: ['', ''] } as const
  return { at: paidAt, state: 'SUCCESS', paidFen, fee: feeOf(paidFen), ...none }
}

const billStates = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', CLOSED: 'FAIL', ABNORMAL: 'FAIL' } as const

function refundEntry(refund: SimRefund): Entry {
  const refundedFen = refund.billedFen ?? refund.fen
  return {
    ...{ at: refund.askedAt, state: 'REFUND', paidFen: 0, refundedFen, fee: `-${feeOf(refundedFen)}` },
    refundNumbers: [refund.refundId, refund.outRefundNo],
    refundKind: ['ORIGINAL', billStates[refund.status]],
  }
}

const isBilled = ({ billedFen }: { billedFen?: number | null }): boolean => billedFen !== null

function linesOf(orders: readonly SimOrder[], account: Account, options: PayOptions): Line[] {
  return orders
    .filter(isPaid)
    .flatMap((order) =>
      [...[order].filter(isBilled).map(paymentEntry), ...order.refunds.filter(isBilled).map(refundEntry)].map((entry) =>
        lineOf(entry, order, account, options),
      ),
    )
}

function fileOf(lines: readonly Line[]): string {
  const paid = yuan(lines.reduce((sum, { paidFen }) => sum + paidFen, 0))
  const refunded = yuan(lines.reduce((sum, { refundedFen }) => sum + refundedFen, 0))
  const fee = feeOf(lines.reduce((sum, { paidFen, refundedFen }) => sum + paidFen - refundedFen, 0))
  const sums = row([String(lines.length), paid, refunded, '0.00', fee, paid, refunded])
  return `\uFEFF${[HEAD, ...lines.map(({ text }) => text), SUM_HEAD, sums].join('\r\n')}\r\n`
}

/** Bills of whole days, from 10:00 of the day after. */
export interface Bills {
  apply(query: URLSearchParams): object
  /** @throws PayRefusal for an address that was not handed out */
  file(query: URLSearchParams): string
}

function requireReady(day: string, now: number): void {
  const start = Date.parse(`${day}T00:00:00+08:00`)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(start)) throw paramError('bill_date')
  if (now - start > KEPT_DAYS * DAY_MS) throw paramError('bill_date 仅支持三个月内')
  if (now < start + DAY_MS) throw paramError('bill_date 账单日期不能是今天或将来')
  if (now < start + DAY_MS + READY_AT_MS) throw new PayRefusal(400, 'STATEMENT_CREATING', '账单生成中')
}

export function createBills(account: Account, orders: Orders, options: PayOptions): Bills {
  const files = new Map<string, string>()
  return {
    apply(query) {
      const day = query.get('bill_date') ?? ''
      requireReady(day, account.now())
      const lines = linesOf(orders.list(), account, options).filter(({ at }) => beijingDay(at) === day)
      if (lines.length === 0) throw new PayRefusal(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
      const text = fileOf(lines.sort((a, b) => a.at - b.at))
      const token = randomBytes(24).toString('base64url')
      keepIn(files, token, text, 100)
      return {
        hash_type: 'SHA1',
        hash_value: createHash('sha1').update(text).digest('hex'),
        download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${token}`,
      }
    },
    file(query) {
      const text = files.get(query.get('token') ?? '')
      if (text === undefined) throw new PayRefusal(404, 'RESOURCE_NOT_EXISTS', '账单文件不存在')
      return text
    },
  }
}
