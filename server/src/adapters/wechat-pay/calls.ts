import { createHash } from 'node:crypto'
import type WxPay from 'wechatpay-node-v3'
import * as z from 'zod'
import type { BillLine, PayOrder, PayParams, Payment, Refund, RefundOrder } from '../../platform/pay-port'
import { VendorError } from '../../platform/ports'
import { parseBill } from './bill-file'
import { badRequest, unavailable, untrusted } from './errors'
import { API, type Answer } from './service'
import { payment, refund } from './shapes'

/** The library with an HTTP service that has checked what it answers. */
export interface Calls {
  readonly pay: WxPay
  /** Answers {@link Answer}, unchecked: for files, which WeChat does not sign. */
  readonly raw: WxPay
  readonly notifyUrl: string
}

const upTo = (bytes: number) =>
  z
    .string()
    .regex(/^[^\r\n]*$/)
    .refine((text) => Buffer.byteLength(text) <= bytes)

// The library puts them into paths as they are.
const outTradeNo = z.string().regex(/^[\w-]{6,32}$/)
const outRefundNo = z.string().regex(/^[\w-]{1,64}$/)
const fen = z.number().int().min(1).max(2_147_483_647)

const order = z.object({
  openid: z.string().regex(/^[\w-]{1,128}$/),
  description: upTo(127).min(1),
  outTradeNo,
  amountFen: fen,
  expiresAt: z.date(),
  attach: upTo(128).optional(),
})

const codeOrder = order.omit({ openid: true })

const refundOrder = z
  .object({ outTradeNo, outRefundNo, amountFen: fen, totalFen: fen, reason: upTo(80).min(1) })
  .refine(({ amountFen, totalFen }) => amountFen <= totalFen)

const day = z.iso.date()

const params = z.object({
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string().regex(/^prepay_id=./),
  signType: z.literal('RSA'),
  paySign: z.string(),
})

const code = z.object({ code_url: z.string().regex(/^(weixin|https?):\/\/\S{1,500}$/) })

const billPlace = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string(),
  download_url: z.url().transform((text) => new URL(text)),
})

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const { success, data } = schema.safeParse(value)
  if (!success) throw badRequest()
  return data
}

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const { success, data } = schema.safeParse(value)
  if (!success) throw unavailable()
  return data
}

const isReason = (error: unknown, reason: VendorError['reason']): boolean =>
  error instanceof VendorError && error.reason === reason

/** `answer`, or undefined when WeChat knows no such thing. */
const unlessUnknown = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (isReason(error, 'not_found')) return undefined
    throw error
  })

/** `2026-07-01T10:34:56+08:00`: the form WeChat asks for. */
const beijingTime = (at: Date): string => `${new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`

const written = ({ outTradeNo: number, ...wanted }: z.infer<typeof codeOrder>, notifyUrl: string) => ({
  description: wanted.description,
  out_trade_no: number,
  time_expire: beijingTime(wanted.expiresAt),
  ...(wanted.attach && { attach: wanted.attach }),
  notify_url: notifyUrl,
  amount: { total: wanted.amountFen, currency: 'CNY' },
})

export async function prepay({ pay, notifyUrl }: Calls, wanted: PayOrder): Promise<PayParams> {
  const { openid, ...rest } = checked(order, wanted)
  const answer = await pay.transactions_jsapi({ ...written(rest, notifyUrl), payer: { openid } })
  return read(params, answer.data)
}

export async function prepayByCode({ pay, notifyUrl }: Calls, wanted: Omit<PayOrder, 'openid'>): Promise<string> {
  const answer = await pay.transactions_native(written(checked(codeOrder, wanted), notifyUrl))
  return read(code, answer.data).code_url
}

export async function query({ pay }: Calls, number: string): Promise<Payment | undefined> {
  const found = await unlessUnknown(pay.query({ out_trade_no: checked(outTradeNo, number) }))
  return found && aboutThat(read(payment, found.data), 'outTradeNo', number)
}

export async function close({ pay }: Calls, number: string): Promise<void> {
  try {
    await pay.close(checked(outTradeNo, number))
  } catch (error) {
    if (!isReason(error, 'closed')) throw error
  }
}

export async function askRefund({ pay, notifyUrl }: Calls, wanted: RefundOrder): Promise<Refund> {
  const { amountFen, totalFen, reason, ...numbers } = checked(refundOrder, wanted)
  const { data } = await pay.refunds({
    out_trade_no: numbers.outTradeNo,
    out_refund_no: numbers.outRefundNo,
    reason,
    notify_url: notifyUrl,
    amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
  })
  return aboutThat(read(refund, data), 'outRefundNo', wanted.outRefundNo)
}

export async function queryRefund({ pay }: Calls, number: string): Promise<Refund | undefined> {
  const found = await unlessUnknown(pay.find_refunds(checked(outRefundNo, number)))
  return found && aboutThat(read(refund, found.data), 'outRefundNo', number)
}

/** A signed answer to another question proves nothing about this one. */
function aboutThat<K extends string, T extends Readonly<Record<K, string>>>(answer: T, field: K, asked: string): T {
  if (answer[field] !== asked) throw untrusted()
  return answer
}

export async function tradeBill({ pay, raw }: Calls, date: string): Promise<readonly BillLine[]> {
  const found = await unlessUnknown(pay.tradebill({ bill_date: checked(day, date), bill_type: 'ALL' }))
  if (!found) return []
  const { hash_value, download_url } = read(billPlace, found.data)
  // Our signature goes to WeChat's address and to nowhere else, whatever the answer says.
  const file = await raw.downloadBill(API + download_url.pathname + download_url.search)
  const { bytes } = file.data as Answer
  if (createHash('sha1').update(bytes).digest('hex') !== hash_value.toLowerCase()) throw untrusted()
  return parseBill(bytes.toString('utf8'))
}
