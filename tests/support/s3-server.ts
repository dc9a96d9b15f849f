import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What one call is answered with instead of what it asks for. */
type Trouble = 'broken' | 'slow' | 'busy' | 'cut' | 'redirect'

const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, words: string) => createHmac('sha256', key).update(words).digest()

const ACCESS_KEY = 'AKIDEXAMPLE'
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const REGION = 'cn-east-9'
const BUCKET = 'pitlane-photos'
/** A signature is good for so long: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html */
const SKEW_MS = 15 * 60_000

/** A bucket that checks every signature as the specification says, from what arrived and nothing else. */
export async function startS3() {
  const objects = new Map<string, Buffer>()
  const troubles: Trouble[] = []
  const seen: { readonly method: string; readonly status: number }[] = []
  const server = createServer((req, res) => void answer(req, res))

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const trouble = troubles.shift()
    res.once('close', () => seen.push({ method: req.method ?? '', status: res.statusCode }))
    if (trouble) return makeTrouble(trouble, res)
    const body = Buffer.concat(chunks)
    const refusal = refusalOf(req, body)
    if (refusal) return refuse(res, 403, refusal)
    const [, bucket, ...key] = (req.url ?? '').split('/')
    if (bucket !== BUCKET) return refuse(res, 404, 'NoSuchBucket')
    serve(objects, req, res, { key: key.join('/'), body })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ objects, troubles, seen, endpoint },
    options: {
      endpoint,
      bucket: BUCKET,
      region: REGION,
      accessKey: ACCESS_KEY,
      secret: SECRET,
      style: 'path' as const,
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
export type S3Server = Awaited<ReturnType<typeof startS3>>

function refuse(res: ServerResponse, status: number, code: string): void {
  res.writeHead(status, { 'content-type': 'application/xml' })
  res.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${SECRET}</Message></Error>`)
}

function makeTrouble(trouble: Trouble, res: ServerResponse): void {
  if (trouble === 'broken') return refuse(res, 500, 'InternalError')
  if (trouble === 'busy') return refuse(res, 503, 'SlowDown')
  if (trouble === 'redirect') return void res.writeHead(301, { location: 'http://127.0.0.1:9/' }).end()
  if (trouble === 'slow') return void setTimeout(() => res.destroy(), 5000).unref()
  res.writeHead(200, { 'content-length': '1000' })
  res.write('only the beginning', () => res.destroy())
}

interface Asked {
  readonly key: string
  readonly body: Buffer
}

function serve(objects: Map<string, Buffer>, req: IncomingMessage, res: ServerResponse, { key, body }: Asked): void {
  if (req.method === 'PUT') objects.set(key, body)
  if (req.method === 'DELETE') objects.delete(key)
  if (req.method !== 'GET') return void res.writeHead(req.method === 'PUT' ? 200 : 204).end()
  const found = objects.get(key)
  if (!found) return refuse(res, 404, 'NoSuchKey')
  res.writeHead(200, { 'content-length': found.length }).end(found)
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
const NEEDED = ['host', 'x-amz-content-sha256', 'x-amz-date']

/** What the header claims: key, day, region, names of the signed headers, signature. */
const claimsIn = (req: IncomingMessage): string[] => AUTHORIZATION.exec(req.headers.authorization ?? '')?.slice(1) ?? []

/** Undefined when the signature is that of this request, of our key, and fresh. */
function refusalOf(req: IncomingMessage, body: Buffer): string | undefined {
  const [accessKey, day = '', region, names = '', signature] = claimsIn(req)
  if (accessKey !== ACCESS_KEY) return 'InvalidAccessKeyId'
  const date = String(req.headers['x-amz-date'])
  if (!isFresh(date) || !date.startsWith(day)) return 'RequestTimeTooSkewed'
  const signed = names.split(';')
  if (region !== REGION || !NEEDED.every((name) => signed.includes(name))) return 'AuthorizationHeaderMalformed'
  const sum = String(req.headers['x-amz-content-sha256'])
  if (sum !== hash(body)) return 'XAmzContentSHA256Mismatch'
  return signature === signatureOf(req, { date, day, signed, sum }) ? undefined : 'SignatureDoesNotMatch'
}

/** `20261129T080000Z` */
function isFresh(date: string): boolean {
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  return Math.abs(Date.now() - at) < SKEW_MS
}

interface Claims {
  readonly date: string
  readonly day: string
  readonly signed: readonly string[]
  readonly sum: string
}

/** The signature that this request has to carry: canonical request, string to sign, signing key, in the words of the specification. */
function signatureOf(req: IncomingMessage, { date, day, signed, sum }: Claims): string {
  const [path = '', query = ''] = (req.url ?? '').split('?')
  const headers = signed.map((name) => `${name}:${String(req.headers[name]).trim()}\n`).join('')
  const canonical = [req.method, path, query, headers, signed.join(';'), sum].join('\n')
  const scope = `${day}/${REGION}/s3/aws4_request`
  const words = ['AWS4-HMAC-SHA256', date, scope, hash(canonical)].join('\n')
  const key = [day, REGION, 's3', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${SECRET}`)
  return hmac(key, words).toString('hex')
}
