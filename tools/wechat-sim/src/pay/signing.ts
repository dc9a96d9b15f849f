import { createCipheriv, createPrivateKey, createPublicKey, randomBytes, randomUUID, sign, verify } from 'node:crypto'
import type { SimRequest } from '../http'
import type { Account } from '../options'
import type { PayOptions } from './options'
import { PayRefusal } from './refusal'

const WINDOW_SECONDS = 300

export type SignedHeaders = Record<string, string>

interface Signer {
  serial: string
  sign(text: string): string
}

/** What the merchant and WeChat prove to each other. */
export interface Signing {
  /** @throws PayRefusal SIGN_ERROR for a request that the merchant did not sign */
  requireMerchant(request: SimRequest): void
  /** Headers that sign a body; `wanted` is the serial that a request asked for, `ageSeconds` how long ago it is signed. */
  headersOf(body: string, wanted?: string, ageSeconds?: number): SignedHeaders
  noticeHeadersOf(body: string): SignedHeaders
  /** AES-256-GCM with the APIv3 key. */
  seal(text: string, associated: string): object
}

function signerOf(serial: string, privateKey: string): Signer {
  const key = createPrivateKey(privateKey)
  return { serial, sign: (text) => sign('RSA-SHA256', Buffer.from(text), key).toString('base64') }
}

const refuse = (why: string) => new PayRefusal(401, 'SIGN_ERROR', `签名错误：${why}`)

/** The words of an Authorization header. */
function wordsOf(header: string | undefined): Readonly<Record<string, string | undefined>> {
  const [, rest] = /^WECHATPAY2-SHA256-RSA2048 (.+)$/.exec(header ?? '') ?? []
  if (!rest) throw refuse('缺少 Authorization')
  const pairs = [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    value,
  ])
  return Object.fromEntries(pairs)
}

function createSeal(apiV3Key: string): Signing['seal'] {
  return (text, associated_data) => {
    const nonce = randomBytes(6).toString('hex')
    const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
    cipher.setAAD(Buffer.from(associated_data))
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return { algorithm: 'AEAD_AES_256_GCM', nonce, associated_data, ciphertext: bytes.toString('base64') }
  }
}

/** @throws Error when the account has neither a public key nor a certificate */
export function createSigning(options: PayOptions, account: Account): Signing {
  const merchant = createPublicKey(options.merchantPublicKey)
  const byKey = options.publicKey && signerOf(options.publicKey.id, options.publicKey.privateKey)
  const byCertificate = options.certificate && signerOf(options.certificate.serial, options.certificate.privateKey)
  const some = byKey ?? byCertificate
  if (!some) throw new Error('a WeChat Pay account has a public key or a certificate')

  function headersBy(signer: Signer, body: string, ageSeconds = 0): SignedHeaders {
    const timestamp = String(Math.floor(account.now() / 1000) - ageSeconds)
    const nonce = randomBytes(16).toString('hex')
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': signer.serial,
      'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
      'wechatpay-signature': signer.sign(`${timestamp}\n${nonce}\n${body}\n`),
      'request-id': randomUUID(),
    }
  }

  return {
    requireMerchant({ method, url, headers, text }) {
      const { mchid, serial_no = '', timestamp, nonce_str, signature = '' } = wordsOf(headers.authorization)
      if (mchid !== options.mchid) throw refuse('mchid')
      if (serial_no.toUpperCase() !== options.serial.toUpperCase()) throw refuse('serial_no')
      // The merchant's library stamps with the machine's clock, also when a test stops the simulator's.
      if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= WINDOW_SECONDS)) throw refuse('timestamp')
      const signed = [method, url.pathname + url.search, timestamp, nonce_str, text, ''].join('\n')
      const isGood = verify('RSA-SHA256', Buffer.from(signed), merchant, Buffer.from(signature, 'base64'))
      if (!isGood) throw refuse('signature')
    },
    headersOf: (body, wanted, ageSeconds) =>
      headersBy(wanted === byKey?.serial ? some : (byCertificate ?? some), body, ageSeconds),
    noticeHeadersOf: (body) => headersBy((options.noticesBy === 'certificate' && byCertificate) || some, body),
    seal: createSeal(options.apiV3Key),
  }
}
