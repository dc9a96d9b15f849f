/** What the server needs from WeChat. Every method throws {@link VendorError} and nothing else. */
export interface WechatPort {
  /** Exchanges a one-time wx.login code (5 minutes, single use): a repeat throws `code_used`. */
  codeToSession(code: string): Promise<{ openid: string; unionid?: string }>
  /** Exchanges a getPhoneNumber code (5 minutes, single use, not the log-in code) for a mainland number without country code. */
  phoneOf(code: string): Promise<string>
  /** Sends one subscribe message. A repeat sends another one and spends another of the owner's consents. */
  sendSubscribeMessage(message: {
    openid: string
    templateId: string
    page: string
    data: Record<string, string>
  }): Promise<void>
}

/** What a text message says: a template that the vendor has approved, with its own wording. */
export type SmsTemplate =
  | 'login_code'
  | 'booking_confirmed'
  | 'booking_reminder'
  | 'booking_rejected'
  | 'booking_cancelled'
  | 'booking_moved'
  | 'booking_delayed'
  | 'booking_on_time'
  | 'waitlist_offer'

/** What the server needs from an SMS vendor. Values have 1 to 35 characters. A repeat sends another message. Throws {@link VendorError}. */
export interface SmsPort {
  send(message: { phone: string; template: SmsTemplate; variables: Record<string, string> }): Promise<void>
}

/**
 * Where the bytes of files are kept. Keys are ours: parts of `a-z 0-9 . -`, joined by `/`. Throws {@link VendorError} and nothing
 * else.
 */
export interface FilesPort {
  /** Writes all of it or nothing. A repeat writes it again. */
  put(key: string, bytes: Buffer): Promise<void>
  /** Undefined when there is no such file. */
  get(key: string): Promise<Buffer | undefined>
  /** A file that is not there is deleted already. */
  delete(key: string): Promise<void>
}

const FILE_KEY = /^[a-z0-9-]+(\.[a-z0-9]+)*(\/[a-z0-9-]+(\.[a-z0-9]+)*)*$/

/** True for the keys that {@link FilesPort} takes; every adapter refuses others with `bad_request`. */
export const isFileKey = (key: string): boolean => FILE_KEY.test(key)

export type VendorReason =
  | 'code_invalid'
  | 'code_used'
  | 'rate_limited'
  | 'user_refused'
  | 'user_blocked'
  | 'bad_request'
  | 'quota'
  | 'not_found'
  | 'conflict'
  | 'already_paid'
  | 'closed'
  | 'not_enough'
  | 'not_ready'
  | 'untrusted'
  | 'unavailable'

/** A vendor refused or failed. `reason` tells what to do; `retryable` is true when the same call may work later. */
export class VendorError extends Error {
  constructor(
    readonly vendor: string,
    readonly reason: VendorReason,
    readonly retryable: boolean,
    readonly vendorCode?: number | string,
  ) {
    super(`${vendor}: ${reason}${vendorCode === undefined ? '' : ` (${vendorCode})`}`)
    this.name = 'VendorError'
  }
}

/** A small shared store for values like access tokens: memory in one process, Redis in several. */
export interface SharedCache {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** Runs `work` in at most one process at a time per key (lease `ttlMs`); others wait for up to `ttlMs` and then re-read. */
  singleFlight<T>(key: string, ttlMs: number, work: () => Promise<T>): Promise<T>
  delete(key: string): Promise<void>
}
