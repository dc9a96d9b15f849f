/** The merchant account that the simulator plays, as the merchant console would show it. Keys are PEM. */
export interface PayOptions {
  mchid: string
  /** Serial number of the merchant's API certificate: requests name it. */
  serial: string
  merchantPublicKey: string
  /** 32 characters. */
  apiV3Key: string
  /** 微信支付公钥. Without it WeChat signs with its certificate, with both by the one that the request names. */
  publicKey?: { id: string; privateKey: string }
  /** A platform certificate, made here. */
  certificate?: { serial: string; privateKey: string }
  /** What signs notices when there are both; the public key when left out. */
  noticesBy?: 'publicKey' | 'certificate'
  /** True where log-ins are not this simulator's: it then takes any openid. */
  anyOpenid?: boolean
  /** What the cashier page calls the merchant. */
  merchantName?: string
  /** Waits in ms before each attempt of a notice; WeChat's own, 15 times faster, when left out. */
  noticeDelaysMs?: readonly number[]
  /** From asking for a refund to its end; 1500 when left out. Infinity leaves it to the control API. */
  refundDelayMs?: number
  /** Between two refunds of an order; a minute when left out. */
  refundGapMs?: number
}

/** One kind of call, or one kind of notice, that a fault may hit. */
export const payCalls = [
  'prepay',
  'prepay_code',
  'query',
  'close',
  'refund',
  'refund_query',
  'bill',
  'bill_file',
  'certificates',
] as const

export type PayCall = (typeof payCalls)[number]

export const noticeKinds = ['payment_notice', 'refund_notice'] as const

export type NoticeKind = (typeof noticeKinds)[number]
