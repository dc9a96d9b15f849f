import { urlOf, type Call, type Endpoint, type View } from '@pitlane/contract'
import { errorFrom, isApiError, offlineError } from './api-error'

/** A photo takes its time on the network of a car park. */
const FILE_TIMEOUT_MS = 120_000
/** After this many milliseconds an answer is taken for lost. */
const CALL_TIMEOUT_MS = 15_000

interface SendOptions {
  readonly token: string | null
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /** What is sent instead of JSON, to endpoints that take a file. */
  readonly file?: Blob
}

/** Aborts with `signal`, or after `timeoutMs`. `AbortSignal.any` is missing from browsers that stores still use. */
function abortAfter(timeoutMs: number, signal: AbortSignal | undefined) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  signal?.addEventListener('abort', abort)
  return {
    signal: controller.signal,
    done: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    },
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

interface Content {
  readonly type: string
  readonly body: string | Blob
}

function contentOf(body: unknown, file: Blob | undefined): Content | undefined {
  if (file) return { type: file.type || 'application/octet-stream', body: file }
  return body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) }
}

function requestOf(
  endpoint: Endpoint,
  content: Content | undefined,
  token: string | null,
  signal: AbortSignal,
): RequestInit {
  return {
    method: endpoint.method,
    headers: {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(content ? { 'content-type': content.type } : {}),
    },
    body: content?.body,
    signal,
  }
}

/**
 * One HTTP exchange for one endpoint.
 * @throws ApiError for every refusal and for an unreachable server; an AbortError only when `signal` was aborted.
 */
export async function send<E extends Endpoint>(endpoint: E, call: Call<E>, options: SendOptions): Promise<View<E>> {
  const { body } = call as { body?: unknown }
  const { token, file } = options
  const abort = abortAfter(options.timeoutMs ?? (file ? FILE_TIMEOUT_MS : CALL_TIMEOUT_MS), options.signal)
  try {
    const content = contentOf(body, file)
    const response = await fetch(urlOf(endpoint, call), requestOf(endpoint, content, token, abort.signal))
    const answer = await bodyOf(response)
    // A body that is no JSON, even with 200, is somebody in between: a proxy, or the log-in page of a guest network.
    if (!response.ok || answer === undefined) throw errorFrom(response.status, answer)
    return answer as View<E>
  } catch (e) {
    if (options.signal?.aborted || isApiError(e)) throw e
    throw offlineError()
  } finally {
    abort.done()
  }
}
