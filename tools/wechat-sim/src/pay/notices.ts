import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { keepLast } from '../bounded'
import type { NoticeFault, PayFaults } from './faults'
import { wireTime } from './fields'
import type { NoticeKind } from './options'
import type { SignedHeaders, Signing } from './signing'

const SECOND = 1000

/** WeChat's pauses, in seconds: 24 hours in all. https://pay.weixin.qq.com/doc/v3/merchant/4012791861 */
const PAUSES = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600]
const FASTER = 15

const DEFAULT_DELAYS_MS: readonly number[] = [0, ...PAUSES.map((seconds) => (seconds * SECOND) / FASTER)]
const LATE_MS = 10 * SECOND
const TIMEOUT_MS = 5 * SECOND

/** What is to be told, to whom. */
interface News {
  kind: NoticeKind
  event: string
  outTradeNo: string
  outRefundNo?: string
  notifyUrl: string
  content: object
}

/** One notice and what became of it. */
export interface SimNotice {
  id: string
  at: string
  kind: NoticeKind
  event: string
  outTradeNo: string
  outRefundNo?: string
  fault?: NoticeFault
  state: 'waiting' | 'taken' | 'lost' | 'given_up'
  /** HTTP statuses that came back; 0 when nobody answered in time. */
  answers: number[]
}

export interface Notices {
  send(news: News): void
  list(): readonly SimNotice[]
  /** Resolves when nothing is under way; what is kept back or lost does not count. */
  idle(): Promise<void>
  /** A notice as it would be posted now: body and headers. */
  written(event: string, content: object): { body: string; headers: SignedHeaders }
  /** Nothing is sent any more. */
  stop(): void
}

interface Options {
  signing: Signing
  faults: PayFaults
  delaysMs?: readonly number[]
  now: () => number
}

const isTaken = (status: number): boolean => status >= 200 && status < 300

/** A fen more than is true. */
function overstated(content: object, kind: NoticeKind): object {
  const { amount } = content as { amount: { total: number; refund?: number } }
  const { total, refund = 0 } = amount
  return {
    ...content,
    amount: { ...amount, ...(kind === 'payment_notice' ? { total: total + 1 } : { refund: refund + 1 }) },
  }
}

const contentOf = (notice: SimNotice, { content, kind }: News): object =>
  notice.fault === 'wrong_amount' ? overstated(content, kind) : content

function bodyOf({ id, at, event }: Pick<SimNotice, 'id' | 'at' | 'event'>, content: object, signing: Signing): string {
  const type = event.startsWith('REFUND') ? 'refund' : 'transaction'
  return JSON.stringify({
    id,
    create_time: at,
    resource_type: 'encrypt-resource',
    event_type: event,
    summary: type === 'transaction' ? '支付成功' : '退款结果',
    resource: { original_type: type, ...signing.seal(JSON.stringify(content), type) },
  })
}

function noticeOf({ kind, event, outTradeNo, outRefundNo }: News, at: string, fault?: NoticeFault): SimNotice {
  const head = { id: randomUUID(), at, kind, event, outTradeNo, ...(outRefundNo && { outRefundNo }) }
  return { ...head, ...(fault && { fault }), state: 'waiting', answers: [] }
}

/** Another signature of the same length. */
const spoiled = (signature = ''): string => (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)

const spoil = (headers: SignedHeaders): SignedHeaders => ({
  ...headers,
  'wechatpay-signature': spoiled(headers['wechatpay-signature']),
})

const probe = (headers: SignedHeaders): SignedHeaders => ({
  ...headers,
  'wechatpay-signature': `WECHATPAY/SIGNTEST/${headers['wechatpay-signature'] ?? ''}`,
})

/** The status that came back. */
async function post(url: string, body: string, headers: SignedHeaders): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/4.0', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

/** Posts notices as WeChat does: again and again until one is taken. */
export function createNotices({ signing, faults, delaysMs = DEFAULT_DELAYS_MS, now }: Options): Notices {
  const notices: SimNotice[] = []
  const underWay = new Set<Promise<void>>()
  const keptBack: (() => void)[] = []
  const stopped = new AbortController()

  const wait = (ms: number) => pause(ms, undefined, { ref: false, signal: stopped.signal })

  async function attempt(notice: SimNotice, { notifyUrl }: News, body: string): Promise<boolean> {
    const headers = signing.noticeHeadersOf(body)
    const sent = notice.fault === 'bad_signature' ? spoil(headers) : headers
    const status = await post(notifyUrl, body, sent)
    notice.answers.push(status)
    return isTaken(status)
  }

  async function untilTaken(notice: SimNotice, news: News, body: string): Promise<void> {
    for (const ms of delaysMs) {
      await wait(ms)
      if (!(await attempt(notice, news, body))) continue
      notice.state = 'taken'
      if (notice.fault === 'twice') await attempt(notice, news, body)
      return
    }
    notice.state = 'given_up'
  }

  async function deliver(notice: SimNotice, news: News, delayMs: number): Promise<void> {
    await wait(delayMs)
    const body = bodyOf(notice, contentOf(notice, news), signing)
    if (notice.fault === 'signtest')
      notice.answers.push(await post(news.notifyUrl, body, probe(signing.noticeHeadersOf(body))))
    await untilTaken(notice, news, body)
  }

  function start(notice: SimNotice, news: News, delayMs: number): void {
    const work = deliver(notice, news, delayMs)
      .catch(() => undefined)
      .finally(() => {
        underWay.delete(work)
        if (notice.fault !== 'out_of_order') keptBack.splice(0).forEach((go) => go())
      })
    underWay.add(work)
  }

  return {
    send(news) {
      const hit = faults.hitNotice(news.kind)
      const notice = noticeOf(news, wireTime(now()), hit?.kind)
      keepLast(notices, notice)
      if (notice.fault === 'lost') notice.state = 'lost'
      else if (notice.fault === 'out_of_order') keptBack.push(() => start(notice, news, 0))
      else start(notice, news, notice.fault === 'late' ? (hit?.delayMs ?? LATE_MS) : 0)
    },
    list: () => notices,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    written(event, content) {
      const body = bodyOf({ id: randomUUID(), at: wireTime(now()), event }, content, signing)
      return { body, headers: signing.noticeHeadersOf(body) }
    },
    stop: () => stopped.abort(),
  }
}
