import * as z from 'zod'
import { PayNoticeRefused, type NoticeHeaders, type NoticeRefusal, type PayNotice } from '../../platform/pay-port'
import type { PlatformKeys } from './keys'
import { sealed, unseal } from './resource'
import { noticedRefund, paid } from './shapes'
import { distrustOf } from './signature'

/** WeChat's notices have about 1 kB. */
const MAX_BODY_BYTES = 64 * 1024

interface Options {
  readonly appid: string
  readonly mchid: string
  readonly apiV3Key: string
  readonly keys: PlatformKeys
  readonly now: () => number
}

const envelope = z.object({
  id: z.string().min(1).max(64),
  event_type: z.enum(['TRANSACTION.SUCCESS', 'REFUND.SUCCESS', 'REFUND.CLOSED', 'REFUND.ABNORMAL']),
  resource_type: z.literal('encrypt-resource'),
  resource: sealed,
})

const refuse = (why: NoticeRefusal): never => {
  throw new PayNoticeRefused(why)
}

/** Text that is not JSON reads as undefined. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function envelopeIn(rawBody: string): z.infer<typeof envelope> {
  const { data, error } = envelope.safeParse(parse(rawBody))
  if (data) return data
  return refuse(error.issues.some(({ path }) => path[0] === 'event_type') ? 'event' : 'body')
}

const headerOf = (headers: NoticeHeaders) => (name: string) => {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

const account = z.object({ mchid: z.string(), appid: z.string().optional() })

function requireAccount(resource: unknown, { mchid, appid }: Options, isPayment: boolean): void {
  const { data } = account.safeParse(resource)
  if (!data) return refuse('resource')
  const isOurs = data.mchid === mchid && (isPayment ? data.appid === appid : (data.appid ?? appid) === appid)
  if (!isOurs) refuse('account')
}

/** Answers what a notice says, once it is proved that WeChat wrote it. Throws {@link PayNoticeRefused} and nothing else. */
export async function readNotice(options: Options, headers: NoticeHeaders, rawBody: string): Promise<PayNotice> {
  if (Buffer.byteLength(rawBody) > MAX_BODY_BYTES) refuse('size')
  const keys = await options.keys.current().catch(() => refuse('serial'))
  const distrust = distrustOf(headerOf(headers), rawBody, keys, options.now())
  if (distrust) return refuse(distrust)
  const { id, event_type, resource } = envelopeIn(rawBody)
  const content = parse(unseal(resource, options.apiV3Key) ?? refuse('resource'))
  const isPayment = event_type === 'TRANSACTION.SUCCESS'
  requireAccount(content, options, isPayment)
  return isPayment ? { id, ...paymentIn(content) } : { id, ...refundIn(content, event_type) }
}

function paymentIn(content: unknown) {
  const { data } = paid.safeParse(content)
  return data?.state === 'paid' ? { kind: 'payment' as const, payment: data } : refuse('resource')
}

const refundEvents = { done: 'REFUND.SUCCESS', closed: 'REFUND.CLOSED', abnormal: 'REFUND.ABNORMAL' } as const

function refundIn(content: unknown, event: string) {
  const { data } = noticedRefund.safeParse(content)
  if (!data || data.state === 'processing' || refundEvents[data.state] !== event) return refuse('resource')
  return { kind: 'refund' as const, refund: data }
}
