import { VendorError, type VendorReason } from '../../platform/ports'

type Verdict = readonly [reason: VendorReason, retryable: boolean]

const verdicts: Readonly<Record<string, Verdict>> = {
  'isv.AMOUNT_NOT_ENOUGH': ['quota', false],
  'isv.OUT_OF_SERVICE': ['quota', false],
  'isv.DAY_LIMIT_CONTROL': ['quota', false],
  'isv.MONTH_LIMIT_CONTROL': ['quota', false],
  'isv.MOBILE_BLACK_LIST': ['user_blocked', false],
  'isp.SYSTEM_ERROR': ['unavailable', true],
  ServiceUnavailable: ['unavailable', true],
  InternalError: ['unavailable', true],
}

/** `isv.BUSINESS_LIMIT_CONTROL` is one code for limits of a minute, an hour and a day; only its message says which. */
const limitOf = (message: string): Verdict => (message.includes('分钟') ? ['rate_limited', true] : ['quota', false])

function verdictOf(code: string, message: string): Verdict {
  if (code === 'isv.BUSINESS_LIMIT_CONTROL') return limitOf(message)
  if (code.startsWith('Throttling')) return ['rate_limited', true]
  return verdicts[code] ?? ['bad_request', false]
}

/** The error for a refusal. Its message is read for a limit and then left out: it may quote what was sent. */
export function refusal(code: string, message: string): VendorError {
  const [reason, retryable] = verdictOf(code, message)
  return new VendorError('sms-aliyun', reason, retryable, code)
}

/** No usable answer: whether the message left nobody knows. */
export const unavailable = (): VendorError => new VendorError('sms-aliyun', 'unavailable', true)
