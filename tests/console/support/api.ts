import { errors, type Endpoint, type ErrorCode, type View } from '@pitlane/contract'

/** One request as the server would see it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly token: string | null
  readonly body: unknown
}

type Answer<E extends Endpoint> = View<E> | Refusal

/** What a handler answers with to refuse. */
export class Refusal {
  constructor(
    readonly code: ErrorCode,
    readonly data?: Record<string, unknown>,
  ) {}
}

export const REQUEST_ID = '01KAPQ7Z3M5V9X2C4T6R8W0YBN'

interface Route {
  readonly endpoint: Endpoint
  readonly pattern: RegExp
  readonly answer: (seen: Seen) => unknown
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)

/**
 * The network's end of the console: answers `fetch` with the contract's endpoints, in memory, and keeps what was asked.
 * A call to an endpoint without an answer fails the test that made it.
 */
export class FakeApi {
  readonly seen: Seen[] = []
  private readonly routes: Route[] = []
  /** Tokens that are accepted; null accepts every one. */
  validToken: string | null = null

  constructor() {
    // The console passes addresses as text, never as a Request.
    globalThis.fetch = (url, init) => this.serve(url as string, init ?? {})
  }

  /** Answers `endpoint` from now on; a later answer replaces an earlier one. */
  on<E extends Endpoint>(endpoint: E, answer: (seen: Seen) => Answer<E> | Promise<Answer<E>>): this {
    this.routes.unshift({ endpoint, pattern: patternOf(endpoint.path), answer })
    return this
  }

  /** What was asked of one endpoint so far. */
  calls(endpoint: Endpoint): Seen[] {
    const pattern = patternOf(endpoint.path)
    return this.seen.filter(({ method, path }) => method === endpoint.method && pattern.test(path))
  }

  private async serve(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url, 'http://console.test')
    const headers = init.headers as Record<string, string>
    const seen: Seen = {
      method: init.method ?? 'GET',
      path: pathname,
      query: searchParams,
      token: headers['authorization']?.replace('Bearer ', '') ?? null,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    }
    this.seen.push(seen)
    const route = this.routes.find(({ endpoint, pattern }) => endpoint.method === seen.method && pattern.test(pathname))
    if (!route) throw new Error(`the test does not answer ${seen.method} ${pathname}`)
    const isRefused = this.validToken !== null && route.endpoint.access !== 'public' && seen.token !== this.validToken
    return toResponse(isRefused ? new Refusal('auth.expired') : await route.answer(seen))
  }
}

function toResponse(answer: unknown): Response {
  const isRefusal = answer instanceof Refusal
  const status = isRefusal ? errors[answer.code].status : 200
  const body = isRefusal ? problemOf(answer) : answer
  return { ok: status < 400, status, json: () => Promise.resolve(JSON.parse(JSON.stringify(body))) } as Response
}

const problemOf = ({ code, data }: Refusal) => ({
  type: `urn:pitlane:problem:${code}`,
  title: errors[code].zh,
  status: errors[code].status,
  code,
  requestId: REQUEST_ID,
  ...(data ? { data } : {}),
})
