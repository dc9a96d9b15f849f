import { urlOf, type Call, type Endpoint, type View } from '@pitlane/contract'
import { errorFrom, offlineError } from './api-error'

/** After this many milliseconds an answer is taken for lost. */
export const CALL_TIMEOUT_MS = 15_000

interface SendOptions {
  readonly token: string | null
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
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

/**
 * One HTTP exchange for one endpoint.
 * @throws ApiError for every refusal and for an unreachable server; an AbortError only when `signal` was aborted.
 */
export async function send<E extends Endpoint>(endpoint: E, call: Call<E>, options: SendOptions): Promise<View<E>> {
  const { body } = call as { body?: unknown }
  const abort = abortAfter(options.timeoutMs ?? CALL_TIMEOUT_MS, options.signal)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.token) headers['authorization'] = `Bearer ${options.token}`
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    const response = await fetch(urlOf(endpoint, call), {
      method: endpoint.method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: abort.signal,
    })
    const answer = await bodyOf(response)
    if (!response.ok) throw errorFrom(response.status, answer)
    return answer as View<E>
  } catch (e) {
    if (options.signal?.aborted) throw e
    throw e instanceof Error && e.name === 'ApiError' ? e : offlineError()
  } finally {
    abort.done()
  }
}
