import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { isFileKey, VendorError, type FilesPort } from '../../platform/ports'
import { readAnswer, unavailable, type Outcome } from './answers'

export interface S3Options {
  /** `https://minio.example.com`; a path in front of the bucket is kept. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secret: string
  /** `path`: the bucket is the first part of the path (MinIO); `host`: of the host's name, as Alibaba's OSS and new buckets of Tencent's COS demand. */
  readonly style: 'path' | 'host'
  /** For one attempt, from connecting to the last byte. */
  readonly timeoutMs: number
  readonly fetch?: typeof fetch
}

/** Pauses before the repeats, in ms. All three calls may be made twice: they leave what one call leaves. */
const REPEATS_AFTER_MS = [100, 400]

type Method = 'GET' | 'PUT' | 'DELETE'

/** Where the objects are, ending with a slash. */
function baseOf({ endpoint, bucket, style }: S3Options): string {
  const url = new URL(endpoint)
  const path = url.pathname.replace(/\/+$/, '')
  return style === 'host' ? `${url.protocol}//${bucket}.${url.host}${path}/` : `${url.origin}${path}/${bucket}/`
}

/**
 * Keeps files in a bucket of anything that speaks Amazon's S3: MinIO, OSS, COS, Ceph. Calls are signed (Signature Version 4,
 * with the sum of the body), and none of the errors holds an address, a key or an answer.
 */
export function createFilesS3(options: S3Options): FilesPort {
  const base = baseOf(options)
  const { timeoutMs, fetch: send = fetch } = options
  /** Signing keys of the day. */
  const cache = new Map<string, ArrayBuffer>()

  async function attempt(method: Method, key: string, body: Buffer | undefined): Promise<Outcome> {
    const signed = await sign(options, cache, { method, url: base + key, body })
    try {
      // A redirect would carry the signature elsewhere, so it is not followed.
      const init = { ...signed, body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const
      const answer = await send(base + key, init)
      return readAnswer(answer.status, Buffer.from(await answer.arrayBuffer()))
    } catch {
      // The caught error is dropped: its text or cause may quote the address.
      return { error: unavailable() }
    }
  }

  async function call(method: Method, key: string, body?: Buffer): Promise<Buffer | undefined> {
    if (!isFileKey(key)) throw new VendorError('files-s3', 'bad_request', false)
    let outcome = await attempt(method, key, body)
    for (const ms of REPEATS_AFTER_MS) {
      if (!('error' in outcome) || !outcome.error.retryable) break
      await pause(ms)
      outcome = await attempt(method, key, body)
    }
    if ('error' in outcome) throw outcome.error
    return outcome.bytes
  }

  return {
    put: async (key, bytes) => {
      await call('PUT', key, bytes)
    },
    get: (key) => call('GET', key),
    delete: async (key) => {
      await call('DELETE', key)
    },
  }
}

interface Unsigned {
  readonly method: Method
  readonly url: string
  readonly body: Buffer | undefined
}

/** Method and headers. Without a sum of its own the library would leave the body unsigned. */
async function sign(
  { region, accessKey, secret }: S3Options,
  cache: Map<string, ArrayBuffer>,
  { method, url, body }: Unsigned,
): Promise<{ method: string; headers: Headers }> {
  const sum = createHash('sha256')
    .update(body ?? '')
    .digest('hex')
  const headers = {
    'x-amz-content-sha256': sum,
    ...(body ? { 'content-type': 'application/octet-stream' } : {}),
  }
  const signer = new AwsV4Signer({
    ...{ method, url, headers, cache, region, service: 's3' },
    ...{ accessKeyId: accessKey, secretAccessKey: secret },
  })
  const signed = await signer.sign()
  return { method: signed.method, headers: signed.headers }
}
