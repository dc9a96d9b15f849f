import { createHash, createHmac } from 'node:crypto'

const ALGORITHM = 'ACS3-HMAC-SHA256'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** RFC 3986: `encodeURIComponent` leaves `!'()*` alone, Aliyun does not. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Parameters in the order and spelling in which they are signed and sent. */
export const canonicalQuery = (query: Readonly<Record<string, string>>): string =>
  Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
    .join('&')

/** A call without a body. */
export interface AliyunCall {
  readonly host: string
  readonly action: string
  readonly version: string
  readonly query: Readonly<Record<string, string>>
  readonly at: Date
  readonly nonce: string
}

/**
 * The headers of a call, signed (Aliyun OpenAPI, "V3 request body & signature": help.aliyun.com/document_detail/2593177).
 * `host` is signed and left to the HTTP client to send.
 */
export function signedHeaders(call: AliyunCall, key: { readonly id: string; readonly secret: string }) {
  const headers: Record<string, string> = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': `${call.at.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  }
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('')
  const signed = names.join(';')
  const request = ['POST', '/', canonicalQuery(call.query), lines, signed, sha256('')].join('\n')
  const signature = createHmac('sha256', key.secret)
    .update(`${ALGORITHM}\n${sha256(request)}`)
    .digest('hex')
  const { host: _, ...sent } = headers
  return { ...sent, authorization: `${ALGORITHM} Credential=${key.id},SignedHeaders=${signed},Signature=${signature}` }
}
