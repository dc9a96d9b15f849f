import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const MAX_BODY_BYTES = 1024 * 1024

export interface SimRequest {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  text: string
}

/** Status 0 breaks the connection. */
export interface Answer {
  status: number
  type: string
  text: string
  headers?: Readonly<Record<string, string>>
}

/** A simulator that listens. */
export interface Listening {
  /** `http://127.0.0.1:20100` */
  url: string
  /** Breaks what is under way and frees the port. */
  close: () => Promise<void>
}

/** The whole body; nothing when it is too long. A sender that goes away midway has sent nothing. */
function read(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
    })
    incoming.on('error', () => resolve(''))
    incoming.on('end', () => resolve(size <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined))
  })
}

function write(response: ServerResponse, answer: Answer): void {
  if (answer.status === 0) response.destroy()
  else {
    const headers = { 'content-type': answer.type, 'cache-control': 'no-store', ...answer.headers }
    response.writeHead(answer.status, headers).end(answer.text)
  }
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: (request: SimRequest) => Promise<Answer>,
): Promise<void> {
  try {
    const text = await read(incoming)
    if (text === undefined) return write(response, { status: 413, type: 'text/plain', text: 'body over 1 MB' })
    const url = new URL(incoming.url ?? '/', 'http://sim')
    write(response, await answer({ method: incoming.method ?? 'GET', url, headers: incoming.headers, text }))
  } catch (error) {
    // A fault of the simulator itself must be seen as one, and must not stop it.
    process.stderr.write(`wechat-sim: ${error instanceof Error ? error.stack : String(error)}\n`)
    if (!response.headersSent) write(response, { status: 500, type: 'text/plain', text: 'wechat-sim failed' })
  }
}

/** Listens on the loopback interface only. Port 0 takes a free one. Rejects when the port is taken. */
export function listen(port: number, answer: (request: SimRequest) => Promise<Answer>): Promise<Listening> {
  const server = createServer((incoming, response) => void serve(incoming, response, answer))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      const address = server.address()
      resolve({
        url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}
