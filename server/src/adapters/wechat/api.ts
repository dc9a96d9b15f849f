import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { VendorError } from '../../platform/ports'
import { refusal, unavailable } from './errcodes'

/** The pause before the one repeat, in ms. */
const REPEAT_AFTER_MS = 100

/**
 * Which failures are answered by one repeat:
 * - `unavailable`: any, because the call changes nothing when it is made twice;
 * - `unanswered`: only a connection that broke before an answer. After a time-out or a bad answer WeChat may have spent
 *   the one-time code, and a repeat would only turn "try again" into "code used";
 * - `never`: none, because a repeat would do the thing twice.
 */
type Repeat = 'unavailable' | 'unanswered' | 'never'

/** One call of WeChat's server API. */
interface WechatCall<T> {
  path: string
  query: Record<string, string>
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: unknown
  reply: z.ZodType<T>
  repeat: Repeat
}

/** Makes a call and answers its parsed reply. Throws only {@link VendorError}, whose text holds nothing that was sent. */
export type WechatApi = <T>(call: WechatCall<T>) => Promise<T>

type Outcome<T> = { value: T } | { error: VendorError; unanswered: boolean }

const failed = (error: VendorError): { error: VendorError; unanswered: boolean } => ({ error, unanswered: false })

const envelope = z.object({ errcode: z.number().int().optional() })

function readReply<T>(text: string, reply: z.ZodType<T>): Outcome<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return failed(unavailable())
  }
  const head = envelope.safeParse(json)
  if (!head.success) return failed(unavailable())
  if (head.data.errcode) return failed(refusal(head.data.errcode))
  const parsed = reply.safeParse(json)
  return parsed.success ? { value: parsed.data } : failed(unavailable())
}

const mayRepeat = (repeat: Repeat, { error, unanswered }: { error: VendorError; unanswered: boolean }): boolean =>
  (repeat === 'unavailable' && error.reason === 'unavailable') || (repeat === 'unanswered' && unanswered)

function requestOf({ path, query, body }: WechatCall<unknown>, baseUrl: string): [url: string, init: RequestInit] {
  const url = `${baseUrl}${path}?${new URLSearchParams(query).toString()}`
  // A redirect would carry the secret in the query to another host, so it is not followed.
  if (body === undefined) return [url, { redirect: 'manual' }]
  const headers = { 'content-type': 'application/json' }
  return [url, { redirect: 'manual', method: 'POST', headers, body: JSON.stringify(body) }]
}

/**
 * A client of WeChat's server API.
 *
 * @param options.baseUrl `https://api.weixin.qq.com`, or whatever speaks the same protocol
 * @param options.timeoutMs for one attempt, from connecting to the last byte
 */
export function createApi(options: { baseUrl: string; fetch: typeof fetch; timeoutMs: number }): WechatApi {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')

  async function attempt<T>(call: WechatCall<T>): Promise<Outcome<T>> {
    const signal = AbortSignal.timeout(options.timeoutMs)
    const [url, init] = requestOf(call, baseUrl)
    let response: Response
    try {
      response = await options.fetch(url, { ...init, signal })
    } catch {
      // The caught error is dropped: its text or cause may quote the URL, and with it the secret.
      return { error: unavailable(), unanswered: !signal.aborted }
    }
    try {
      const text = await response.text()
      return response.ok ? readReply(text, call.reply) : failed(unavailable())
    } catch {
      return failed(unavailable())
    }
  }

  return async (call) => {
    let outcome = await attempt(call)
    if ('error' in outcome && mayRepeat(call.repeat, outcome)) {
      await pause(REPEAT_AFTER_MS)
      outcome = await attempt(call)
    }
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }
}
