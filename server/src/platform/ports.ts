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

/** What each text message says. A vendor has approved a template like it and fills in the values itself. */
export const smsTexts = {
  login_code: '登录验证码 {code}',
  booking_confirmed: '您预约的{time}到店服务已确认，门店：{store}，改约请打开小程序。',
  booking_reminder: '提醒您：您预约了{time}到店，门店：{store}，如不能到店请提前取消或致电{phone}。',
  booking_rejected: '很抱歉，您预约的{time}未能安排，原因：{reason}。您可以打开小程序另选时间。',
  booking_cancelled: '您预约的{time}已由门店取消，原因：{reason}。如有疑问请致电{phone}。',
  booking_delayed:
    '非常抱歉，您预约的{time}将推迟约{minutes}分钟，预计{next}开始。可晚到或改约，不影响信用，咨询{phone}。',
  booking_on_time: '您预约的{time}可以按原时间开始，请按原时间到店，门店：{store}。',
  waitlist_offer: '您候补的时间有空位了：{time}，{store}，为您保留{minutes}分钟，请到“我的预约”接受。',
  booking_moved: '您的预约已改到{time}，门店：{store}，如不方便请致电{phone}。',
} as const
export type SmsTemplate = keyof typeof smsTexts

/** The names of the values in a text, in their order, each once. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')),
]

export interface SmsMessage {
  /** A mainland number without country code. */
  readonly phone: string
  readonly template: SmsTemplate
  readonly variables: Readonly<Record<string, string>>
  /** A wording of the sender's own, with the vendor's name of the template that says it; else the one of {@link smsTexts}. */
  readonly own?: { readonly vendorTemplate: string; readonly text: string }
}

/** What became of a message, as the vendor reports it later. */
export interface SmsReport {
  readonly receiptId: string
  readonly isDelivered: boolean
  /** The vendor's own word for it. */
  readonly code: string
}

/** What the server needs from an SMS vendor. Values have 1 to 35 characters. Throws {@link VendorError}. */
export interface SmsPort {
  /** A repeat sends another message. The receipt is what reports name; null where there are none. */
  send(message: SmsMessage): Promise<{ readonly receiptId: string | null }>
  /** Reads the delivery reports that the vendor has posted. `bad_request` for what is no report of this vendor. */
  readReports(body: unknown): SmsReport[]
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
