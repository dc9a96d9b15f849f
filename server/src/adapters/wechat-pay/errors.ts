import * as z from 'zod'
import { VendorError, type VendorReason } from '../../platform/ports'

type Verdict = readonly [reason: VendorReason, retryable: boolean]

/**
 * By WeChat's code without its underscores: its pages write both ORDERPAID and ORDER_PAID. INVALID_REQUEST is its word for
 * what is well formed and against the state of the order.
 */
const verdicts: Readonly<Record<string, Verdict>> = {
  ORDERPAID: ['already_paid', false],
  ORDERCLOSED: ['closed', false],
  OUTTRADENOUSED: ['conflict', false],
  INVALIDREQUEST: ['conflict', false],
  TRADEERROR: ['conflict', false],
  ORDERNOTEXIST: ['not_found', false],
  RESOURCENOTEXISTS: ['not_found', false],
  NOTENOUGH: ['not_enough', true],
  STATEMENTCREATING: ['not_ready', true],
  NOSTATEMENTEXIST: ['not_found', false],
  FREQUENCYLIMITED: ['rate_limited', true],
  FREQUENCYLIMITEXCEED: ['rate_limited', true],
  RATELIMITEXCEEDED: ['rate_limited', true],
  USERACCOUNTABNORMAL: ['user_blocked', false],
  SYSTEMERROR: ['unavailable', true],
  BANKERROR: ['unavailable', true],
}

const vendorError = ([reason, retryable]: Verdict, code?: number | string) =>
  new VendorError('wechat-pay', reason, retryable, code)

/** No usable answer: network, time-out, 5xx, or something of another shape. What became of the call is not known. */
export const unavailable = (): VendorError => vendorError(['unavailable', true])

/** An answer that WeChat did not sign, or not for us. What became of the call is not known. */
export const untrusted = (): VendorError => vendorError(['untrusted', true])

/** The call breaks a rule of WeChat's and was not sent. */
export const badRequest = (): VendorError => vendorError(['bad_request', false])

const refusal = z.object({ code: z.string().regex(/^[A-Z_]{1,40}$/) })

const codeIn = (text: string): string | undefined => {
  try {
    return refusal.safeParse(JSON.parse(text)).data?.code
  } catch {
    return undefined
  }
}

const verdictOf = (status: number): Verdict => {
  if (status === 429) return ['rate_limited', true]
  return status >= 500 ? ['unavailable', true] : ['bad_request', false]
}

/** The error for an answer other than 2xx. WeChat's `message` is left out on purpose: it may quote what was sent. */
export function refusalOf(status: number, text: string): VendorError {
  const code = codeIn(text)
  return vendorError(verdicts[code?.replaceAll('_', '') ?? ''] ?? verdictOf(status), code ?? status)
}
