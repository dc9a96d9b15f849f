import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as a vendor saw it. */
export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A vendor's address: it keeps what it saw, and answers what it is told to. */
export interface SmsWorld {
  readonly url: string
  readonly seen: Seen[]
  reply: (seen: Seen) => { readonly status: number; readonly body: string } | 'silence'
  close(): Promise<void>
}

export async function givenVendor(reply: SmsWorld['reply']): Promise<SmsWorld> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one: Seen = {
        ...{ method: request.method ?? '', url: new URL(request.url ?? '/', 'http://vendor') },
        ...{ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') },
      }
      seen.push(one)
      const answer = world.reply(one)
      if (answer === 'silence') return
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const world: SmsWorld = {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, reply },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return world
}

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()

/** Header lines that a request says it has signed, from what was received. */
function signedLines(headers: IncomingHttpHeaders, names: string): string {
  return names
    .split(';')
    .map((name) => `${name}:${String(headers[name])}\n`)
    .join('')
}

/** `Name=value` pairs of an authorization header, whatever parts them. */
function partsOf(authorization: string): Record<string, string> {
  const pairs = [...authorization.matchAll(/(Credential|SignedHeaders|Signature)=([^,\s]+)/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
}

/** What Aliyun would compute over a request that it received. */
export function aliyunSignature({ method, url, headers, body }: Seen, secret: string): string {
  const { SignedHeaders = '' } = partsOf(String(headers['authorization']))
  const query = url.search.slice(1).split('&').sort().join('&')
  const text = [method, url.pathname, query, signedLines(headers, SignedHeaders), SignedHeaders, hash(body)].join('\n')
  return mac(secret, ['ACS3-HMAC-SHA256', hash(text)].join('\n')).toString('hex')
}

/** What Tencent Cloud would compute over a request that it received. */
export function tencentSignature({ method, url, headers, body }: Seen, service: string, secret: string): string {
  const { SignedHeaders = '' } = partsOf(String(headers['authorization']))
  const stamp = String(headers['x-tc-timestamp'])
  const date = new Date(Number(stamp) * 1000).toISOString().slice(0, 10)
  const text = [method, url.pathname, '', signedLines(headers, SignedHeaders), SignedHeaders, hash(body)].join('\n')
  const signing = mac(mac(mac(`TC3${secret}`, date), service), 'tc3_request')
  return mac(signing, ['TC3-HMAC-SHA256', stamp, `${date}/${service}/tc3_request`, hash(text)].join('\n')).toString(
    'hex',
  )
}

export const signatureIn = (seen: Seen): string | undefined =>
  partsOf(String(seen.headers['authorization']))['Signature']
