import { verify, type KeyObject } from 'node:crypto'

/** Serial number of a platform certificate, or id of a WeChat Pay public key → key. */
export type KeysBySerial = ReadonlyMap<string, KeyObject>

export type Distrust = 'headers' | 'probe' | 'window' | 'serial' | 'signature'

/** One header by its name in lower case. */
type HeaderOf = (name: string) => string | undefined

const WINDOW_MS = 5 * 60_000
const SIGNATURE_TYPE = 'WECHATPAY2-SHA256-RSA2048'

/** WeChat's own test: a signature made wrong on purpose, to see whether it is checked. */
const PROBE = 'WECHATPAY/SIGNTEST/'

interface Signed {
  readonly timestamp: string
  readonly nonce: string
  readonly serial: string
  readonly signature: string
}

const shapes: Readonly<Record<keyof Signed, RegExp>> = {
  timestamp: /^[1-9]\d{0,11}$/,
  nonce: /^[\x21-\x7e]{1,128}$/,
  serial: /^\w{1,128}$/,
  signature: /^[\w+/=]{1,1024}$/,
}

function signedBy(header: HeaderOf): Signed | undefined {
  const found = {
    timestamp: header('wechatpay-timestamp') ?? '',
    nonce: header('wechatpay-nonce') ?? '',
    serial: header('wechatpay-serial') ?? '',
    signature: header('wechatpay-signature') ?? '',
  }
  const type = header('wechatpay-signature-type') ?? SIGNATURE_TYPE
  const isWellFormed = Object.entries(shapes).every(([name, shape]) => shape.test(found[name as keyof Signed]))
  return isWellFormed && type === SIGNATURE_TYPE ? found : undefined
}

/** Undefined for text that is no base64, or not as an encoder writes it. */
export function bytesOf(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === base64 ? bytes : undefined
}

/** Why these headers do not prove that WeChat wrote this body within 5 minutes of `nowMs`, or undefined when they do. */
export function distrustOf(header: HeaderOf, body: string, keys: KeysBySerial, nowMs: number): Distrust | undefined {
  if (header('wechatpay-signature')?.startsWith(PROBE)) return 'probe'
  const signed = signedBy(header)
  if (!signed) return 'headers'
  if (Math.abs(nowMs - Number(signed.timestamp) * 1000) > WINDOW_MS) return 'window'
  const key = keys.get(signed.serial)
  if (!key) return 'serial'
  const signature = bytesOf(signed.signature)
  const text = Buffer.from(`${signed.timestamp}\n${signed.nonce}\n${body}\n`)
  return signature && verify('RSA-SHA256', text, key, signature) ? undefined : 'signature'
}

/** True when an answer claims to be signed. */
export const isSigned = (header: HeaderOf): boolean => header('wechatpay-signature') !== undefined
