import { VendorError, type VendorReason } from '../../platform/ports'

type Verdict = readonly [reason: VendorReason, retryable: boolean]

const verdicts: Readonly<Record<number, Verdict>> = {
  [-1]: ['unavailable', true],
  40029: ['code_invalid', false],
  40163: ['code_used', false],
  40226: ['user_blocked', false],
  43101: ['user_refused', false],
  45011: ['rate_limited', true],
  45009: ['rate_limited', true],
  1400001: ['quota', false],
  40001: ['unavailable', true],
  40014: ['unavailable', true],
  42001: ['unavailable', true],
}

/** WeChat's words for "this access token is not (or no longer) good". */
const tokenRefusals: ReadonlySet<number | string | undefined> = new Set([40001, 40014, 42001])

/**
 * The error for a refusal that WeChat numbered. A number that is not listed means that we asked for something wrong
 * (a page, a field, our own credentials), and that repeating it changes nothing.
 *
 * WeChat's `errmsg` is left out on purpose: it may quote what was sent.
 */
export const refusal = (errcode: number): VendorError => {
  const [reason, retryable] = verdicts[errcode] ?? ['bad_request', false]
  return new VendorError('wechat', reason, retryable, errcode)
}

/** No usable answer: network, time-out, 5xx, or something that is not WeChat's JSON. The same call may work later. */
export const unavailable = (): VendorError => new VendorError('wechat', 'unavailable', true)

/** True when a fresh access token may make the same call succeed. */
export const isTokenRefusal = (error: unknown): boolean =>
  error instanceof VendorError && tokenRefusals.has(error.vendorCode)
