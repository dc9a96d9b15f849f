import type { BillLine } from '../../platform/pay-port'
import { VendorError } from '../../platform/ports'

/** Columns of a bill of kind ALL that we read: https://pay.weixin.qq.com/doc/v3/merchant/4013071161 */
const columns = {
  at: '交易时间',
  transactionId: '微信订单号',
  outTradeNo: '商户订单号',
  tradeState: '交易状态',
  refundId: '微信退款单号',
  outRefundNo: '商户退款单号',
  refundState: '退款状态',
  fee: '手续费',
  amount: '订单金额',
  refundAmount: '申请退款金额',
} as const

const sums = { count: '总交易单数', amount: '订单总金额', refundAmount: '申请退款总金额' } as const

type Row<C> = Readonly<Record<keyof C, string>>

/** The file is WeChat's, by its hash, and still not a bill as its pages describe one. The same file comes again. */
const unreadable = () => new VendorError('wechat-pay', 'unavailable', false)

/** A number with at most `digits` decimals that count, as a whole number of its last one. */
function wholeOf(text: string, digits: number): number {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d{1,10})(?:\.(\d{1,10}))?$/.exec(text) ?? []
  const kept = decimals.padEnd(digits, '0')
  if (whole === '' || /[1-9]/.test(kept.slice(digits))) throw unreadable()
  const value = Number(whole + kept.slice(0, digits))
  return sign && value > 0 ? -value : value
}

const fenOf = (yuan: string): number => wholeOf(yuan, 2)

/** Values begin with a backtick each, so that spreadsheets keep long numbers; a comma inside a value is not a separator. */
function rowOf<C extends Readonly<Record<string, string>>>(line: string, head: string, wanted: C): Row<C> {
  const names = head.split(',')
  const values = line.slice(1).split(',`')
  if (!line.startsWith('`') || values.length !== names.length) throw unreadable()
  const pick = (name: string) => values[names.indexOf(name)] ?? unreadableValue()
  return Object.fromEntries(Object.entries(wanted).map(([key, name]) => [key, pick(name)])) as Row<C>
}

const unreadableValue = (): never => {
  throw unreadable()
}

/** Bills write the wall clock of Beijing, where no clock is ever changed. */
function instantOf(text: string): Date {
  const at = new Date(`${text.replace(' ', 'T')}+08:00`)
  if (Number.isNaN(at.getTime())) throw unreadable()
  return at
}

function lineOf(row: Row<typeof columns>): BillLine {
  const isPayment = row.tradeState === 'SUCCESS'
  const { outTradeNo, transactionId, outRefundNo, refundId } = row
  return {
    kind: isPayment ? 'payment' : 'refund',
    at: instantOf(row.at),
    outTradeNo,
    transactionId,
    ...(!isPayment && { outRefundNo, refundId }),
    amountFen: fenOf(isPayment ? row.amount : row.refundAmount),
    feeMilliFen: wholeOf(row.fee, 5),
    status: isPayment ? row.tradeState : row.refundState,
  }
}

const sumOf = (lines: readonly BillLine[], kind: BillLine['kind']): number =>
  lines.reduce((sum, line) => sum + (line.kind === kind ? line.amountFen : 0), 0)

function requireSums(lines: readonly BillLine[], total: Row<typeof sums>): void {
  const isComplete =
    lines.length === Number(total.count) &&
    sumOf(lines, 'payment') === fenOf(total.amount) &&
    sumOf(lines, 'refund') === fenOf(total.refundAmount)
  if (!isComplete) throw unreadable()
}

/**
 * The lines of a trade bill, which have to come to the sums under them.
 * @throws VendorError for a file that is not one
 */
export function parseBill(text: string): readonly BillLine[] {
  const all = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const [head = '', ...rest] = all.filter((line) => line !== '')
  const rows = rest.slice(0, -2)
  const [sumHead = '', sumLine = ''] = rest.slice(-2)
  const lines = rows.map((line) => lineOf(rowOf(line, head, columns)))
  requireSums(lines, rowOf(sumLine, sumHead, sums))
  return lines
}
