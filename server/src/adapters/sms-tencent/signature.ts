import { createHash, createHmac } from 'node:crypto'

const ALGORITHM = 'TC3-HMAC-SHA256'
const SIGNED = 'content-type;host'
const CONTENT_TYPE = 'application/json; charset=utf-8'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** A POST of JSON. */
export interface TencentCall {
  readonly host: string
  /** `sms`: also a part of the derived key. */
  readonly service: string
  readonly action: string
  readonly version: string
  readonly region: string
  readonly body: string
  readonly at: Date
}

/**
 * The headers of a call, signed (Tencent Cloud "签名方法 v3": cloud.tencent.com/document/api/382/52072). `host` is signed and left
 * to the HTTP client to send.
 */
export function signedHeaders(call: TencentCall, key: { readonly id: string; readonly secret: string }) {
  const timestamp = String(Math.floor(call.at.getTime() / 1000))
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const lines = `content-type:${CONTENT_TYPE}\nhost:${call.host}\n`
  const request = ['POST', '/', '', lines, SIGNED, sha256(call.body)].join('\n')
  const scope = `${date}/${call.service}/tc3_request`
  const text = [ALGORITHM, timestamp, scope, sha256(request)].join('\n')
  const signing = hmac(hmac(hmac(`TC3${key.secret}`, date), call.service), 'tc3_request')
  const signature = hmac(signing, text).toString('hex')
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': call.action,
    'x-tc-version': call.version,
    'x-tc-region': call.region,
    'x-tc-timestamp': timestamp,
    authorization: `${ALGORITHM} Credential=${key.id}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  }
}
