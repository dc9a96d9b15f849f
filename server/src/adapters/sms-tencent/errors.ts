import { VendorError, type VendorReason } from '../../platform/ports'

type Verdict = readonly [reason: VendorReason, retryable: boolean]

const verdicts: Readonly<Record<string, Verdict>> = {
  RequestLimitExceeded: ['rate_limited', true],
  'LimitExceeded.DeliveryFrequencyLimit': ['rate_limited', true],
  'LimitExceeded.PhoneNumberThirtySecondLimit': ['rate_limited', true],
  'FailedOperation.InsufficientBalanceInSmsPackage': ['quota', false],
  'FailedOperation.PhoneNumberInBlacklist': ['user_blocked', false],
}

/** Families of codes, where the code itself is not listed. */
function familyOf(code: string): Verdict {
  if (code.startsWith('LimitExceeded.')) return ['quota', false]
  if (code.startsWith('RequestLimitExceeded.')) return ['rate_limited', true]
  if (code.startsWith('InternalError')) return ['unavailable', true]
  return ['bad_request', false]
}

/** The error for a refusal. The vendor's message is left out: it may quote what was sent. */
export function refusal(code: string): VendorError {
  const [reason, retryable] = verdicts[code] ?? familyOf(code)
  return new VendorError('sms-tencent', reason, retryable, code)
}

/** No usable answer: whether the message left nobody knows. */
export const unavailable = (): VendorError => new VendorError('sms-tencent', 'unavailable', true)
