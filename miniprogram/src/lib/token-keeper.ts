import { saidByClients, identity } from '@pitlane/contract'
import { ApiError } from './api-error'
import { exchange } from './http'
import { exclusively } from './platform/lock'

type Tokens = identity.Tokens

/** Where the tokens of one kind of log-in are kept. An owner's and a technician's live on one phone without touching. */
export interface TokenShelf {
  /** Names the lock across tabs. */
  readonly name: string
  /** Read afresh: on H5 another tab may have refreshed them. */
  readonly stored: () => Tokens | undefined
  readonly replace: (tokens: Tokens) => void
  readonly forget: () => void
}

/** An access token this close to its end is refreshed before it is used. */
const EARLY_MS = 20_000

const loginRequired = () =>
  new ApiError({
    type: 'about:blank',
    title: saidByClients['auth.required'].zh,
    status: 401,
    code: 'auth.required',
    requestId: '',
  })

/** Codes that a new token may mend: it ran out, or the server forgot it. */
const isMendable = (error: unknown) =>
  error instanceof ApiError && (error.problem.code === 'auth.expired' || error.problem.code === 'auth.required')

/** Tokens that are good whenever they are asked for. */
export function tokenKeeper(shelf: TokenShelf) {
  let refreshing: Promise<string> | undefined

  /**
   * A token that differs from `stale`. A refresh token works once and a second use ends the log-in, so there is a single flight
   * here, a lock across tabs, and a look at what is stored before anything is sent.
   */
  async function refreshFrom(stale: string): Promise<string> {
    const kept = shelf.stored()
    if (!kept) throw loginRequired()
    if (kept.accessToken !== stale) return kept.accessToken
    try {
      const tokens = await exchange(identity.refresh, { body: { refreshToken: kept.refreshToken } })
      shelf.replace(tokens)
      return tokens.accessToken
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === 'identity.refresh_invalid') shelf.forget()
      throw error
    }
  }

  /** Exchanges the refresh token for a token newer than `stale`; simultaneous callers share one exchange. */
  function refreshedToken(stale: string): Promise<string> {
    refreshing ??= exclusively(shelf.name, () => refreshFrom(stale)).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  /**
   * A token that is good for the next call.
   * @throws {ApiError} `auth.required` when nobody is logged in.
   */
  async function accessToken(): Promise<string> {
    const kept = shelf.stored()
    if (!kept) throw loginRequired()
    return Date.parse(kept.accessExpiresAt) - Date.now() < EARLY_MS
      ? refreshedToken(kept.accessToken)
      : kept.accessToken
  }

  /** Runs `call` with a token that is good; an expired one is refreshed once and the call repeated. */
  async function withToken<T>(call: (token: string) => Promise<T>): Promise<T> {
    const token = await accessToken()
    try {
      return await call(token)
    } catch (error) {
      if (!isMendable(error)) throw error
      return call(await refreshedToken(token))
    }
  }

  return { accessToken, refreshedToken, withToken }
}
