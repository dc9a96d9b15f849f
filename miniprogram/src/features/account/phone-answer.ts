/** What came back from WeChat's getPhoneNumber button. */
export type PhoneAnswer =
  | { readonly kind: 'code'; readonly code: string }
  /** The owner said no, which is fine. */
  | { readonly kind: 'refused' }
  /** WeChat cannot give it: quota used up (errno 1400001), account not verified, client too old. */
  | { readonly kind: 'unavailable' }

/** Reads the event of the button. Old clients send no code at all, only data that we do not take. */
export function readPhoneAnswer(detail: unknown): PhoneAnswer {
  const { code, errMsg } = (detail ?? {}) as { code?: unknown; errMsg?: unknown }
  if (typeof code === 'string' && code !== '') return { kind: 'code', code }
  return { kind: /deny|cancel/.test(String(errMsg)) ? 'refused' : 'unavailable' }
}
