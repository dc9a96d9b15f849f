import type { IPayRequest } from 'wechatpay-node-v3/dist/lib/pay-request.interface'
import { badRequest, refusalOf, unavailable } from './errors'

/** The address that the library writes into every call. It signs the path only, so another may answer. */
export const API = 'https://api.mch.weixin.qq.com'

const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/** An answer of 2xx, as it came. */
export interface Answer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly bytes: Buffer
}

interface ServiceOptions {
  /** {@link API}, or the simulator's address. */
  readonly baseUrl: string
  /** For one call, from connecting to the last byte. */
  readonly timeoutMs: number
  readonly fetch: typeof fetch
  /** Set in public-key mode: WeChat then signs with that key. */
  readonly publicKeyId: string | undefined
  /** Turns an answer of any status into what the library hands on. Throws VendorError. */
  readonly read: (answer: Answer) => unknown
}

type Headers = Record<string, string>

/**
 * The HTTP of wechatpay-node-v3, which by itself knows no time-out and believes every answer. Throws VendorError and nothing
 * else, and none of them holds an address, a header or an answer.
 */
export function createService(options: ServiceOptions): IPayRequest {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const serial: Headers = options.publicKeyId ? { 'wechatpay-serial': options.publicKeyId } : {}

  async function exchange(url: string, init: RequestInit): Promise<Answer> {
    if (!url.startsWith(`${API}/`)) throw badRequest()
    const signal = AbortSignal.timeout(options.timeoutMs)
    try {
      // A redirect would carry the signature elsewhere, so it is not followed.
      const response = await options.fetch(baseUrl + url.slice(API.length), { ...init, redirect: 'manual', signal })
      if (Number(response.headers.get('content-length')) > MAX_ANSWER_BYTES) throw unavailable()
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, bytes }
    } catch {
      // The caught error is dropped: its text or cause may quote the address.
      throw unavailable()
    }
  }

  async function send(url: string, init: RequestInit) {
    const answer = await exchange(url, init)
    return { status: answer.status, data: await options.read(answer) }
  }

  return {
    get: (url, headers) => send(url, { headers: { ...(headers as Headers), ...serial } }),
    post: (url, params, headers) =>
      send(url, { method: 'POST', headers: { ...(headers as Headers), ...serial }, body: JSON.stringify(params) }),
    upload: () => Promise.reject(badRequest()),
  }
}

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300

/** @throws VendorError for an answer other than 2xx */
export function requireSuccess(answer: Answer): void {
  if (!isSuccess(answer)) throw refusalOf(answer.status, answer.bytes.toString('utf8'))
}

/** The JSON of an answer; an empty one is an empty object. */
export function jsonOf({ bytes }: Answer): unknown {
  try {
    return bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'))
  } catch {
    throw unavailable()
  }
}
