/**
 * What the server needs from WeChat Pay. Money is in fen (whole numbers), currency CNY. Every method but
 * {@link PayPort.readNotice} throws VendorError and nothing else: `bad_request` for what breaks WeChat's rules, `untrusted`
 * for an answer that WeChat did not sign, `unavailable` when nothing is known of what became of the call.
 */
export interface PayPort {
  /**
   * Opens an order and answers what wx.requestPayment takes. The same order number with the same content may be sent again.
   * Throws `already_paid`, `closed`, or `conflict` when the number was used for another order.
   */
  prepay(order: PayOrder): Promise<PayParams>
  /**
   * The same for somebody who is not in this mini-program: answers what to show as a QR code for WeChat to scan (Native 支付),
   * good for two hours at most. The simulator's is the address of its cashier page.
   */
  prepayByCode(order: Omit<PayOrder, 'openid'>): Promise<string>
  /** Undefined when WeChat does not know the order. */
  query(outTradeNo: string): Promise<Payment | undefined>
  /** Nobody can pay it from now on. Closed already is closed. Throws `already_paid`, or `not_found`. */
  close(outTradeNo: string): Promise<void>
  /**
   * Asks for money back: within a year, at most 50 times per order and a minute apart (`rate_limited`). The same
   * `outRefundNo` answers the same refund, however often it is sent. Throws `not_found` for an unknown order, `conflict` for
   * more than is left or other content under a known number, `not_enough` when the merchant's balance does not suffice.
   */
  refund(order: RefundOrder): Promise<Refund>
  /** Undefined when WeChat does not know the refund. */
  queryRefund(outRefundNo: string): Promise<Refund | undefined>
  /**
   * All payments and refunds of a day in Shanghai (`2026-07-01`), of the last three months. Throws `not_ready` before about
   * 10:00 of the day after. A day without any is an empty list.
   */
  tradeBill(day: string): Promise<readonly BillLine[]>
  /**
   * Reads what WeChat posted to the notice address.
   * @param headers with names in lower case, as node gives them
   * @param rawBody the body as it came, before any parser
   * @throws PayNoticeRefused for everything that WeChat did not sign for this merchant within the last 5 minutes
   */
  readNotice(headers: NoticeHeaders, rawBody: string): Promise<PayNotice>
}

export interface PayOrder {
  /** Of the payer, in this mini-program. */
  readonly openid: string
  /** What the payer reads. At most 127 bytes of UTF-8, in one line. */
  readonly description: string
  /** 6 to 32 of `0-9 A-Z a-z _ -`. */
  readonly outTradeNo: string
  /** From 1. */
  readonly amountFen: number
  readonly expiresAt: Date
  /** Comes back in queries, notices and bills. At most 128 bytes of UTF-8. */
  readonly attach?: string
}

/** The parameters of wx.requestPayment. */
export interface PayParams {
  readonly timeStamp: string
  readonly nonceStr: string
  /** `prepay_id=…` */
  readonly package: string
  readonly signType: 'RSA'
  readonly paySign: string
}

export type Payment = { readonly outTradeNo: string } & (
  | { readonly state: 'unpaid' | 'closed' | 'failed' }
  | {
      /** `refunded`: paid once, and given back in part or whole since. */
      readonly state: 'paid' | 'refunded'
      /** WeChat's own number. */
      readonly transactionId: string
      readonly paidAt: Date
      readonly amountFen: number
      /** What the payer gave; WeChat's own vouchers paid the rest. */
      readonly payerFen: number
      readonly openid: string
      readonly attach?: string
    }
)

export interface RefundOrder {
  readonly outTradeNo: string
  /** 1 to 64 of `0-9 A-Z a-z _ -`. */
  readonly outRefundNo: string
  /** From 1. */
  readonly amountFen: number
  /** What the order came to. */
  readonly totalFen: number
  /** What the payer reads. At most 80 bytes of UTF-8. */
  readonly reason: string
}

export interface Refund {
  readonly outRefundNo: string
  readonly outTradeNo: string
  /** WeChat's own number. */
  readonly refundId: string
  /** `abnormal`: the payer's card cannot take it; somebody has to act in the merchant console. */
  readonly state: 'processing' | 'done' | 'closed' | 'abnormal'
  readonly amountFen: number
  readonly totalFen: number
  readonly doneAt?: Date
}

/** One line of a day's bill. */
export interface BillLine {
  readonly kind: 'payment' | 'refund'
  /** Of the payment; of the refund for a refund. */
  readonly at: Date
  readonly outTradeNo: string
  readonly transactionId: string
  /** Set for refunds. */
  readonly outRefundNo?: string
  readonly refundId?: string
  /** What the order came to, or what was asked back. Above 0 in both cases. */
  readonly amountFen: number
  /** WeChat's fee in thousandths of a fen; below 0 when it is given back. */
  readonly feeMilliFen: number
  /** WeChat's word: SUCCESS for payments, and for refunds SUCCESS, PROCESSING, FAIL or CHANGE. */
  readonly status: string
}

export type NoticeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** `id` names the event: a repeat of a notice has the same. */
export type PayNotice = { readonly id: string } & (
  | { readonly kind: 'payment'; readonly payment: Extract<Payment, { state: 'paid' | 'refunded' }> }
  | { readonly kind: 'refund'; readonly refund: Refund }
)

/**
 * Why a notice is not believed: `size` over the limit, `headers` missing or malformed, `probe` WeChat's own test with a wrong
 * signature, `window` stamped more than 5 minutes away, `serial` of no key we hold, `signature`, `body` not a notice,
 * `resource` not decipherable or of another shape, `account` another merchant or mini-program, `event` of a kind we did not
 * ask for.
 */
export type NoticeRefusal =
  'size' | 'headers' | 'probe' | 'window' | 'serial' | 'signature' | 'body' | 'resource' | 'account' | 'event'

/** Answer it with a failure: a true notice comes again. Holds nothing of what was sent. */
export class PayNoticeRefused extends Error {
  constructor(readonly why: NoticeRefusal) {
    super(`notice refused: ${why}`)
    this.name = 'PayNoticeRefused'
  }
}
