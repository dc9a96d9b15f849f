import { errors, identity, type Call, type Endpoint, type View } from '@pitlane/contract'
import { ApiError } from './api-error'
import { exchange } from './http'
import { exclusively } from './platform/lock'
import { forgetSession, replaceTokens, storedSession } from './session'

export { ApiError, problemOf, type ApiProblem } from './api-error'

/** An access token this close to its end is refreshed before it is used. */
const EARLY_MS = 20_000

const loginRequired = () =>
  new ApiError({
    type: 'about:blank',
    title: errors['auth.required'].zh,
    status: 401,
    code: 'auth.required',
    requestId: '',
  })

let refreshing: Promise<string> | undefined

/**
 * A token that differs from `stale`. A refresh token works once and a second use ends the log-in, so there is a single flight
 * here, a lock across tabs, and a look at what is stored before anything is sent.
 */
async function refreshFrom(stale: string): Promise<string> {
  const session = storedSession()
  if (!session) throw loginRequired()
  if (session.tokens.accessToken !== stale) return session.tokens.accessToken
  try {
    const tokens = await exchange(identity.refresh, { body: { refreshToken: session.tokens.refreshToken } })
    replaceTokens(tokens)
    return tokens.accessToken
  } catch (error) {
    if (error instanceof ApiError && error.problem.code === 'identity.refresh_invalid') forgetSession()
    throw error
  }
}

/** Exchanges the refresh token for a token newer than `stale`; simultaneous callers share one exchange. */
export function refreshedToken(stale: string): Promise<string> {
  refreshing ??= exclusively('pitlane.refresh', () => refreshFrom(stale)).finally(() => {
    refreshing = undefined
  })
  return refreshing
}

/**
 * A token that is good for the next call.
 * @throws {ApiError} `auth.required` when nobody is logged in.
 */
export async function accessToken(): Promise<string> {
  const session = storedSession()
  if (!session) throw loginRequired()
  const { accessToken: token, accessExpiresAt } = session.tokens
  return Date.parse(accessExpiresAt) - Date.now() < EARLY_MS ? refreshedToken(token) : token
}

/** Codes that a new token may mend: it ran out, or the server forgot it. */
const isMendable = (error: unknown) =>
  error instanceof ApiError && (error.problem.code === 'auth.expired' || error.problem.code === 'auth.required')

/**
 * Calls one endpoint of the contract, with the owner's token unless it is public. An expired token is refreshed once and the
 * call repeated.
 * @throws {ApiError} with the problem as the server worded it, or `client.offline`.
 */
export async function api<E extends Endpoint>(endpoint: E, call: Call<E>): Promise<View<E>> {
  if (endpoint.access === 'public') return exchange(endpoint, call)
  return withToken((token) => exchange(endpoint, call, token))
}

/** Runs `call` with a token that is good; an expired one is refreshed once and the call repeated. */
export async function withToken<T>(call: (token: string) => Promise<T>): Promise<T> {
  const token = await accessToken()
  try {
    return await call(token)
  } catch (error) {
    if (!isMendable(error)) throw error
    return call(await refreshedToken(token))
  }
}
