import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { Clock } from '@pitlane/kernel'
import WxPay from 'wechatpay-node-v3'
import type { PayPort } from '../../platform/pay-port'
import { askRefund, close, prepay, prepayByCode, query, queryRefund, tradeBill } from './calls'
import { untrusted } from './errors'
import { certificatesIn, createPlatformKeys, type PlatformKeys } from './keys'
import { readNotice } from './notice'
import { API, createService, jsonOf, requireSuccess, type Answer } from './service'
import { distrustOf, isSigned } from './signature'

/** How to reach WeChat Pay as one merchant. */
export interface WechatPayOptions {
  /** {@link API}, or the simulator's address. */
  readonly baseUrl: string
  readonly appid: string
  readonly mchid: string
  /** Of the merchant's API certificate. */
  readonly serial: string
  /** The merchant's, PEM. */
  readonly privateKey: string
  /** 32 bytes. */
  readonly apiV3Key: string
  /** 微信支付公钥: `PUB_KEY_ID_…` and PEM. Without it WeChat signs with platform certificates. */
  readonly publicKey?: { readonly id: string; readonly pem: string }
  /** Where WeChat posts its notices. */
  readonly notifyUrl: string
  readonly clock: Clock
  /** For one call, in ms; 4000 when left out. A notice, which has 5 s, may wait for one. */
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

/** The library, which signs what leaves by the HTTP service that it is given. It checks nothing, and holds no APIv3 key. */
function createSigner(options: WechatPayOptions, read: (answer: Answer) => unknown): WxPay {
  const { appid, mchid, serial, privateKey, baseUrl, timeoutMs = 4000 } = options
  const pay = new WxPay({
    appid,
    mchid,
    serial_no: serial,
    privateKey: Buffer.from(privateKey),
    // Only read for a serial number that is not given.
    publicKey: Buffer.from(publicPem(privateKey)),
    userAgent: 'pitlane',
  })
  const publicKeyId = options.publicKey?.id
  pay.createHttp(createService({ baseUrl, timeoutMs, fetch: options.fetch ?? fetch, publicKeyId, read }))
  return pay
}

const publicPem = (privateKey: string): string =>
  createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' }).toString()

/** WeChat does not sign the answers of its gateways, so an unsigned refusal counts as one; an unsigned success does not. */
const checkedBy = (keys: PlatformKeys, clock: Clock) => async (answer: Answer) => {
  const isRefusal = answer.status >= 300 && !isSigned(answer.header)
  const text = answer.bytes.toString('utf8')
  if (!isRefusal && distrustOf(answer.header, text, await keys.current(), clock.now().getTime())) throw untrusted()
  requireSuccess(answer)
  return jsonOf(answer)
}

const unchecked = (answer: Answer): Answer => {
  requireSuccess(answer)
  return answer
}

function publicKeyOf({ publicKey }: WechatPayOptions): { id: string; key: KeyObject } | undefined {
  return publicKey && { id: publicKey.id, key: createPublicKey(publicKey.pem) }
}

/**
 * WeChat Pay behind the port. wechatpay-node-v3 signs; checking and deciphering is node:crypto's, because the library takes
 * resources with a wrong tag and notices of any age. It remembers WeChat's keys and nothing else.
 * @throws Error for keys that are no PEM
 */
export function createWechatPay(options: WechatPayOptions): PayPort {
  const { appid, mchid, apiV3Key, clock, notifyUrl } = options
  const now = () => clock.now().getTime()
  const publicKey = publicKeyOf(options)
  const raw = createSigner(options, unchecked)
  const known = new Map(publicKey ? [[publicKey.id, publicKey.key]] : [])
  const load = async () => {
    const answer = await raw.downloadBill(`${API}/v3/certificates`)
    return certificatesIn(answer.data as Answer, known, apiV3Key, now())
  }
  const keys = createPlatformKeys({ publicKey, load, now })
  const calls = { pay: createSigner(options, checkedBy(keys, clock)), raw, notifyUrl }
  return {
    prepay: (order) => prepay(calls, order),
    prepayByCode: (order) => prepayByCode(calls, order),
    query: (outTradeNo) => query(calls, outTradeNo),
    close: (outTradeNo) => close(calls, outTradeNo),
    refund: (refund) => askRefund(calls, refund),
    queryRefund: (outRefundNo) => queryRefund(calls, outRefundNo),
    tradeBill: (day) => tradeBill(calls, day),
    readNotice: (headers, rawBody) => readNotice({ appid, mchid, apiV3Key, keys, now }, headers, rawBody),
  }
}
